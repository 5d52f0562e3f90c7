import { z } from 'zod'
import { maySee, OFFICE_ROLES } from '../feedback/access.ts'
import type { CaseData } from '../feedback/case.ts'
import { CaseLine, lineFor } from '../feedback/line.ts'
import { visibleQuestions } from '../feedback/waiting.ts'
import { casesInOrder } from '../feedback/walk.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { DAY, later } from '../ports/clock.ts'
import { type Report, rising } from './rising.ts'

/** The period that is looked at, and how long before it tells what is usual. */
const DAYS = 14
const USUAL_DAYS = 84
/** How many of the newest cases are read at most. */
const READ = 4_000
const SHOWN = 10

const Rising = z.object({
  matter: z.string(),
  /** A unit's code, or the place in words; absent where nobody said where. */
  place: z.string().optional(),
  count: z.number(),
  sent: z.number(),
  since: z.string(),
  usual: z.number(),
  ids: z.array(z.string()),
})
export type RisingProblem = z.infer<typeof Rising>

/** Matters of which more is told at a place than is usual there, the most unusual first. Never about people: places and matters alone. */
export const list = query({
  name: 'hot-problems.list',
  summary: 'List the matters of which more is told at a place than usual in the last two weeks',
  allow: [...OFFICE_ROLES],
  input: z.object({}),
  output: z.object({ days: z.number(), rows: z.array(Rising) }),
  run: async (context) => {
    const from = later(context.now, -DAYS * DAY)
    const cases = await casesSince(context, later(from, -USUAL_DAYS * DAY))
    const org = await organisation(context)
    const oldest = cases.at(-1)?.data.receivedAt ?? context.now
    // A young office, or one with more cases than are read, has a shorter time before.
    const before = Math.max(0, Date.parse(from) - Date.parse(oldest)) / (DAYS * DAY)
    const found = rising(
      cases.flatMap((stored) => reportOf(org, stored)),
      { from, before: before < 1 ? 0 : before },
    )
    return {
      days: DAYS,
      rows: found.slice(0, SHOWN).map(({ place, ids, ...row }) => ({
        ...row,
        ...(place === undefined ? {} : { place }),
        ids: ids.slice(0, 20),
      })),
    }
  },
})

/** The cases behind one line of `list`. */
export const cases = query({
  name: 'hot-problems.cases',
  summary: 'List the cases of the last two weeks of a matter at a place, the newest first',
  allow: [...OFFICE_ROLES],
  input: z.object({ matter: z.string().max(60), place: z.string().max(200).optional() }),
  output: z.object({ rows: z.array(CaseLine) }),
  run: async (context, { matter, place }) => {
    const org = await organisation(context)
    const found = (await casesSince(context, later(context.now, -DAYS * DAY))).filter((stored) =>
      reportOf(org, stored).some((report) => report.matter === matter && report.place === place),
    )
    return { rows: found.slice(0, SHOWN).map(lineFor(context.actor)) }
  },
})

const casesSince = async (context: Context, from: string): Promise<readonly Stored<CaseData>[]> => {
  const org = await organisation(context)
  const found: Stored<CaseData>[] = []
  for await (const stored of casesInOrder(context, visibleQuestions(context.actor), 'newest')) {
    if (stored.data.receivedAt < from || found.length === READ) break
    if (maySee(org, context.actor, stored.data)) found.push(stored)
  }
  return found
}

/** Nothing of what was taken back, is none of the office's, or has no matter yet. */
const reportOf = (org: Organisation, { id, data }: Stored<CaseData>): readonly Report[] => {
  const { matter, place, receivedAt: at, text, state } = data
  if (matter === undefined || state === 'withdrawn' || state === 'refused') return []
  const township = place?.code === undefined ? undefined : org.unitOfPlace(place.code, 'township')?.code
  return [{ id, at, matter, place: township ?? place?.text, text }]
}
