import { DateTime } from 'luxon'
import { offlineAssistant } from '../../../adapters/assistant/offline/index.ts'
import { createInspector, readContentFolder } from '../../../adapters/files/index.ts'
import { printDocx, printPdf } from '../../../adapters/print/index.ts'
import { latestTime } from '../../../adapters/scheduler/latest-time.ts'
import { createSeal } from '../../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../../adapters/seal/keys.ts'
import { tables } from '../../../adapters/tables/index.ts'
import { csvOf } from '../../../adapters/tables/write-csv.ts'
import { workbookOf } from '../../../adapters/tables/write-workbook.ts'
import { SYSTEM } from '../../../core/kernel/actor.ts'
import { readerOf } from '../../../core/kernel/reader.ts'
import type { Sender } from '../../../core/messaging/index.ts'
import type { Message } from '../../../core/messaging/message.ts'
import { invite, PEOPLE_FILE, seedOrganisation } from '../../../core/people/index.ts'
import { Person } from '../../../core/people/person.ts'
import type { Assistant, Better, Extraction } from '../../../core/ports/assistant.ts'
import type { Act } from '../../../core/ports/channel.ts'
import type { Store } from '../../../core/ports/store.ts'
import { type Outside, Program } from '../../../core/program.ts'
import { timesUntil } from '../../support/recurring.ts'
import { countingIds, FACES, HeardChannel, keptLog, memoryFiles, SetClock, sampleContent } from '../../support/world.ts'
import type { Actor, Claims, Fixture } from './fixture.ts'

const ZONE = 'Asia/Shanghai'
const seal = createSeal({ keys: parseSealKeys(newSealKeys('test')) })

/** What one message was, on which platform. */
export interface Spoken {
  readonly chat: string
  readonly message: Message
}

/** Puts the sample county into an empty store. */
export const seed = async (store: Store): Promise<void> => {
  const program = new Program(await outsideOf(store, new SetClock('2025-01-01T00:00:00.000Z')), FACES)
  await program.open()
  const bytes = new TextEncoder().encode((await readContentFolder('content')).get(PEOPLE_FILE) ?? '')
  await seedOrganisation(program.application, program.outside.content, (await tables.read(bytes, PEOPLE_FILE)).rows)
}

const outsideOf = async (store: Store, clock: SetClock): Promise<Outside> => {
  const content = await sampleContent()
  return {
    store,
    clock,
    ids: countingIds(),
    logger: keptLog(),
    seal,
    files: memoryFiles(),
    inspector: createInspector(),
    printer: { pdf: printPdf, docx: printDocx, workbook: workbookOf, csv: csvOf },
    content,
    assistant: offlineAssistant({ content }),
  }
}

/** A day (nine in the morning) or an instant of the office's time, as an instant. */
export const instantOf = (words: string): string => {
  const read = DateTime.fromISO(words.trim().replace(' ', 'T'), { zone: ZONE })
  const at = words.trim().length === 10 ? read.set({ hour: 9 }) : read
  if (!at.isValid) throw new Error(`"${words}" is neither a day nor an instant such as 2025-06-30 16:30`)
  return at.toUTC().toISO() ?? words
}

/** A program on a store, with a clock that is set and platforms that listen. */
export class Stage {
  private readonly channels = new Map<string, HeardChannel>()
  private readonly spoken: Spoken[] = []
  private running: { readonly program: Program; readonly senders: readonly Sender[] } | undefined
  private updates = 0
  private model: ClaimingModel | undefined
  private last: { readonly actor: Actor; readonly act: Act; readonly id: string } | undefined

  private constructor(
    private readonly outside: Outside,
    private readonly clock: SetClock,
    /** A new program for every act, so that nothing is remembered but what the store holds. */
    private readonly reload: boolean,
  ) {}

  static async open(store: Store, { today, model }: Pick<Fixture, 'today' | 'model'>, reload: boolean): Promise<Stage> {
    const clock = new SetClock(instantOf(today))
    const outside = await outsideOf(store, clock)
    const claiming = model === undefined ? undefined : new ClaimingModel(outside.assistant, model)
    const stage = new Stage(claiming === undefined ? outside : { ...outside, assistant: claiming }, clock, reload)
    stage.model = claiming
    const program = await stage.started()
    await program.open()
    await program.recurring(latestTime).look()
    return stage
  }

  /** All that was heard so far; where it ends now is where a next turn begins. */
  get heard(): readonly Spoken[] {
    return this.spoken
  }

  async does(actor: Actor, act: Act): Promise<void> {
    this.last = { actor, act, id: `u${++this.updates}` }
    await this.deliver(this.last)
  }

  /** The platform repeats itself. */
  async repeats(): Promise<void> {
    if (this.last === undefined) throw new Error('nothing was sent yet')
    await this.deliver(this.last)
  }

  /** Lets the clock go on by `+3 days`, or to an instant; what is due meanwhile happens on its day. */
  async goOn(words: string): Promise<void> {
    const by = /^\+\s*(\d+)\s*(minute|hour|day)s?$/.exec(words.trim())
    const now = DateTime.fromISO(this.clock.now(), { zone: ZONE })
    const target =
      by === null
        ? instantOf(words)
        : (now
            .plus({ [`${by[2]}s`]: Number(by[1]) })
            .toUTC()
            .toISO() ?? '')
    const days: string[] = []
    for (let day = now.plus({ days: 1 }); (day.toUTC().toISO() ?? '') < target; day = day.plus({ days: 1 })) {
      days.push(day.toUTC().toISO() ?? '')
    }
    const times = timesUntil(await this.started(), this.clock.now(), target)
    for (const at of [...new Set([...days, ...times])].sort()) await this.dueAt(at)
  }

  /** Binds the chat of a member of the staff to them. */
  async bind(actor: Actor): Promise<void> {
    const before = this.spoken.length
    await this.deliver({
      actor,
      act: { kind: 'start', payload: `join-${await this.invite(nameOf(actor))}` },
      id: `b${++this.updates}`,
    })
    const said = this.spoken.slice(before).map(({ message }) => message.text)
    if (!said.some((text) => text.includes(nameOf(actor))))
      throw new Error(`${nameOf(actor)} could not be bound: ${said.join(' / ')}`)
  }

  /** The code of an open invitation for whoever is called `name`. */
  async invite(name: string): Promise<string> {
    for await (const { id, data } of readerOf(this.outside.store, Person).stream({})) {
      if (data.name !== name) continue
      return (await (await this.started()).application.execute(invite, { person: data.code ?? id }, SYSTEM)).code
    }
    throw new Error(`there is nobody called ${name} in the sample county`)
  }

  /** What was logged as an error: nothing, in a good conversation. */
  get errors(): readonly string[] {
    const { lines } = this.outside.logger as ReturnType<typeof keptLog>
    return lines
      .filter(({ level }) => level === 'error')
      .map(
        ({ event, fields, cause }) =>
          `${event} ${JSON.stringify(fields)} ${cause instanceof Error ? (cause.stack ?? cause.message) : ''}`,
      )
  }

  private async deliver({ actor, act, id }: { actor: Actor; act: Act; id: string }): Promise<void> {
    if (!this.channels.has(platformOf(actor)))
      this.channels.set(platformOf(actor), new Listening(platformOf(actor), this.spoken))
    const program = await this.started()
    const language = 'language' in actor && actor.language !== undefined ? { language: actor.language } : {}
    await program.gateway.take({ id, channel: platformOf(actor), address: addressOf(actor), act, ...language })
    await this.drain()
  }

  private async dueAt(instant: string): Promise<void> {
    this.clock.set(instant)
    const program = await this.started()
    await program.recurring(latestTime).look()
    do await this.drain()
    while ((await program.tick()) > 0)
    await this.drain()
  }

  private async drain(): Promise<void> {
    for (const sender of this.running?.senders ?? []) await sender.drain()
    await this.model?.answers()
    for (const sender of this.running?.senders ?? []) await sender.drain()
  }

  /** The program that runs now, with an outbox for every platform that anybody has written on. */
  private async started(): Promise<Program> {
    const running = this.running
    if (running !== undefined && !this.reload && running.senders.length === this.channels.size) return running.program
    // It ends in order, so that the next may send at once.
    for (const sender of running?.senders ?? []) await sender.stop()
    const program = new Program(this.outside, FACES)
    this.running = { program, senders: [...this.channels.values()].map((channel) => program.send(channel)) }
    return program
  }
}

/** The offline assistant, beside which a model claims the same of every text, once all that was said at once has arrived. */
class ClaimingModel implements Assistant {
  private asked: ((found: Better) => Promise<void>)[] = []

  constructor(
    private readonly offline: Assistant,
    private readonly claims: Claims,
  ) {}

  classify = (text: string) => this.offline.classify(text)
  extract = (text: string) => this.offline.extract(text)

  improve(_text: string, better: (found: Better) => Promise<void>): void {
    this.asked.push(better)
  }

  async answers(): Promise<void> {
    const { matter, ...extraction } = this.claims
    for (const better of this.asked.splice(0)) {
      // What the file does not name is no member of it.
      await better({ extraction: extraction as Extraction })
      if (matter !== undefined)
        await better({ classification: { best: { matter, confidence: 0.8, because: [] }, alternatives: [] } })
    }
  }
}

/** Keeps what all chats heard in one order. */
class Listening extends HeardChannel {
  constructor(
    name: string,
    private readonly spoken: Spoken[],
  ) {
    super(name)
  }
  override async send(address: string, message: Message) {
    this.spoken.push({ chat: `${this.name}:${address}`, message })
    return super.send(address, message)
  }
}

export const nameOf = (actor: Actor): string =>
  'citizen' in actor
    ? actor.citizen
    : 'cadre' in actor
      ? actor.cadre
      : 'field' in actor
        ? actor.field
        : 'member' in actor
          ? actor.member
          : actor.administrator
const platformOf = (actor: Actor): string => actor.on ?? 'test'
const addressOf = (actor: Actor): string => `${'citizen' in actor ? 'citizen' : 'staff'}-${nameOf(actor)}`
/** How the chat of an actor stands in `Spoken`. */
export const chatOf = (actor: Actor): string => `${platformOf(actor)}:${addressOf(actor)}`
export const isStaff = (actor: Actor): boolean => !('citizen' in actor)
