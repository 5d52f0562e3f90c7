import { AuditPage } from '../../core/audit/page.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { type ChannelFigures, outboxFigures } from '../../core/messaging/index.ts'
import { later, MINUTE, SECOND } from '../../core/ports/clock.ts'
import type { Program } from '../../core/program.ts'
import type { Configuration } from '../config.ts'
import { REPLAY } from '../replay/channel.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** A reply should leave within seconds; what waits for longer than this waits for nobody. */
const WAITED_LONG = 10 * MINUTE
const OVERDUE = 5 * MINUTE
const OFTEN = 5
const SLOW = 250
const PROOFS = 5

const RUNNING = 'Look whether a process with ROLE all or worker is running, and what it logs.'

/** How long the store takes for a write and a read, in milliseconds, at its middle. */
export const lookAtStore = async ({ outside, application }: Program, name: string): Promise<Finding> => {
  const { store } = outside
  const writes = await times(() => store.open([]))
  const reads = await times(() => readerOf(store, AuditPage).first({ order: ['-data.seq'] }))
  const collections = application.parts.features.flatMap(({ records = [] }) => records).length
  const found = `${name}, ${collections} kinds of records; a write takes ${writes.toFixed(1)} ms, a read ${reads.toFixed(1)} ms`
  return writes > SLOW || reads > SLOW
    ? warn('store', found, 'The disk or the way to the server is slow: every message waits for it.')
    : ok('store', found)
}

/** Whether the file itself is sound, where the store is one. */
export const lookAtFile = async ({ DATABASE_URL: url }: Configuration): Promise<readonly Finding[]> => {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ':memory:'
  if (path === ':memory:') return []
  const { damageOf } = await import('../../adapters/store/sqlite/damage.ts')
  const damage = damageOf(path)
  return damage === undefined
    ? [ok('file', 'no damage found')]
    : [fail('file', `damaged: ${damage}`, 'Stop the program, keep a copy of the file, and restore it from a backup.')]
}

const times = async (act: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = []
  for (let n = 0; n < PROOFS; n++) {
    const begun = performance.now()
    await act()
    taken.push(performance.now() - begun)
  }
  return taken.sort((a, b) => a - b)[Math.floor(PROOFS / 2)] ?? 0
}

/** What waits to be sent on each channel, which channels stand still, and what nobody could deliver. */
export const lookAtOutbox = async ({ outside: { store, clock } }: Program): Promise<readonly Finding[]> => {
  const { channels, dead } = await outboxFigures({ read: (type) => readerOf(store, type) }, clock.now())
  const letters = [...dead.values()].reduce((sum, count) => sum + count, 0)
  const reasons = [...dead].map(([why, count]) => `${why} ${count}`).join(', ')
  return [
    ...(channels.length === 0 ? [ok('outbox', 'nothing waits')] : channels.map(lookAtChannel)),
    ...(letters === 0
      ? []
      : [
          warn(
            'dead letters',
            `${letters} ${letters === 1 ? 'message' : 'messages'} could not be delivered (${reasons})`,
            'An officer sees them with /undelivered, and sends them again from there once the cause is mended.',
          ),
        ]),
  ]
}

const lookAtChannel = ({ channel, waiting, putOff, oldest, paused }: ChannelFigures): Finding => {
  const check = `outbox ${channel}`
  const later = putOff === 0 ? '' : `, ${putOff} put off by quiet hours`
  const found = `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}, the oldest for ${inWords(oldest)}${later}`
  if (paused?.reason === 'refused') {
    return fail(
      check,
      `the token is not taken since ${paused.since}; ${found}`,
      `Set the token of ${channel} right and restart: nothing is lost.`,
    )
  }
  if (paused !== undefined) {
    return warn(
      check,
      `out of reach since ${paused.since}; ${found}`,
      `Look at the network and whether ${channel} has a fault; sending goes on by itself.`,
    )
  }
  if (channel === REPLAY) return ok(check, `${found}; they leave with the next replay`)
  return oldest > WAITED_LONG ? warn(check, found, `${RUNNING} Is ${channel} still set up?`) : ok(check, found)
}

/** What should have been done by now and was not, and what was tried in vain. */
export const lookAtDueWork = async ({
  outside: { store, clock },
  application,
}: Program): Promise<readonly Finding[]> => {
  const before = later(clock.now(), -OVERDUE)
  const records = application.parts.features.flatMap((feature) => feature.records ?? [])
  const tasks = store.collection(TASKS)
  const vain = await tasks.count({ tries: { gte: OFTEN } })
  let count = await tasks.count({ due: { lt: before } })
  for (const type of records) count += await store.collection(type).count({ due: { lt: before } })
  return [
    count === 0
      ? ok('due work', 'nothing is overdue')
      : warn('due work', `${count} tasks have been due for more than 5 minutes`, RUNNING),
    ...(vain === 0
      ? []
      : [
          warn(
            'failed work',
            `${vain} tasks failed ${OFTEN} times or more; they are tried every hour`,
            'See "task.failed" in the log.',
          ),
        ]),
  ]
}

/** Whether this machine's clock is behind what was recorded already. */
export const lookAtClock = async ({ outside: { store, clock } }: Program): Promise<Finding> => {
  const last = await readerOf(store, AuditPage).first({ order: ['-data.seq'] })
  const ahead = last === undefined ? 0 : Date.parse(last.data.until) - Date.parse(clock.now())
  if (ahead <= 2 * SECOND) return ok('clock', `${clock.now()}, after everything that was recorded`)
  return fail(
    'clock',
    `${clock.now()}, but something was recorded ${inWords(ahead)} later`,
    'Set the clock by a time server (NTP) before going on.',
  )
}

const inWords = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / MINUTE)
  if (minutes < 1) return `${Math.max(0, Math.round(milliseconds / SECOND))} s`
  if (minutes < 120) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`
}
