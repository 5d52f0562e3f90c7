import { mine } from '../../core/feedback/queries.ts'
import { accountKey } from '../../core/people/index.ts'
import { SECOND } from '../../core/ports/clock.ts'
import { type Outside, Program } from '../../core/program.ts'
import { FACES } from '../faces.ts'
import { addressOf, REPLAY, ReplayChannel } from './channel.ts'
import { indexOf, type Letter, lettersIn } from './letters.ts'
import { Meter, measuredAssistant, measuredStore } from './meter.ts'

export interface ReplayOptions {
  readonly file: string
  /** Only the first so many letters. */
  readonly limit?: number | undefined
  /** How many writers write at the same time. */
  readonly atOnce: number
  /** Told after every letter: how many are done of how many. */
  readonly progress: (done: number, total: number) => void
}

export interface Totals {
  readonly letters: number
  /** Cases that these letters have now; as many as letters, or something went wrong. */
  readonly cases: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Letters whose case was there before this run. */
  readonly before: number
  /** Cases with a proposed matter; the others say honestly that it is not known. */
  readonly known: number
  readonly unknown: number
  readonly withUnit: number
  readonly messages: number
  readonly seconds: number
  /** Milliseconds that each part was waited for, the slowest first; of parts that go on beside each other, all. */
  readonly parts: ReturnType<Meter['slowest']>
}

/** After so long without a case a writer asks again, so often. What a crash left behind is relayed after a minute. */
const PATIENCE = 75 * SECOND
const REMINDERS = 3

/** How long a writer keeps others from writing, and how many may be slower than that. */
const TURN = 5 * SECOND
const MOST_SLOW = 64

/** Pushes the letters of `file` through the gateway, as as many citizens; each has exactly one case afterwards. */
export const replay = async (outside: Outside, { file, limit, atOnce, progress }: ReplayOptions): Promise<Totals> => {
  const days = await indexOf(file)
  const total = Math.min(days.size, limit ?? days.size)
  const meter = new Meter()
  const program = new Program(
    { ...outside, store: measuredStore(outside.store, meter), assistant: measuredAssistant(outside.assistant, meter) },
    FACES,
  )
  const channel = new ReplayChannel(days)
  const sender = program.send(channel)
  const begun = performance.now()
  await channel.start((incoming) => meter.measure('message, all in all', () => program.gateway.take(incoming)))
  sender.start()
  const sweeping = sweep(program)
  let [done, before] = [0, 0]
  const slow = new Set<Promise<void>>()
  const write = async ({ id, text }: Letter): Promise<void> => {
    if ((await casesOf(program, id)).length > 0) before++
    else await patiently(program, channel, id, channel.write(id, text))
    progress(++done, total)
  }
  /** Whoever waits for what a crash left behind lets others write meanwhile. */
  const writeInTurn = async (letter: Letter): Promise<void> => {
    const work = write(letter).finally(() => slow.delete(work))
    slow.add(work)
    await (slow.size > atOnce + MOST_SLOW ? work : Promise.race([work, late(TURN)]))
  }
  try {
    await eachOf(lettersIn(file), total, atOnce, writeInTurn)
    await Promise.all(slow)
  } finally {
    await sweeping.stop()
    await sender.stop()
  }
  const seconds = (performance.now() - begun) / SECOND
  return {
    letters: total,
    before,
    messages: channel.sent,
    seconds,
    parts: meter.slowest(),
    ...(await counted(program, days, total)),
  }
}

/** The cases that the writer of a letter has, as the writer is told of them. */
const casesOf = async ({ application, outside }: Program, letter: string) => {
  const chat = accountKey(outside.seal, REPLAY, addressOf(letter))
  return (await application.execute(mine, {}, { kind: 'citizen', chat })).rows
}

const counted = async (program: Program, days: ReadonlyMap<string, unknown>, total: number) => {
  const [lost, doubled]: [string[], string[]] = [[], []]
  let [cases, known, withUnit] = [0, 0, 0]
  for (const id of [...days.keys()].slice(0, total)) {
    const rows = await casesOf(program, id)
    if (rows.length === 0) lost.push(id)
    if (rows.length > 1) doubled.push(id)
    cases += rows.length
    for (const { data } of rows) {
      if (data.proposal.matter !== undefined) known++
      if (data.proposal.unit !== undefined) withUnit++
    }
  }
  return { cases, lost, doubled, known, unknown: cases - known, withUnit }
}

/** Does `act` for each of the first `total`, in order, `atOnce` of them at the same time. */
const eachOf = async <T>(
  all: AsyncGenerator<T>,
  total: number,
  atOnce: number,
  act: (each: T) => Promise<void>,
): Promise<void> => {
  let taken = 0
  const work = async (): Promise<void> => {
    while (taken++ < total) {
      const next = await all.next()
      if (next.done === true) return
      await act(next.value)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await all.return(undefined)
}

/** Waits for a letter's case. Where none comes, such as after a fault that was apologised for, its writer asks again. */
const patiently = async (
  program: Program,
  channel: ReplayChannel,
  id: string,
  written: Promise<unknown>,
): Promise<void> => {
  for (let reminder = 0; reminder <= REMINDERS; reminder++) {
    if ((await Promise.race([written, late(PATIENCE)])) !== 'late') return
    if ((await casesOf(program, id)).length > 0) return channel.end(addressOf(id))
    if (reminder < REMINDERS) await channel.nudge(id, program.outside.clock.now())
  }
}

const late = (milliseconds: number): Promise<'late'> =>
  new Promise((resolve) => {
    setTimeout(() => resolve('late'), milliseconds).unref()
  })

/** Looks once a second for what an earlier run committed and did not get done. */
const sweep = (program: Program): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await program.tick().catch((error: unknown) => program.outside.logger.error('tick.failed', {}, error))
      await program.outside.clock.sleep(SECOND, stopping.signal)
    }
  }
  const looping = loop()
  return {
    stop: async () => {
      stopping.abort()
      await looping
    },
  }
}
