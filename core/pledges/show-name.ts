import { z } from 'zod'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { PledgeReceipt } from './pledge.ts'

/**
 * Chooses whether the public page of one's own receipt names whoever signed it. What was signed and its proof stay as
 * they are, and so does what the unit publishes to its own people.
 */
export const showName = operation({
  name: 'pledges.showName',
  summary: 'Choose whether the public page of one\u2019s own receipt shows the name and unit of whoever signed it',
  allow: 'person',
  input: z.strictObject({ receipt: z.string().max(60), shown: z.boolean() }),
  output: z.strictObject({ shown: z.boolean() }),
  async run(context, { receipt: id, shown }) {
    const { actor } = context
    const found = await context.read(PledgeReceipt).get(id)
    if (found === undefined || actor.kind !== 'person' || actor.person !== found.data.person)
      throw notFound('pledges.unknown-receipt')
    const stored = await context.load(PledgeReceipt, id)
    return change(PledgeReceipt, stored, { ...stored.data, nameHidden: !shown })
  },
  outputOf: ({ data }: Stored<PledgeReceipt>) => ({ shown: !data.nameHidden }),
})
