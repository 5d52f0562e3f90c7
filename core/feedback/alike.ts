import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import type { Organisation } from '../people/index.ts'
import { organisation } from '../people/index.ts'
import { maySee, readCase } from './access.ts'
import { Case, type CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { CaseLine, lineFor } from './line.ts'
import { coversAgainst } from './merge-steps.ts'
import { letterOf, type OpenLetters, openLetters } from './open-letters.ts'
import { caution, partedFrom } from './parting.ts'

/** How many of those whose words are the most alike are looked at: not all may be seen, or are still open. */
const LOOKED = 120
/** How many of the same matter nearby are looked at, where words find too few. */
const NEARBY = 40
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
    const { index, cases } = await openLetters(context, own.data.office)
    const least = LEAST + (await caution(context, own.data.matter))
    const found = new Map(index.candidates(letterOf(own), LOOKED, least).map((each) => [each.id, each]))
    const mayBeOne = ({ id, data }: Stored<CaseData>): boolean =>
      id !== own.id &&
      data.office === own.data.office &&
      maySee(org, context.actor, data) &&
      !parted.has(id) &&
      !data.merged.some((merged) => parted.has(merged)) &&
      !elsewhere(org, own.data, data) &&
      coversAgainst(data.against, own.data.against)
    const sure = (await asTheyStand(context, [...found.keys()])).filter(mayBeOne)
    const isNear = ({ data }: Stored<CaseData>): boolean =>
      own.data.matter !== undefined && own.data.matter === data.matter && near(org, own.data, data)
    const nearby = nearbyOf(org, own, cases).filter((id) => !found.has(id))
    const others = sure.length < input.limit ? (await asTheyStand(context, nearby.slice(-NEARBY))).filter(mayBeOne) : []
    const rows = [...sure, ...others.filter(isNear)].map((other) => {
      const { certainty = 0, because = [] } = found.get(other.id) ?? {}
      return { ...lineFor(context.actor)(other), certainty, because: [...because] }
    })
    return { rows: rows.toSorted((a, b) => b.certainty - a.certainty).slice(0, input.limit) }
  },
})

/** Those of the same matter nearby, as far as is known without reading them. */
const nearbyOf = (org: Organisation, { data }: Stored<CaseData>, cases: OpenLetters['cases']): readonly string[] => {
  const found: string[] = []
  if (data.matter === undefined || data.place === undefined) return found
  for (const [id, known] of cases) if (known.matter === data.matter && near(org, data, known)) found.push(id)
  return found
}

/** What an index remembers may be over by now. */
const asTheyStand = async (context: Context, ids: readonly string[]): Promise<readonly Stored<CaseData>[]> => {
  if (ids.length === 0) return []
  const { rows } = await context.read(Case).page({ where: { id: { in: ids } }, limit: ids.length })
  return rows.filter(({ data }) => OPEN.includes(data.state))
}

type Located = Pick<CaseData, 'place'>

/** In the same place, or in the same township, or in words that are the same. */
const near = (org: Organisation, a: Located, b: Located): boolean => {
  const [here, there] = [a.place, b.place]
  if (here === undefined || there === undefined) return false
  if (here.code === undefined || there.code === undefined) return here.text === there.text
  return here.code === there.code || (townshipOf(org, a) !== undefined && townshipOf(org, a) === townshipOf(org, b))
}

/** Whether it is known of both in which township they are, and it is not the same. */
const elsewhere = (org: Organisation, a: Located, b: Located): boolean => {
  const [here, there] = [townshipOf(org, a), townshipOf(org, b)]
  return here !== undefined && there !== undefined && here !== there
}

const townshipOf = (org: Organisation, { place }: Located): string | undefined =>
  place?.code === undefined ? undefined : org.unitOfPlace(place.code, 'township')?.code
