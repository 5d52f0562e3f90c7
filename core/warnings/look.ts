import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { audienceOf } from './audience.ts'
import { excludedPeople, isSettled } from './concerned.ts'
import { decidersOf } from './deciders.ts'
import { hearerOf, noteFor, personChoices, showWarning, tellOf, tellWarned } from './notices.ts'
import { stepped } from './step.ts'
import { isDisputed } from './timer.ts'
import { Warning, type WarningData } from './warning.ts'

const Done = z.object({ id: z.string() })
const idOf = ({ id }: { id: string }) => ({ id })

/** What a platform says of the message: it took it, or nobody could deliver it. */
export const handedOver = operation({
  name: 'warnings.handedOver',
  summary: 'Record whether a warning reached the person',
  allow: 'system',
  input: z.object({ warning: z.string(), outcome: z.enum(['sent', 'failed']), channel: z.string() }),
  output: Done,
  async run(context, { warning, outcome, channel: by }) {
    // Who has no account was tried on no platform.
    const channel = by === '' ? 'none' : by
    const stored = await context.load(Warning, warning)
    const { id, data } = stored
    if (data.state !== 'issued') return answer({ id })
    const org = await organisation(context)
    const may = await excludedPeople(context, org, data.ground.case)
    if (outcome === 'failed') {
      const [next, timers] = stepped(context, id, data, {}, { step: 'undeliverable', channel })
      // Where nothing is owed, nobody has to run after it: the list has it.
      const told = data.expects === 'nothing' ? [] : [...new Set([...decidersOf(org, data, may), ...data.copies])]
      return change(Warning, stored, next, [...noteFor(told, id, 'undelivered', context.now), ...timers])
    }
    const deliver = { step: 'deliver', channel } as const
    const ends = data.expects === 'nothing'
    const [next, timers] = stepped(
      context,
      id,
      data,
      { deliveredAt: context.now, ...(ends ? { endedAt: context.now, endedAs: 'told' as const } : {}) },
      ...(ends ? [deliver, { step: 'lapse', channel: 'system' } as const] : [deliver]),
    )
    return change(Warning, stored, next, timers)
  },
  outputOf: idOf,
})

/** The time has come to look at an open warning: it ends, climbs, or whoever has to do something is reminded. */
export const look = operation({
  name: 'warnings.look',
  summary: 'Look at an open warning whose time has come',
  allow: 'system',
  input: z.object({ warning: z.string(), timer: z.number().int() }),
  output: Done,
  async run(context, { warning, timer }) {
    const stored = await context.load(Warning, warning)
    const { id, data } = stored
    // Another timer was set meanwhile, or none is needed any more.
    if (data.timer?.n !== timer) return answer({ id })
    const org = await organisation(context)
    const { changes, step, wishes, told, note } = await whatNow(context, org, id, data)
    const [next, timers] = stepped(context, id, data, changes, {
      ...{ step, channel: 'system' },
      ...(told === undefined ? {} : { told }),
      ...(note === undefined ? {} : { note }),
    })
    return change(Warning, stored, next, [...wishes, ...timers])
  },
  outputOf: idOf,
})

interface Now {
  readonly changes: Partial<WarningData>
  readonly step: 'lapse' | 'climb' | 'remind'
  readonly wishes: readonly Wish[]
  readonly told?: readonly string[]
  readonly note?: string
}

const whatNow = async (context: Context, org: Organisation, id: string, data: WarningData): Promise<Now> => {
  const { content, now } = context
  const may = await excludedPeople(context, org, data.ground.case)
  const toOffice = (say: string, choices: Parameters<typeof tellOf>[6] = {}): Now => ({
    changes: {},
    step: 'remind',
    wishes: tellOf(content, org, decidersOf(org, data, may), id, data, say, choices),
  })
  if (data.state === 'answered') return toOffice('warnings.told.answer-waits', { choices: decideChoices(id) })
  if (data.state === 'accepted') return toOffice('warnings.told.was-it-done', { choices: doneChoices(id) })
  if (isDisputed(data)) return toOffice('warnings.told.dispute-waits')
  // Whom the case turned out to complain about has no part in it any more.
  const settled = !may(data.to) || (await isSettled(context, data.ground.case))
  const overtaken = await isOvertaken(context, data)
  if (data.expects === 'nothing' || overtaken || (settled && (data.endsWithGround || !may(data.to)))) {
    const endedAs = overtaken ? 'overtaken' : settled ? 'ground-settled' : 'told'
    return { changes: { endedAt: now, endedAs }, step: 'lapse', wishes: noteFor(data.copies, id, 'ended', now) }
  }
  const reminded = remindPerson(context, org, may, id, data)
  // What was answered never climbs; nor does what the office has not decided on yet.
  const told = [hearerOf(org, may, data)]
  if (settled) return { changes: {}, step: 'remind', wishes: reminded, told }
  const asked = data.moreTime
  const askedInTime = asked !== undefined && asked.decided === undefined && data.climbed === 0
  if (askedInTime && !data.steps.some(({ did, at }) => did === 'remind' && at > asked.at))
    return toOffice('warnings.told.more-time-waits')
  const rung = data.ladder[data.climbed]
  const overBefore = data.steps.some(({ did, at }) => did === 'remind' && at >= data.issuedAt)
  if (rung === undefined || (data.climbed === 0 && !overBefore)) {
    const office = rung === undefined ? noteFor(decidersOf(org, data, may), id, 'overdue', now) : []
    return { changes: {}, step: 'remind', wishes: [...reminded, ...office], told }
  }
  const { people, as } = audienceOf(org, rung.to, { ...data, person: data.to }, may)
  const heard = people.filter((code) => code !== data.to)
  return {
    changes: { climbed: data.climbed + 1, copies: [...new Set([...data.copies, ...heard])] },
    step: 'climb',
    told: [...told, ...heard],
    note: as === rung.to ? as : `${rung.to} → ${as}`,
    wishes: [
      ...noteFor(heard, id, 'climbed', now),
      ...tellWarned(content, org, may, id, data, 'warnings.told.climbed', { choices: personChoices(id, data) }),
    ],
  }
}

/** Whether a graver warning about the same case came after this one. */
const isOvertaken = async (context: Context, { ground, silencedBy, issuedAt }: WarningData): Promise<boolean> => {
  if (ground.case === undefined || silencedBy.length === 0) return false
  for await (const { data } of context.read(Warning).stream({ where: { 'data.ground.case': ground.case } }))
    if (silencedBy.includes(data.severity) && data.issuedAt >= issuedAt) return true
  return false
}

/** The last day has come, or is over; where the person has left, whoever decides hears that instead. */
const remindPerson = (
  { content, now }: Context,
  org: Organisation,
  may: (person: string) => boolean,
  id: string,
  data: WarningData,
): readonly Wish[] =>
  org.person(data.to)?.state === 'active'
    ? tellWarned(content, org, may, id, data, `warnings.told.${isOver(content, data, now) ? 'overdue' : 'due'}`, {
        choices: personChoices(id, data),
      })
    : noteFor(decidersOf(org, data, may), id, 'undelivered', now)

const isOver = (content: Content, { due }: WarningData, now: string): boolean =>
  due.day < calendarOf(content).dayAt(now)

const decideChoices = (id: string) =>
  [
    { say: 'warnings.button.accept', token: `accept_answer ${id}`, style: 'primary' },
    { say: 'warnings.button.return', token: `return_answer ${id}` },
    showWarning(id),
  ] as const

const doneChoices = (id: string) =>
  [
    { say: 'warnings.button.close', token: `close_warning ${id}`, style: 'primary' },
    { say: 'warnings.button.return', token: `return_answer ${id}` },
    showWarning(id),
  ] as const
