import { z } from 'zod'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Campaign } from './campaign.ts'

/**
 * `plan` decides who is in it, `remind` asks again, `correct` puts the words right, `move` tells of a last day that moved,
 * `extend` of one that was changed, `retry` sends failures again, and `cancel` takes back what has not left.
 */
export const Task = z.enum(['plan', 'remind', 'correct', 'move', 'extend', 'retry', 'cancel'])
export type Task = z.infer<typeof Task>

/** Work on everybody of a campaign, a page at a time: where it stands. */
export const Errand = record('errand', {
  prefix: 'q',
  schema: z.strictObject({
    campaign: z.string(),
    what: Task,
    /** The last one that was dealt with: a person's code, or the order of a delivery. */
    after: z.string(),
    count: z.number().int(),
    state: z.enum(['running', 'done']),
    startedAt: z.string(),
  }),
  keepSteps: 4,
  indexes: [{ paths: ['data.campaign', 'data.what', 'data.startedAt'] }],
})
export type Errand = RecordOf<typeof Errand>

/** The same work is begun once, however often it is asked for. */
const errandId = (campaign: string, tag: string): string => `${campaign}:${tag}`

export const beginErrand = operation({
  name: 'campaigns.begin',
  summary: 'Begin work on everybody of a campaign, page by page',
  allow: 'system',
  audited: false,
  input: z.strictObject({
    ...{ campaign: z.string(), what: Task, tag: z.string() },
    /** Only as long as it ends then: a timer of an end that moved does nothing. */
    until: z.string().optional(),
  }),
  output: z.strictObject({ errand: z.string() }),
  async run(context, { campaign, what, tag, until }) {
    const errand = errandId(campaign, tag)
    const found = (await context.read(Campaign).get(campaign))?.data
    if (found === undefined) throw refusal('campaign.unknown')
    if (until !== undefined && until !== found.closesAt) return answer({ errand })
    if ((await context.read(Errand).get(errand)) !== undefined) {
      await context.load(Errand, errand)
      return answer({ errand })
    }
    const begun = { campaign, what, after: '', count: 0, state: 'running' as const, startedAt: context.now }
    return create(Errand, errand, begun, [{ do: 'campaigns.goOn', input: { errand } }])
  },
  outputOf: ({ id }: Stored<Errand>) => ({ errand: id }),
})
