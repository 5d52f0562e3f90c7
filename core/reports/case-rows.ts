import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, Day, instantAt } from '../calendar/index.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { maySee } from '../feedback/access.ts'
import { Case, type CaseData, CaseState } from '../feedback/case.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { mattersOf } from '../matters/matter.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Where } from '../ports/store.ts'

/**
 * A case as one row of a table. Nothing of who reported it: not the chat, nor how they chose to be known, nor whether
 * they can be reached.
 */
export const CaseRow = z.object({
  number: z.string(),
  kind: z.string(),
  state: CaseState,
  /** Days of the office's calendar. */
  received: z.string(),
  matter: z.string().optional(),
  matterName: z.string().optional(),
  lead: z.string().optional(),
  leadName: z.string().optional(),
  supporting: z.array(z.string()),
  place: z.string().optional(),
  since: z.string().optional(),
  urgent: z.boolean(),
  due: z.string().optional(),
  answered: z.string().optional(),
  closed: z.string().optional(),
  closedAs: z.string().optional(),
  /** How often it was opened. */
  round: z.number(),
  passes: z.number(),
  measures: z.number(),
  solved: z.string().optional(),
  attitude: z.number().optional(),
  speed: z.number().optional(),
  mergedInto: z.string().optional(),
  text: z.string(),
  answer: z.string().optional(),
})
export type CaseRow = z.infer<typeof CaseRow>

const Input = z.object({
  /** Received from this day on, and up to this day, both in the office's calendar. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  state: CaseState.optional(),
  /** The code of a unit that leads, supports or was copied. */
  unit: z.string().max(60).optional(),
  /** Of the names. */
  language: PersonLanguage.default('zh-CN'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  /** The `next` of the page before. */
  after: z.string().max(400).optional(),
})

/** Cases page by page, the oldest first, for tables that are made elsewhere. */
export const caseRows = query({
  name: 'reports.case-rows',
  summary:
    'List the cases that you may see as rows of a table, the oldest first, without anything of who reported them',
  allow: ['officer', 'director', 'auditor', 'viewer'],
  input: Input,
  output: z.object({ rows: z.array(CaseRow), next: z.string().optional() }),
  run: async (context, { limit, after, language, ...filters }) => {
    const org = await organisation(context)
    const page = await context.read(Case).page({
      where: whereOf(context, filters),
      order: ['data.receivedAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const seen = page.rows.filter(({ data }) => maySee(org, context.actor, data))
    return {
      rows: seen.map((each) => rowOf(context, org, language, each)),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  },
})

/** How many cases there are at most in such a table. */
export const countCaseRows = query({
  name: 'reports.count-case-rows',
  summary: 'Count the cases of such a table, before those are left out that you may not see',
  allow: ['officer', 'director', 'auditor', 'viewer'],
  input: Input.pick({ from: true, to: true, state: true, unit: true }),
  output: z.object({ count: z.number() }),
  run: async (context, filters) => ({ count: await context.read(Case).count(whereOf(context, filters)) }),
})

type Filters = Pick<z.infer<typeof Input>, 'from' | 'to' | 'state' | 'unit'>

const whereOf = (context: Context, { from, to, state, unit }: Filters): Where => {
  const { timezone } = context.content.only(Office)
  const startOf = (day: Day): string => instantAt(day, '00:00', timezone)
  const received = {
    ...(from === undefined ? {} : { gte: startOf(Day.parse(from)) }),
    ...(to === undefined ? {} : { lt: startOf(addDays(Day.parse(to), 1)) }),
  }
  return {
    ...(Object.keys(received).length === 0 ? {} : { 'data.receivedAt': received }),
    ...(state === undefined ? {} : { 'data.state': state }),
    ...(unit === undefined ? {} : { 'data.units': { has: unit } }),
  }
}

const rowOf = (
  context: Context,
  org: Organisation,
  language: z.infer<typeof PersonLanguage>,
  { data }: Stored<CaseData>,
): CaseRow => {
  const dayAt = (at: string | undefined): string | undefined =>
    at === undefined ? undefined : calendarOf(context.content).dayAt(at)
  const matter = data.matter === undefined ? undefined : mattersOf(context.content).get(data.matter)
  const answer = data.answers.at(-1)
  const rating = data.ratings.at(-1)
  const row = {
    ...{ number: data.number, kind: data.kind, state: data.state, received: dayAt(data.receivedAt) ?? '' },
    ...{ matter: data.matter, matterName: matter === undefined ? undefined : inLanguage(matter.name, language) },
    ...{ lead: data.lead, leadName: data.lead === undefined ? undefined : org.unit(data.lead)?.name },
    ...{
      supporting: data.supporting,
      place: data.place?.text,
      since: data.since,
      urgent: data.urgent,
      due: data.due?.day,
    },
    ...{ answered: dayAt(answer?.at), closed: dayAt(data.closedAt), closedAs: data.closedAs, round: data.round },
    ...{ passes: data.passes.length, measures: data.measures.length },
    ...{ solved: rating?.solved, attitude: rating?.attitude, speed: rating?.speed },
    ...{ mergedInto: data.mergedInto, text: data.text, answer: answer?.text },
  }
  return CaseRow.parse(row)
}
