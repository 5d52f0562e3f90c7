import { AuditPage } from '../../core/audit/page.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { Delivery } from '../../core/messaging/index.ts'
import { later, MINUTE, SECOND } from '../../core/ports/clock.ts'
import type { Program } from '../../core/program.ts'
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

const times = async (act: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = []
  for (let n = 0; n < PROOFS; n++) {
    const begun = performance.now()
    await act()
    taken.push(performance.now() - begun)
  }
  return taken.sort((a, b) => a - b)[Math.floor(PROOFS / 2)] ?? 0
}

/** What waits to be sent, on each channel. */
export const lookAtOutbox = async ({ outside: { store, clock } }: Program): Promise<readonly Finding[]> => {
  const deliveries = readerOf(store, Delivery)
  const waiting = await deliveries.groupCount({ 'data.state': 'queued' }, 'data.channel')
  if (waiting.size === 0) return [ok('outbox', 'nothing waits')]
  const findings: Finding[] = []
  for (const [channel, count] of waiting) {
    const oldest = await deliveries.first({
      where: { 'data.channel': channel, 'data.state': 'queued' },
      order: ['data.order'],
    })
    const age = oldest === undefined ? 0 : Date.parse(clock.now()) - Date.parse(oldest.data.queuedAt)
    const found = `${count} ${count === 1 ? 'message waits' : 'messages wait'}, the oldest for ${inWords(age)}`
    const check = `outbox ${channel}`
    if (channel === REPLAY) findings.push(ok(check, `${found}; they leave with the next replay`))
    else
      findings.push(age > WAITED_LONG ? warn(check, found, `${RUNNING} Is ${channel} still set up?`) : ok(check, found))
  }
  return findings
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
