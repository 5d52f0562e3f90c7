import { copyFileSync } from 'node:fs'
import { offlineAssistant } from '../../adapters/assistant/offline/index.ts'
import { createInspector } from '../../adapters/files/index.ts'
import { printDocx, printPdf } from '../../adapters/print/index.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { csvOf } from '../../adapters/tables/write-csv.ts'
import { workbookOf } from '../../adapters/tables/write-workbook.ts'
import { AuditPage } from '../../core/audit/page.ts'
import { Conversation } from '../../core/conversation/conversation.ts'
import { Case } from '../../core/feedback/case.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { TASKS, type TaskDocument } from '../../core/kernel/relay.ts'
import { Delivery, type Sender } from '../../core/messaging/index.ts'
import type { Message } from '../../core/messaging/message.ts'
import type { Act } from '../../core/ports/channel.ts'
import type { Store } from '../../core/ports/store.ts'
import { Program } from '../../core/program.ts'
import { Reporter } from '../../core/reporters/reporter.ts'
import { FACES, HeardChannel, keptLog, memoryFiles, type SetClock, sampleContent } from '../support/world.ts'

export const seal = createSeal({ keys: parseSealKeys(newSealKeys('test')) })

/** What a platform took, once for each delivery, in order, by chat. */
export class Platform extends HeardChannel {
  readonly taken = new Map<string, Map<string, Message>>()
  override async send(address: string, message: Message, delivery = '') {
    const chat = this.taken.get(address) ?? new Map<string, Message>()
    // A platform that is given a delivery again shows it once.
    if (!chat.has(delivery)) chat.set(delivery, message)
    this.taken.set(address, chat)
    return super.send(address, message)
  }
}

/** One process of the office: a program with an outbox, on a store that others may have too. */
export interface Process {
  readonly program: Program
  readonly sender: Sender
  readonly log: ReturnType<typeof keptLog>
}

let processes = 0
const files = memoryFiles()

export const startProcess = async (store: Store, clock: SetClock, platform: Platform): Promise<Process> => {
  const content = await sampleContent()
  const log = keptLog()
  const process = ++processes
  let made = 0
  const outside = {
    ...{ store, clock, seal, files, content },
    ids: { fresh: () => `p${process}-${++made}` },
    logger: log,
    inspector: createInspector(),
    printer: { pdf: printPdf, docx: printDocx, workbook: workbookOf, csv: csvOf },
    assistant: offlineAssistant({ content }),
  }
  const program = new Program(outside, FACES)
  return { program, sender: program.send(platform), log }
}

export const take = ({ program }: Process, chat: string, act: Act, id: string): Promise<void> =>
  program.gateway.take({ id, channel: 'test', address: chat, act })

/** A file of its own that holds what `from` holds. */
export const copyOf = (from: string, to: string): Store => {
  copyFileSync(from, to)
  return sqliteStore({ path: to })
}

/** Everything that must be the same however a process ended: without instants, and by ids that follow from the acts. */
export const standing = async (store: Store, platform: Platform): Promise<unknown> => {
  const cases: unknown[] = []
  for await (const { id, version, data, effects } of readerOf(store, Case).stream({})) {
    cases.push({ id, version, number: data.number, state: data.state, lead: data.lead, effects: effects?.length ?? 0 })
  }
  const deliveries: unknown[] = []
  for await (const { id, data } of readerOf(store, Delivery).stream({})) {
    deliveries.push({ id, state: data.state, purpose: data.purpose, text: data.message.text })
  }
  const audit: string[] = []
  for await (const { data } of readerOf(store, AuditPage).stream({})) {
    audit.push(...data.entries.map((entry) => `${entry.record} ${entry.id} ${entry.version} ${entry.did}`))
  }
  const tasks: string[] = []
  for await (const { id } of store.collection<TaskDocument>(TASKS).stream({})) tasks.push(id)
  const conversations: unknown[] = []
  for await (const { id, version, data } of readerOf(store, Conversation).stream({})) {
    conversations.push({ id, version, seen: data.seen, dialogue: data.dialogue?.run, offered: data.offered })
  }
  const reporters: string[] = []
  for await (const { id } of readerOf(store, Reporter).stream({})) reporters.push(id)
  const heard = [...platform.taken].map(([chat, messages]) => [chat, [...messages.values()].map(({ text }) => text)])
  return { cases, deliveries, audit: audit.sort(), tasks, conversations, reporters, heard }
}
