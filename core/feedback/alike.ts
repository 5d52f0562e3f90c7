import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import type { Organisation } from '../people/index.ts'
import { organisation } from '../people/index.ts'
import { createIndex, type ProblemLetter } from '../same-problem/index.ts'
import { maySee, readCase } from './access.ts'
import type { CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { CaseLine, lineFor } from './line.ts'
import { coversAgainst } from './merge-steps.ts'
import { caution, partedFrom } from './parting.ts'
import { casesInOrder } from './walk.ts'

/** How many of the newest open cases of the office are compared. */
const COMPARED = 600
/** From here on, words alone say that two cases are about the same problem: as in `core/same-problem/group.ts`. */
const LEAST = 0.35

const Alike = CaseLine.extend({
  /** How alike the words are, from 0 to 1; 0 where only the matter and the place are the same. */
  certainty: z.number(),
  /** Words that both have, the weightiest first. */
  because: z.array(z.string()),
})
export type Alike = z.infer<typeof Alike>

/**
 * Open cases that may tell of the same problem, the surest first: by their words, and those of the same matter nearby.
 * Never one that an officer has taken apart from this one, that names another township, or that this one can't be merged
 * into because it leaves somebody in who is complained about.
 */
export const alike = query({
  name: 'feedback.alike',
  summary:
    'List open cases that may tell of the same problem as a case, with the words that led there, the surest first',
  allow: 'staff',
  input: z.object({ case: z.string(), limit: z.coerce.number().int().min(1).max(20).default(5) }),
  output: z.object({ rows: z.array(Alike) }),
  run: async (context, input) => {
    const own = await readCase(context, input.case)
    const org = await organisation(context)
    const parted = await partedFrom(context, own.id)
    const others = (await openCases(context, own, org)).filter(
      ({ id, data }) =>
        !parted.has(id) &&
        !data.merged.some((merged) => parted.has(merged)) &&
        !elsewhere(org, own.data, data) &&
        coversAgainst(data.against, own.data.against),
    )
    const index = createIndex()
    for (const other of others) index.add(letterOf(other))
    const least = LEAST + (await caution(context, own.data.matter))
    const found = new Map(index.candidates(letterOf(own), input.limit * 4).map((each) => [each.id, each]))
    const rows = others.flatMap((other): readonly Alike[] => {
      const { certainty = 0, because = [] } = found.get(other.id) ?? {}
      if (certainty >= least) return [{ ...lineFor(context.actor)(other), certainty, because: [...because] }]
      const isNear =
        own.data.matter !== undefined && own.data.matter === other.data.matter && near(org, own.data, other.data)
      return isNear ? [{ ...lineFor(context.actor)(other), certainty: 0, because: [] }] : []
    })
    return { rows: rows.toSorted((a, b) => b.certainty - a.certainty).slice(0, input.limit) }
  },
})

const openCases = async (
  context: Context,
  own: Stored<CaseData>,
  org: Organisation,
): Promise<readonly Stored<CaseData>[]> => {
  const found: Stored<CaseData>[] = []
  const questions = OPEN.map((state) => ({ 'data.office': own.data.office, 'data.state': state }))
  for await (const other of casesInOrder(context, questions, 'newest')) {
    if (other.id === own.id || !maySee(org, context.actor, other.data)) continue
    found.push(other)
    if (found.length === COMPARED) break
  }
  return found
}

const letterOf = ({ id, data }: Stored<CaseData>): ProblemLetter => ({
  id,
  text: data.text,
  matter: data.matter,
  time: data.receivedAt,
})

/** In the same place, or in the same township, or in words that are the same. */
const near = (org: Organisation, a: CaseData, b: CaseData): boolean => {
  const [here, there] = [a.place, b.place]
  if (here === undefined || there === undefined) return false
  if (here.code === undefined || there.code === undefined) return here.text === there.text
  return here.code === there.code || (townshipOf(org, a) !== undefined && townshipOf(org, a) === townshipOf(org, b))
}

/** Whether it is known of both in which township they are, and it is not the same. */
const elsewhere = (org: Organisation, a: CaseData, b: CaseData): boolean => {
  const [here, there] = [townshipOf(org, a), townshipOf(org, b)]
  return here !== undefined && there !== undefined && here !== there
}

const townshipOf = (org: Organisation, { place }: CaseData): string | undefined =>
  place?.code === undefined ? undefined : org.unitOfPlace(place.code, 'township')?.code
