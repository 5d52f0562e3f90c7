import { setTimeout as pause } from 'node:timers/promises'
import { CallbackQueries } from './callback-queries.ts'
import { ChatDirectory } from './chat-directory.ts'
import { type Clock, systemClock } from './clock.ts'
import { Failure } from './failure.ts'
import { Faults, refusalBefore } from './faults.ts'
import { FileStore } from './files.ts'
import { Gateway } from './gateway.ts'
import { Ledger } from './ledger.ts'
import type { Json } from './payload.ts'
import { Poller } from './poller.ts'
import { documentedRates, RateLimiter, type RateLimits } from './rate-limits.ts'
import type { Service } from './server.ts'
import { UpdateQueue } from './update-queue.ts'
import { Webhook } from './webhook.ts'
import type { World } from './world.ts'

export type TelegramFakeOptions = {
  /** For rate limits, ages and dates; the system's unless given. */
  clock?: Clock
  /** `true` for the documented ones; off unless given. */
  rateLimits?: boolean | Partial<RateLimits>
  /** `false` keeps the last few messages of each chat and the last few calls, so that memory stays flat. */
  keepHistory?: boolean
  /** Messages kept for each chat when `keepHistory` is false; 10 unless given. */
  keepPerChat?: number
  token?: string
  username?: string
  /** Real milliseconds between two tries to deliver to a webhook; 50 unless given. */
  webhookRetryMs?: number
}

const TOKEN = '7000000001:AAFakeTokenForTestsOnly_0123456789abc'
const KEPT_BYTES = 64 * 1024 * 1024

/** The fake without its HTTP side. */
export type Parts = {
  world: World
  faults: Faults
  ledger: Ledger
  access: { revoked: boolean }
  service: Service
  token: string
}

export function limiterFor(limits: boolean | Partial<RateLimits>, clock: Clock): RateLimiter | undefined {
  if (limits === false) return undefined
  return new RateLimiter(clock, { ...documentedRates, ...(limits === true ? {} : limits) })
}

function botUser(token: string, username: string): Json {
  const id = Number(token.split(':')[0])
  const powers = { can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false }
  return { id, is_bot: true, first_name: 'Contact Point', username, ...powers }
}

function downloader(faults: Faults, files: FileStore): Service['download'] {
  return async (path) => {
    const fault = faults.take('download', {})
    if (fault?.fault === 'slow') await pause(fault.milliseconds)
    if (fault?.fault.startsWith('drop')) return 'dropped'
    return (fault && refusalBefore(fault)) ?? files.download(path) ?? new Failure(404, 'Not Found')
  }
}

export function assemble(options: TelegramFakeOptions): Parts {
  const { clock = systemClock, keepHistory = true, keepPerChat = 10, token = TOKEN } = options
  const unlimited = Number.POSITIVE_INFINITY
  const queue = new UpdateQueue()
  const faults = new Faults()
  const ledger = new Ledger(keepHistory ? unlimited : 200)
  const access = { revoked: false }
  const webhook = new Webhook(queue, clock, options.webhookRetryMs ?? 50, async (method, fields) => {
    const body = { fields, uploads: new Map(), textual: false }
    await gateway.call(method, () => body, new AbortController().signal)
  })
  const world: World = {
    clock,
    bot: botUser(token, options.username ?? 'contact_point_bot'),
    chats: new ChatDirectory(keepHistory ? unlimited : keepPerChat),
    files: new FileStore(clock, keepHistory ? unlimited : KEPT_BYTES),
    queries: new CallbackQueries(clock),
    queue,
    poller: new Poller(queue),
    webhook,
    profile: new Map(),
    lastMessageId: 0,
    messagesByBot: 0,
    limiter: limiterFor(options.rateLimits ?? false, clock),
  }
  const gateway = new Gateway(world, faults, ledger)
  const service: Service = {
    admits: (given) => given === token && !access.revoked,
    call: (method, readBody, signal) => gateway.call(method, readBody, signal),
    download: downloader(faults, world.files),
  }
  return { world, faults, ledger, access, service, token }
}
