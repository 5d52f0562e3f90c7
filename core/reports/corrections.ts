import { z } from 'zod'
import { maySee } from '../feedback/access.ts'
import { Case, type CaseData } from '../feedback/case.ts'
import { correct } from '../feedback/officer-steps.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { type Matter, mattersOf } from '../matters/matter.ts'
import { organisation } from '../people/index.ts'
import { mask } from '../privacy/mask.ts'

/** A letter as `npm run train` reads it, with the category of the matter that an officer gave it. */
const Correction = z.object({
  label: z.string(),
  /** With personal data masked. */
  text: z.string(),
  matter: z.string(),
})
export type Correction = z.infer<typeof Correction>

/**
 * What officers said of the matters of cases, page by page, the oldest first: only cases that an officer corrected or
 * confirmed. Left out is what accuses somebody, since no mask finds the names in it.
 */
export const corrections = query({
  name: 'reports.corrections',
  summary: 'List the letters whose matter an officer has set right, with personal data masked, to train on',
  allow: ['officer', 'director'],
  input: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(200),
    /** The `next` of the page before. */
    after: z.string().max(400).optional(),
  }),
  output: z.object({ rows: z.array(Correction), next: z.string().optional() }),
  run: async (context, { limit, after }) => {
    const org = await organisation(context)
    const matters = mattersOf(context.content)
    const page = await context.read(Case).page({
      order: ['data.receivedAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const seen = page.rows.filter((each) => maySee(org, context.actor, each.data))
    return {
      rows: seen.flatMap((each) => correctionOf(matters, each) ?? []),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  },
})

const correctionOf = (
  matters: ReadonlyMap<string, Matter>,
  { data, history }: Stored<CaseData>,
): Correction | undefined => {
  const matter = data.matter === undefined ? undefined : matters.get(data.matter)
  const accuses = data.kind === 'integrity' || data.against.people.length + data.against.units.length > 0
  if (matter === undefined || accuses || !history.some(({ did }) => did === correct.name)) return undefined
  const { text } = mask(data.text)
  return /\p{L}/u.test(text) ? { label: matter.category, text, matter: matter.code } : undefined
}
