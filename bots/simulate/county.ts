import { calendarOf } from '../../core/calendar/content.ts'
import { addDays, instantAt, toDay } from '../../core/calendar/index.ts'
import { Office } from '../../core/content/office.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { mattersOf } from '../../core/matters/matter.ts'
import { type Organisation, organisation } from '../../core/people/index.ts'
import { Places } from '../../core/people/places.ts'
import type { Program } from '../../core/program.ts'
import { Warning } from '../../core/warnings/warning.ts'
import type { Chance } from './chance.ts'
import type { Agenda } from './virtual-clock.ts'

/** Something that somebody does at its time. */
export type Act = () => Promise<void>

/** The people of the county: citizens who write, officers and handlers who act, cadres who are warned and who go away. */
export class County {
  /** How often each operation was done, and how often refused, by name. */
  readonly done = new Map<string, number>()
  readonly refused = new Map<string, number>()
  private warnedUntil = ''

  constructor(
    private readonly program: Program,
    private readonly agenda: Agenda<Act>,
    private readonly chance: Chance,
  ) {}

  /** A citizen writes: an invented sentence about one of the office's matters at one of its places. */
  async write(): Promise<void> {
    const matter = this.chance.of([...mattersOf(this.content).values()].filter(({ notOurs }) => notOurs === undefined))
    const place = this.chance.of(this.content.only(Places).filter(({ kind }) => kind === 'village'))
    const months = this.chance.between(1, 9)
    const text = `${place.name}：${matter.plain['zh-CN']}，已经${months}个月了，一直没有人管，希望尽快解决。`
    const citizen: Actor = { kind: 'citizen' }
    const made = await this.does(
      'feedback.submit',
      { text, place: { text: place.name, code: place.code }, reporter: 'nothing' },
      citizen,
    )
    if (made === undefined) return
    this.later(this.chance.happens(0.95) ? [0, 1] : [2, 6], () => this.dispatch(made))
  }

  /** A cadre goes away for some days. */
  async goAway(person: string): Promise<void> {
    const today = calendarOf(this.content).dayAt(this.now)
    const from = addDays(today, this.chance.between(1, 10))
    const input = { person, from, to: addDays(from, this.chance.between(0, 9)) }
    await this.does('absences.announce', input, SYSTEM)
  }

  /** Everybody who was warned since the last look reads it and owes something. */
  async readWarnings(): Promise<void> {
    const where = { 'data.issuedAt': { gt: this.warnedUntil } }
    for await (const { id, data } of this.read(Warning).stream({ where, order: ['data.issuedAt'] })) {
      this.warnedUntil = data.issuedAt
      if (data.expects === 'nothing') continue
      if (this.chance.happens(0.9)) this.later([0, 2], () => this.acknowledge(id))
      if (data.expects === 'answer')
        this.later(this.chance.happens(0.85) ? [1, 4] : [6, 15], () => this.answerWarning(id))
    }
  }

  private async dispatch(id: string): Promise<void> {
    const found = await this.case(id)
    if (found === undefined || found.data.state !== 'received') return
    const officer = await this.officer()
    if (officer === undefined) return this.later([1, 1], () => this.dispatch(id))
    if (this.chance.happens(0.02)) {
      await this.does('feedback.refuse', { case: id, reason: '这件事不归本县管，请向上级反映' }, officer)
      return
    }
    const lead = this.chance.of(
      (await this.org()).units().filter(({ level, kind }) => level === 'county' && kind === 'department'),
    ).code
    const proposed = found.data.proposal.unit !== undefined
    await (proposed
      ? this.does('feedback.dispatchAsProposed', { case: id }, officer)
      : this.does('feedback.dispatch', { case: id, lead }, officer))
    this.later(this.chance.happens(0.9) ? [0, 2] : [3, 12], () => this.accept(id))
  }

  private async accept(id: string): Promise<void> {
    const handler = await this.handler(id)
    if (handler === 'over') return
    if (handler === undefined) return this.later([1, 2], () => this.accept(id))
    await this.does('feedback.accept', { case: id }, handler)
    if (this.chance.happens(0.06)) this.later([1, 3], () => this.ask(id))
    if (this.chance.happens(0.3)) this.later([1, 5], () => this.measure(id))
    this.later(this.chance.happens(0.8) ? [1, 7] : this.chance.happens(0.8) ? [8, 16] : [17, 40], () => this.answer(id))
  }

  private async ask(id: string): Promise<void> {
    const handler = await this.handler(id)
    if (handler === undefined || handler === 'over') return
    await this.does('feedback.ask', { case: id, text: '请问具体在哪个位置，方便的话说一下' }, handler)
    if (this.chance.happens(0.8))
      this.later([1, 5], () => this.asCitizen('feedback.reply', id, { text: '就在村委会旁边那条路上' }))
  }

  private async measure(id: string): Promise<void> {
    const handler = await this.handler(id)
    if (handler === undefined || handler === 'over') return
    await this.does('feedback.measure', { case: id, text: '已经派人到现场看过，排进了本月计划' }, handler)
  }

  private async answer(id: string): Promise<void> {
    const handler = await this.handler(id)
    if (handler === 'over') return
    if (handler === undefined) return this.later([1, 2], () => this.answer(id))
    await this.does('feedback.answer', { case: id, text: '您反映的事已经办好，请您看看还有没有问题' }, handler)
    if (this.chance.happens(0.55)) this.later([0, 5], () => this.rate(id))
  }

  private async rate(id: string): Promise<void> {
    const solved = this.chance.happens(0.82) ? 'yes' : this.chance.happens(0.6) ? 'partly' : 'no'
    await this.asCitizen('feedback.rate', id, {
      solved,
      attitude: this.chance.between(3, 5),
      speed: this.chance.between(2, 5),
    })
    const found = await this.case(id)
    if (solved !== 'no' || found === undefined || !['answered', 'closed'].includes(found.data.state)) return
    await this.asCitizen('feedback.reopen', id, { reason: '过了几天又坏了，还是老样子' })
    this.later([0, 2], () => this.again(id))
  }

  /** A case that was reopened stands with its unit again. */
  private async again(id: string): Promise<void> {
    const found = await this.case(id)
    if (found?.data.state === 'dispatched') return this.accept(id)
    if (found?.data.state === 'accepted') this.later([1, 6], () => this.answer(id))
    if (found?.data.state === 'received') return this.dispatch(id)
  }

  private async acknowledge(id: string): Promise<void> {
    const warned = await this.warned(id)
    if (warned !== undefined) await this.does('warnings.acknowledge', { warning: id }, warned)
  }

  private async answerWarning(id: string): Promise<void> {
    const warned = await this.warned(id)
    if (warned === undefined) return
    const answered = await this.does(
      'warnings.answer',
      { warning: id, cause: '人手不够，排期晚了', done: '已经办好并答复群众' },
      warned,
    )
    if (answered === undefined) return
    this.later([0, 2], async () => {
      const officer = await this.officer()
      if (officer === undefined) return
      if (this.chance.happens(0.9)) await this.does('warnings.accept', { warning: id }, officer)
      else {
        await this.does('warnings.return', { warning: id, reason: '原因没有说清楚，请补充' }, officer)
        this.later([1, 4], () => this.answerWarning(id))
      }
    })
  }

  /** The person warned, or whoever stands in for them now. */
  private async warned(id: string): Promise<Actor | undefined> {
    const found = await this.read(Warning).get(id)
    const person = found === undefined ? undefined : (await this.org()).answering(found.data.to)
    return person === undefined ? undefined : this.actor(person.code)
  }

  /** Whoever receives for the unit that has the case now; `over` when no unit has it any more. */
  private async handler(id: string): Promise<Actor | undefined | 'over'> {
    const found = await this.case(id)
    if (found === undefined || !['dispatched', 'accepted'].includes(found.data.state)) return 'over'
    const [person] = found.data.lead === undefined ? [] : (await this.org()).reception(found.data.lead)
    return person === undefined ? undefined : this.actor(person.code)
  }

  private async officer(): Promise<Actor | undefined> {
    const org = await this.org()
    const { unit } = this.content.only(Office)
    const there = org
      .people()
      .filter((person) => person.state === 'active' && person.roles.includes('officer') && !org.away(person))
      .filter(({ code }) => org.unitsOf(code).includes(unit))
    return there.length === 0 ? undefined : this.actor(this.chance.of(there).code)
  }

  private async actor(person: string): Promise<Actor> {
    return { kind: 'person', person, ...(await this.org()).standing(person) }
  }

  private async asCitizen(operation: string, id: string, input: object): Promise<void> {
    await this.does(operation, { case: id, ...input }, { kind: 'citizen', follows: id })
  }

  /** Does it, counts it, and answers the id of the record; what is refused is counted by its reason. */
  private async does(name: string, input: object, actor: Actor): Promise<string | undefined> {
    try {
      const output = await this.program.application.byName(name, input, actor)
      this.done.set(name, (this.done.get(name) ?? 0) + 1)
      return typeof output === 'object' && output !== null && 'id' in output ? String(output.id) : ''
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const why = `${name}: ${error.code}`
      this.refused.set(why, (this.refused.get(why) ?? 0) + 1)
      return undefined
    }
  }

  /** Plans an act in office hours, so many working days from now: from the first to the second, by chance. */
  private later([least, most]: readonly [number, number], act: Act): void {
    const { timezone } = this.content.only(Office)
    const calendar = calendarOf(this.content)
    const { day } = calendar.addWorkingDays(calendar.dayAt(this.now), this.chance.between(least, most))
    const minutes = this.chance.between(8 * 60 + 30, 17 * 60 + 20)
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    const at = instantAt(toDay(day), time, timezone)
    // Today's hour may be past: then as soon as the next working morning.
    const next = instantAt(calendar.addWorkingDays(addDays(toDay(day), 1), 0).day, time, timezone)
    this.agenda.plan(at > this.now ? at : next, act)
  }

  private case(id: string): Promise<Stored<CaseData> | undefined> {
    return this.read(Case).get(id)
  }

  private org(): Promise<Organisation> {
    const { store } = this.program.outside
    return organisation({ read: (type) => readerOf(store, type), now: this.now, content: this.content })
  }

  private read<T>(type: Parameters<typeof readerOf<T>>[1]) {
    return readerOf<T>(this.program.outside.store, type)
  }

  private get content() {
    return this.program.outside.content
  }

  private get now(): string {
    return this.program.outside.clock.now()
  }
}
