import { z } from 'zod'
import { Case } from '../feedback/case.ts'
import type { Context } from '../kernel/context.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import type { Query } from '../ports/store.ts'
import { Warning } from '../warnings/warning.ts'
import { type Anew, caseAnew, differs, warningAnew } from './anew.ts'

const SettlingSchema = z.object({ at: z.string(), found: z.number().int() })

/** That provisional last days were counted anew: one record a day. */
export const Settling = record('date-settling', { prefix: 'ds', schema: SettlingSchema, keepSteps: 50 })

/** Every morning before the rules look: a list that came with a new content folder counts from then on. */
export const daily: Job = {
  name: 'calendar.settle',
  cron: '30 6 * * *',
  missed: 'once',
  run: (at) => ({ do: 'calendar.settle', input: { at, kind: 'case' } }),
}

const PAGE = 100

/**
 * Counts every provisional last day anew, a page at a time, cases first. A day that was settled was told to people and
 * stays; so does a provisional one for which there is still no list.
 */
export const settle = operation({
  name: 'calendar.settle',
  summary: 'Count the provisional last days of open cases and warnings anew by the calendar of now',
  allow: 'system',
  audited: false,
  input: z.object({ at: z.iso.datetime(), kind: z.enum(['case', 'warning']), after: z.string().optional() }),
  output: z.object({ id: z.string() }),
  async run(context, { at, kind, after }) {
    const query = {
      where: { 'data.due.provisional': true },
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    }
    const { found: rows, next } = await (kind === 'case' ? casesOf(context, query) : warningsOf(context, query))
    const wishes: Wish[] = rows.map((id) =>
      kind === 'case'
        ? { do: 'feedback.settleDue', input: { case: id } }
        : { do: 'warnings.settleDue', input: { warning: id } },
    )
    if (next !== undefined) wishes.push({ do: 'calendar.settle', input: { at, kind, after: next } })
    else if (kind === 'case') wishes.push({ do: 'calendar.settle', input: { at, kind: 'warning' } })
    const id = `${Settling.prefix}-${at.slice(0, 10)}`
    if (wishes.length === 0) return answer({ id })
    const there = await context.read(Settling).get(id)
    const found = (there?.data.found ?? 0) + rows.length
    return there === undefined
      ? create(Settling, id, { at, found }, wishes)
      : change(Settling, await context.load(Settling, id), { at, found }, wishes)
  },
  outputOf: ({ id }: Stored<z.infer<typeof SettlingSchema>>) => ({ id }),
})

const casesOf = async (context: Context, query: Query) => {
  const { rows, next } = await context.read(Case).page(query)
  return { found: rows.filter(({ data }) => moves(caseAnew(context, data))).map(({ id }) => id), next }
}

const warningsOf = async (context: Context, query: Query) => {
  const { rows, next } = await context.read(Warning).page(query)
  return { found: rows.filter(({ data }) => moves(warningAnew(context, data))).map(({ id }) => id), next }
}

const moves = (found: Anew | undefined): boolean => found !== undefined && differs(found)
