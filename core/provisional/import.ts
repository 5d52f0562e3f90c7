import { z } from 'zod'
import { holidayLists, takeIn } from '../calendar/content.ts'
import type { YearList } from '../calendar/index.ts'
import { type Language, ownContent } from '../content/content.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { later, SECOND } from '../ports/clock.ts'
import { readAnnounced, WHOLE } from './announced.ts'
import type { Dated } from './dated.ts'
import { digestInContent, HolidayList, listId } from './holiday-list.ts'
import { provisionalDates, Row } from './list.ts'

/** The notice in the State Council's own words, or YAML as in `content/calendar/holidays`. */
const Text = z.string().trim().min(1).max(20_000)
const WHO = ['officer', 'director', 'administrator'] as const

/** By then every process has asked what was taken in (`keepsUp`), so that nobody counts by the calendar of before. */
const KNOWN_EVERYWHERE = 2 * SECOND

const languageOf = async (context: Context): Promise<Language> => {
  const { actor } = context
  return actor.kind === 'person' ? ((await organisation(context)).person(actor.person)?.language ?? 'zh-CN') : 'en'
}

export const previewOf = (dated: readonly Dated<unknown>[]) =>
  query({
    name: 'calendar.preview',
    summary:
      'Read the official holidays of a year without taking them in: every fault by line, or which dates would move',
    allow: WHO,
    input: z.object({ text: Text }),
    output: z.object({
      faults: z.array(z.object({ line: z.number(), problem: z.string(), cure: z.string() })),
      /** Absent where there are faults. */
      year: z.number().optional(),
      daysOff: z.number(),
      makeUpDays: z.number(),
      /** Whether there is a list of the year that this one would take the place of. */
      replaces: z.boolean(),
      /** Dates that wait for a list, and what they become. */
      rows: z.array(Row),
    }),
    async run(context, { text }) {
      const read = readAnnounced(context.content, await languageOf(context), text)
      if (!read.ok) return { faults: [...read.faults], daysOff: 0, makeUpDays: 0, replaces: false, rows: [] }
      const { list, replaces } = read
      const content = ownContent(context.content)
      takeIn(content, [...holidayLists(context.content).filter(({ year }) => year !== list.year), list])
      const { actor, now } = context
      const seen = { actor, now, content, read: context.read.bind(context) }
      const count = (kind: 'off' | 'work') => list.holidays.reduce((sum, each) => sum + each[kind].length, 0)
      return {
        ...{ faults: [], year: list.year, daysOff: count('off'), makeUpDays: count('work'), replaces },
        rows: [...(await provisionalDates(seen, dated))],
      }
    },
  })

const Imported = z.object({ year: z.number() })

/** Takes in the official holidays of a year. Every process knows them a second later, and provisional dates are settled. */
export const importList = operation({
  name: 'calendar.import',
  summary: 'Take in the official holidays of a year, and count anew every date that waited for them',
  allow: WHO,
  input: z.object({
    text: Text,
    /** Takes the place of the list of a year that is there; dates that were settled stay. */
    replace: z.boolean().default(false),
  }),
  output: Imported,
  async run(context, { text, replace }) {
    const language = await languageOf(context)
    const read = readAnnounced(context.content, language, text)
    if (!read.ok) throw refusal('holidays.faulty', { faults: faultLines(read.faults, context, language) })
    const { list, replaces } = read
    const id = listId(list.year)
    const known = await context.read(HolidayList).get(id)
    const there = known === undefined ? undefined : await context.load(HolidayList, id)
    if ((replaces || there !== undefined) && !replace) throw refusal('holidays.there-already', { year: list.year })
    const over = digestInContent(context.content, list.year)
    const data = { list, by: actorName(context.actor), at: context.now, ...(over === undefined ? {} : { over }) }
    const wish = { do: 'calendar.settle', input: { at: context.now }, at: later(context.now, KNOWN_EVERYWHERE) }
    return there === undefined ? create(HolidayList, id, data, [wish]) : change(HolidayList, there, data, [wish])
  },
  outputOf: ({ data }: Stored<{ readonly list: YearList }>) => ({ year: data.list.year }),
})

const MOST_LINES = 12

/** The faults a line each, as a person reads them. */
export const faultLines = (
  faults: readonly { readonly line: number; readonly problem: string; readonly cure: string }[],
  { content }: Pick<Context, 'content'>,
  language: Language,
): string =>
  faults
    .slice(0, MOST_LINES)
    .map((each) =>
      content.say(language, each.line === WHOLE ? 'holidays.fault-whole' : 'holidays.fault-line', { ...each }),
    )
    .join('\n')
