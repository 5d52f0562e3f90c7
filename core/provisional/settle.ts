import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { type Dated, differs } from './dated.ts'

const SettlingSchema = z.object({ at: z.string(), found: z.number().int() })

/** That provisional dates were counted anew: one record a day. */
export const Settling = record('date-settling', { prefix: 'ds', schema: SettlingSchema, keepSteps: 50 })

/** Every morning before the rules look: a list that came with a new content folder counts from then on. */
export const daily: Job = {
  name: 'calendar.settle',
  cron: '30 6 * * *',
  missed: 'once',
  run: (at) => ({ do: 'calendar.settle', input: { at } }),
}

const PAGE = 100

/**
 * Counts every provisional date anew, a page at a time, one kind after the other. A date that was settled was told to
 * people and stays; so does a provisional one for which there is still no list.
 */
export const settleOf = (dated: readonly Dated<unknown>[]) =>
  operation({
    name: 'calendar.settle',
    summary: 'Count the provisional dates of what is open anew by the calendar of now',
    allow: 'system',
    audited: false,
    input: z.object({ at: z.iso.datetime(), kind: z.string().default('case'), after: z.string().optional() }),
    output: z.object({ id: z.string() }),
    async run(context, { at, kind, after }) {
      const id = `${Settling.prefix}-${at.slice(0, 10)}`
      const place = dated.findIndex(({ name }) => name === kind)
      const these = dated[place]
      if (these === undefined) return answer({ id })
      const { ids, next } = await moving(context, these, after)
      const wishes: Wish[] = ids.map(these.settle)
      const further = dated[place + 1]
      if (next !== undefined) wishes.push({ do: 'calendar.settle', input: { at, kind, after: next } })
      else if (further !== undefined) wishes.push({ do: 'calendar.settle', input: { at, kind: further.name } })
      if (wishes.length === 0) return answer({ id })
      const there = await context.read(Settling).get(id)
      const found = (there?.data.found ?? 0) + ids.length
      return there === undefined
        ? create(Settling, id, { at, found }, wishes)
        : change(Settling, await context.load(Settling, id), { at, found }, wishes)
    },
    outputOf: ({ id }: Stored<z.infer<typeof SettlingSchema>>) => ({ id }),
  })

/** The records of a page whose date is another by the calendar of now. */
const moving = async (context: Context, { record: type, where, anew }: Dated<unknown>, after: string | undefined) => {
  const page = { where, limit: PAGE, ...(after === undefined ? {} : { after }) }
  const { rows, next } = await context.read(type).page(page)
  const moves = rows.filter(({ data }) => {
    const found = anew(context, data)
    return found !== undefined && differs(found)
  })
  return { ids: moves.map(({ id }) => id), next }
}
