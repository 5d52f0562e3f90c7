import { z } from 'zod'
import { Localized } from '../content/localized.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { type Matter, mattersOf } from './matter.ts'

const Row = z.strictObject({
  /** Its place in the list, from 1. */
  number: z.number().int(),
  code: z.string(),
  category: z.string(),
  name: Localized,
  plain: Localized,
  /** The units that may have to answer, by their names; `place` where it is the unit of the place. */
  leads: z.array(z.string()),
  supporting: z.array(z.string()),
  workingDays: z.number().int(),
  integrity: z.boolean(),
  /** Whether the county decides it at all. */
  ours: z.boolean(),
})

const leadsOf = ({ lead }: Matter): readonly string[] =>
  [lead.default, lead.village, lead.township, lead.county].filter((each) => each !== undefined)

/** The whole list of matters 权责清单, in the order of its files. */
export const list = query({
  name: 'matters.list',
  summary: 'The list of matters, with the units that answer for them',
  allow: 'staff',
  input: z.strictObject({ category: z.string().max(80).optional() }),
  output: z.strictObject({ rows: z.array(Row) }),
  async run(context, { category }) {
    const org = await organisation(context)
    const named = (code: string): string => org.unit(code)?.name ?? code
    const rows = [...mattersOf(context.content).values()].map((matter, n) => ({
      number: n + 1,
      code: matter.code,
      category: matter.category,
      name: matter.name,
      plain: matter.plain,
      leads: [...new Set(leadsOf(matter))].map(named),
      supporting: matter.supporting.map(named),
      workingDays: matter.workingDays,
      integrity: matter.integrity,
      ours: matter.notOurs === undefined,
    }))
    return { rows: rows.filter((row) => category === undefined || row.category === category) }
  },
})
