import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { type RecordOf, record } from '../kernel/record.ts'

/** Two cases that an officer has taken apart again: what they tell of is not the same. One for each pair. */
export const Parting = record('parting', {
  prefix: 'a',
  schema: z.object({ cases: z.array(z.string()).length(2), matter: z.string().optional(), at: z.string() }),
  indexes: [{ paths: ['data.cases'], many: true }, { paths: ['data.matter', 'data.at'] }],
})
type Parting = RecordOf<typeof Parting>

/** The same pair has the same record, whichever of the two was named first. */
const partingId = (pair: readonly string[]): string => `a${pair.toSorted().join('-')}`

export const keepApart = operation({
  name: 'feedback.keepApart',
  summary: 'Remember that two cases are not about the same problem',
  allow: 'system',
  input: z.object({ case: z.string(), other: z.string(), matter: z.string().optional() }),
  output: z.object({ id: z.string() }),
  async run(context, { case: one, other, matter }) {
    const cases = [one, other].toSorted()
    const id = partingId(cases)
    if (one === other) return answer({ id })
    const parting: Parting = { cases, at: context.now, ...(matter === undefined ? {} : { matter }) }
    return (await context.read(Parting).get(id)) === undefined
      ? create(Parting, id, parting)
      : change(Parting, await context.load(Parting, id), parting)
  },
  outputOf: ({ id }: { id: string; data: Parting }) => ({ id }),
})

/** More partings than this of one case, or of one matter, teach nothing new. */
const REMEMBERED = 200

/** The cases that this one has been taken apart from. */
export const partedFrom = async (context: Pick<Context, 'read'>, id: string): Promise<ReadonlySet<string>> => {
  const { rows } = await context.read(Parting).page({ where: { 'data.cases': { has: id } }, limit: REMEMBERED })
  return new Set(rows.flatMap(({ data }) => data.cases.filter((each) => each !== id)))
}

/** What one parting adds to the certainty that is asked for, and what all of them add at most. */
const LESSON = 0.03
const LESSONS = 0.15

/** How much more certainty is asked for in a matter whose cases were merged wrongly before: from 0 to 0.15. */
export const caution = async (context: Pick<Context, 'read'>, matter: string | undefined): Promise<number> => {
  if (matter === undefined) return 0
  const most = Math.round(LESSONS / LESSON)
  const { rows } = await context.read(Parting).page({ where: { 'data.matter': matter }, limit: most })
  return rows.length * LESSON
}
