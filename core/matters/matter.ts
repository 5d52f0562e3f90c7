import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'

/** A unit's code, or `place`: the unit that answers for the place where it happens. */
const Lead = z.string().regex(/^[a-z0-9-]+$/)

export const Matter = z.strictObject({
  code: z.string().regex(/^[a-z0-9.-]{2,40}$/),
  name: Localized,
  /** What it is, as people would say it. */
  plain: Localized,
  category: z.string().min(1),
  /** Words that people use for it. */
  keywords: z.array(z.string().min(1)).min(1),
  /** Who answers, and who instead where it happens in a village, a township, or the county at large. */
  lead: z.strictObject({ default: Lead, village: Lead.optional(), township: Lead.optional(), county: Lead.optional() }),
  supporting: z.array(z.string()).default([]),
  /** The limit for an answer, in working days. */
  workingDays: z.number().int().min(1).max(90),
  /** About the conduct of officials: it goes the way of integrity cases. */
  integrity: z.boolean().default(false),
  /** Nothing that the county can decide: whom to ask instead. */
  notOurs: z.strictObject({ ask: Localized }).optional(),
  /** The office's own rule in plain words. */
  basis: z.string().optional(),
})
export type Matter = z.infer<typeof Matter>

/** `content/matters/*.yaml`: everything that a unit answers for 权责清单. */
export const Matters = contentPiece<readonly Matter[]>({
  name: 'matters',
  files: 'matters/*.yaml',
  schema: z.array(Matter),
  check: function* (matters, content): Iterable<ContentFault> {
    const counts = content.derive(countCodes)
    for (const [n, matter] of matters.entries()) {
      if ((counts.get(matter.code) ?? 0) > 1)
        yield { at: [n, 'code'], message: `"${matter.code}" stands more than once in the list of matters` }
    }
  },
})

const countCodes = (content: Content): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { value } of content.files(Matters))
    for (const { code } of value) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

const byCode = (content: Content): ReadonlyMap<string, Matter> =>
  new Map(content.files(Matters).flatMap(({ value }) => value.map((matter) => [matter.code, matter] as const)))

/** All matters by code. */
export const mattersOf = (content: Content): ReadonlyMap<string, Matter> => content.derive(byCode)
