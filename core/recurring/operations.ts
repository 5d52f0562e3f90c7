import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, remove, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { DAY, later, MINUTE } from '../ports/clock.ts'
import { Tick, tickId } from './tick.ts'

/** A time that is looked at later than this was missed. */
const ON_TIME = 5 * MINUTE
/** How long it is remembered what has run. A clock that is set back by less makes nothing run twice. */
const REMEMBERED = 8 * DAY
/** Each tick takes away two old ones at most, so that their number stays what it is. */
const FORGOTTEN_AT_ONCE = 2

const Done = z.object({ ran: z.boolean() })

/** The time `at` of a job has come: what the job wishes for stands in the same commit as the proof that it ran. */
export const tickOf = (jobs: ReadonlyMap<string, Job>) =>
  operation({
    name: 'recurring.tick',
    summary: 'Run one time of a recurring job, once over all processes',
    allow: 'system',
    audited: false,
    input: z.object({ job: z.string(), at: z.iso.datetime() }),
    output: Done,
    async run(context, { job: name, at }) {
      const job = jobs.get(name)
      if (job === undefined) throw notFound('recurring.unknown-job', { job: name })
      const last = await context
        .read(Tick)
        .first({ where: { 'data.job': name, 'data.at': { lte: context.now } }, order: ['-data.at'] })
      if (last !== undefined && last.data.at >= at) return answer({ ran: false })
      const late = later(at, ON_TIME) < context.now
      const ran = !late || (job.missed === 'once' && last !== undefined)
      const wishes = [...(ran ? [job.run(at)] : []), ...(await forgetting(context, name))]
      return create(Tick, tickId(name, at), { job: name, at, ran }, wishes)
    },
    outputOf: ({ data }: Stored<Tick>) => ({ ran: data.ran }),
  })

const forgetting = async (context: Context, job: string): Promise<readonly Wish[]> => {
  const old = { 'data.job': job, 'data.at': { lt: later(context.now, -REMEMBERED) } }
  const { rows } = await context.read(Tick).page({ where: old, order: ['data.at'], limit: FORGOTTEN_AT_ONCE })
  return rows.map(({ id }) => ({ do: 'recurring.forget', input: { id } }))
}

export const forget = operation({
  name: 'recurring.forget',
  summary: 'Forget that a recurring job ran long ago',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string() }),
  output: z.object({}),
  run: async (context, { id }) => remove(Tick, await context.load(Tick, id)),
  outputOf: () => ({}),
})
