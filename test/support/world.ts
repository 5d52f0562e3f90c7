import { createHash } from 'node:crypto'
import { offlineAssistant } from '../../adapters/assistant/offline/index.ts'
import { createInspector, readContentFolder } from '../../adapters/files/index.ts'
import { printDocx, printPdf } from '../../adapters/print/index.ts'
import { latestTime } from '../../adapters/scheduler/latest-time.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { tables } from '../../adapters/tables/index.ts'
import { csvOf } from '../../adapters/tables/write-csv.ts'
import { workbookOf } from '../../adapters/tables/write-workbook.ts'
import { administrator } from '../../bots/administrator.ts'
import { cadre } from '../../bots/cadre.ts'
import { citizen } from '../../bots/citizen.ts'
import { field } from '../../bots/field.ts'
import { member } from '../../bots/member.ts'
import type { Content } from '../../core/content/content.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Sender } from '../../core/messaging/index.ts'
import type { Message } from '../../core/messaging/message.ts'
import { invite, PEOPLE_FILE, seedOrganisation } from '../../core/people/index.ts'
import { Person } from '../../core/people/person.ts'
import type { Act, Channel, Stop } from '../../core/ports/channel.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Files } from '../../core/ports/files.ts'
import type { Ids } from '../../core/ports/ids.ts'
import type { LogFields, Logger } from '../../core/ports/logger.ts'
import type { Store } from '../../core/ports/store.ts'
import { checkedContent, Program } from '../../core/program.ts'
import { timesUntil } from './recurring.ts'

export const FACES = [administrator, field, member, cadre, citizen]
const FOLDER = 'content'

/** A clock that stands until it is set. Sleeping takes no time at all. */
export class SetClock implements Clock {
  constructor(private instant: string) {}
  now(): string {
    return this.instant
  }
  set(instant: string): void {
    this.instant = instant
  }
  async sleep(_milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted !== true) await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Ids that count: the same run gives the same ids. */
export const countingIds = (): Ids => {
  let count = 0
  return { fresh: () => `t${String(++count).padStart(25, '0')}` }
}

/** Files in memory. */
export const memoryFiles = (): Files => {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const name = createHash('sha256').update(bytes).digest('hex')
      kept.set(name, bytes)
      return name
    },
    get: async (name) => kept.get(name),
    delete: async (name) => void kept.delete(name),
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
  readonly cause: unknown
}

/** Keeps what was logged, for tests that look at it. */
export const keptLog = (): Logger & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = []
  const at =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}, cause?: unknown) =>
      void lines.push({ level, event, fields, cause })
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** A platform that only remembers what each chat heard. */
export class HeardChannel implements Channel {
  readonly can = { choices: true, files: true, textLength: 100_000, perSecond: 1e9, perChatPerSecond: 1e9 }
  readonly heard = new Map<string, Message[]>()
  constructor(readonly name = 'test') {}
  async send(address: string, message: Message) {
    const heard = this.heard.get(address) ?? []
    heard.push(message)
    this.heard.set(address, heard)
    return { ids: [String(heard.length)] }
  }
  async start(): Promise<Stop> {
    return async () => {}
  }
}

let content: Promise<Content> | undefined

/** The sample county's content, read once. */
export const sampleContent = (): Promise<Content> => {
  content ??= readContentFolder(FOLDER).then((source) => checkedContent(source, FACES))
  return content
}

export interface ProgramParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  /** The sample county's where absent. */
  readonly content?: Content
  /** Where attachments lie; in memory where absent. */
  readonly files?: Files | undefined
}

/** The program with the sample county on `store`; no channel is started. */
export const openProgramWith = async ({
  store,
  clock,
  log,
  content: given,
  files = memoryFiles(),
}: ProgramParts): Promise<Program> => {
  const content = given ?? (await sampleContent())
  const program = new Program(
    {
      ...{ store, clock, content },
      ids: countingIds(),
      logger: log,
      seal: createSeal({ keys: parseSealKeys(newSealKeys('test')) }),
      files,
      inspector: createInspector(),
      printer: { pdf: printPdf, docx: printDocx, workbook: workbookOf, csv: csvOf },
      assistant: offlineAssistant({ content }),
    },
    FACES,
  )
  await program.open()
  const bytes = new TextEncoder().encode((await readContentFolder(FOLDER)).get(PEOPLE_FILE) ?? '')
  await seedOrganisation(program.application, content, (await tables.read(bytes, PEOPLE_FILE)).rows)
  return program
}

export interface WorldParts {
  readonly store?: Store
  readonly today?: string
  readonly channel?: HeardChannel
  readonly log?: Logger & { readonly lines: LogLine[] }
  readonly files?: Files
}

/** A whole office in this process: the real core on a real store, with a clock that is set and a platform that listens. */
export class World {
  private update = 0
  private constructor(
    readonly program: Program,
    readonly clock: SetClock,
    readonly channel: HeardChannel,
    readonly log: Logger & { readonly lines: LogLine[] },
    private readonly sender: Sender,
  ) {}

  static async open({
    store,
    today = '2025-06-30T01:00:00.000Z',
    channel,
    log,
    files,
  }: WorldParts = {}): Promise<World> {
    const clock = new SetClock(today)
    const logger = log ?? keptLog()
    const platform = channel ?? new HeardChannel()
    // Once in thousands of times one did not open, and nobody could say what it waited for.
    const tell = () => process.stderr.write(`a world does not open: ${process.getActiveResourcesInfo().join(' ')}\n`)
    const late = setTimeout(tell, 60_000)
    const program = await openProgramWith({
      store: store ?? sqliteStore({ path: ':memory:' }),
      ...{ clock, log: logger, files },
    }).finally(() => clearTimeout(late))
    return new World(program, clock, platform, logger, program.send(platform))
  }

  /** What `chat` hears in answer to `act`. */
  async does(chat: string, act: Act, id = `u${++this.update}`): Promise<readonly Message[]> {
    const before = this.channel.heard.get(chat)?.length ?? 0
    await this.program.gateway.take({ id, channel: this.channel.name, address: chat, act })
    await this.sender.drain()
    return (this.channel.heard.get(chat) ?? []).slice(before)
  }

  says(chat: string, text: string): Promise<readonly Message[]> {
    return this.does(chat, { kind: 'text', text })
  }

  /** Presses the newest button of this label in `chat`. */
  presses(chat: string, label: string): Promise<readonly Message[]> {
    const choices = [...(this.channel.heard.get(chat) ?? [])].reverse().flatMap((message) => message.choices ?? [])
    const choice = choices.find((each) => each.label === label)
    if (choice === undefined)
      throw new Error(`no button "${label}"; there are: ${choices.map((each) => each.label).join(', ')}`)
    return this.does(chat, { kind: 'press', token: choice.token })
  }

  /** Binds `chat` to the person of this code or name, and returns their code. */
  async binds(chat: string, who: string): Promise<string> {
    const code = await this.personCode(who)
    const { code: invitation } = await this.program.application.execute(invite, { person: code }, SYSTEM)
    await this.does(chat, { kind: 'start', payload: `join-${invitation}` })
    return code
  }

  /** Lets the clock jump, and everything happen that was due meanwhile, in order. */
  async until(instant: string): Promise<void> {
    for (const at of timesUntil(this.program, this.clock.now(), instant)) {
      this.clock.set(at)
      await this.program.recurring(latestTime).look()
      while ((await this.program.tick()) > 0) await this.sender.drain()
      await this.sender.drain()
    }
  }

  heard(chat: string): readonly Message[] {
    return this.channel.heard.get(chat) ?? []
  }

  private async personCode(who: string): Promise<string> {
    const people = readerOf(this.program.outside.store, Person)
    for await (const { id, data } of people.stream({}))
      if (data.code === who || data.name === who) return data.code ?? id
    throw new Error(`there is nobody called ${who}`)
  }
}
