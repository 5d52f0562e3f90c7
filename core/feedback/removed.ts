import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'
import { Removal } from '../retention/removal.ts'
import { numbersMeant } from './number.ts'

/** That a case was removed when its time was over, and by which removal: its number, and nothing of what was in it. */
export const RemovedCase = record('removed-case', {
  prefix: 'rc',
  schema: z.strictObject({ number: z.string(), removal: z.string(), at: z.string() }),
  indexes: [{ paths: ['data.number'] }],
})
type RemovedCase = RecordOf<typeof RemovedCase>

/** Found again from an old button, and not to be turned back into the id of the case. */
const removedId = (seal: Pick<Seal, 'blind'>, id: string): string =>
  `${RemovedCase.prefix}${idFrom(seal.blind(id, 'removed-case'))}`

export const noteRemoved = operation({
  name: 'feedback.noteRemoved',
  summary: 'Keep that a case was removed when its time was over, by its number alone',
  allow: 'system',
  audited: false,
  input: z.strictObject({ case: z.string(), number: z.string(), removal: z.string() }),
  output: z.strictObject({}),
  run: async (context, { case: id, number, removal }) =>
    create(RemovedCase, removedId(context.seal, id), { number, removal, at: context.now }),
  outputOf: () => ({}),
})

/** Says of a case that is not there any more when it went and by which certificate. @throws Refusal `case.removed`, `case.not-found` */
export const notThere = async (context: Context, words: string): Promise<never> => {
  const found = await removedMeant(context, words)
  if (found === undefined) throw notFound('case.not-found')
  const { number, removal, at } = found
  const certificate = (await context.read(Removal).get(removal))?.data.certificate
  throw notFound('case.removed', {
    ...{ number, day: calendarOf(context.content).dayAt(at) },
    digest: certificate?.digest.slice(0, 12) ?? '',
  })
}

const removedMeant = async (context: Context, words: string): Promise<RemovedCase | undefined> => {
  const byId = await context.read(RemovedCase).get(removedId(context.seal, words))
  if (byId !== undefined) return byId.data
  const today = calendarOf(context.content).dayAt(context.now)
  for (const number of numbersMeant(words, context.content.only(Office).casePrefix, today)) {
    const found = await context.read(RemovedCase).first({ where: { 'data.number': number } })
    if (found !== undefined) return found.data
  }
  return undefined
}
