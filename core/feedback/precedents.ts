import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { mask } from '../privacy/mask.ts'
import { createIndex } from '../same-problem/index.ts'
import { maySee, readCase } from './access.ts'
import type { CaseData } from './case.ts'
import { rulesOf } from './rules.ts'
import { visibleQuestions } from './waiting.ts'
import { casesInOrder } from './walk.ts'

/** How many of the newest closed cases are looked through. */
const LOOKED = 400
/** Below this, words of another matter have met by chance. */
const LEAST = 0.1
/** How much of an answer is cited. */
const CITED = 400

const Precedent = z.object({
  id: z.string(),
  /** What to cite. */
  number: z.string(),
  unit: z.string(),
  supporting: z.array(z.string()),
  /** In working days: what it was given, and how many had passed when it was answered. */
  limit: z.number(),
  took: z.number(),
  answeredAt: z.string(),
  /** The answer that solved it, with personal data masked. */
  answer: z.string(),
  /** Words that both letters have; none where only the matter is the same. */
  because: z.array(z.string()),
})
export type Precedent = z.infer<typeof Precedent>

/** Closed cases like this one and how they were answered, the most alike first: only those that the actor may see, and never one that its reporter called unsolved. */
export const precedents = query({
  name: 'feedback.precedents',
  summary:
    'List to whom closed cases like this one went, with what limit, and how they were answered, with personal data masked',
  allow: 'staff',
  input: z.object({ case: z.string(), limit: z.coerce.number().int().min(1).max(10).default(3) }),
  output: z.object({ rows: z.array(Precedent) }),
  run: async (context, input) => {
    const own = await readCase(context, input.case)
    const org = await organisation(context)
    const closed: Stored<CaseData>[] = []
    let looked = 0
    for await (const other of casesInOrder(context, visibleQuestions(context.actor, 'closed'), 'newest')) {
      if (++looked > LOOKED) break
      if (other.id !== own.id && maySee(org, context.actor, other.data) && wasSolved(other.data)) closed.push(other)
    }
    const index = createIndex()
    const matterOf = (data: CaseData) => (data.matter === undefined ? {} : { matter: data.matter })
    for (const { id, data } of closed) index.add({ id, text: data.text, ...matterOf(data) })
    const found = new Map(
      index
        .candidates({ id: own.id, text: own.data.text, ...matterOf(own.data) }, LOOKED, LEAST)
        .map((each) => [each.id, each]),
    )
    const sure = ({ id, data }: Stored<CaseData>): number =>
      (found.get(id)?.certainty ?? 0) + (data.matter !== undefined && data.matter === own.data.matter ? 1 : 0)
    const calendar = calendarOf(context.content)
    const alike = closed.filter((each) => sure(each) > 0).toSorted((a, b) => sure(b) - sure(a))
    return {
      rows: alike.slice(0, input.limit).flatMap(({ id, data }) => {
        const answer = data.answers.at(-1)
        if (answer === undefined) return []
        const { number, supporting } = data
        const limit = data.clock?.limit ?? rulesOf(context.content).workingDays
        const took = calendar.workingDaysBetween(calendar.dayAt(data.receivedAt), calendar.dayAt(answer.at))
        const cited = mask(answer.text).text.slice(0, CITED).toWellFormed()
        const because = [...(found.get(id)?.because ?? [])].slice(0, 5)
        return [
          { id, number, unit: answer.unit, supporting, limit, took, answeredAt: answer.at, answer: cited, because },
        ]
      }),
    }
  },
})

const wasSolved = ({ answers, ratings, round, stayed }: CaseData): boolean =>
  answers.length > 0 &&
  !ratings.some((rating) => rating.round === round && rating.solved === 'no') &&
  stayed.every(({ solved }) => solved)
