import { z } from 'zod'
import { Holidays, takeIn } from '../calendar/content.ts'
import { YearList } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { record } from '../kernel/record.ts'
import { digestOf } from '../kernel/trail.ts'
import { SECOND } from '../ports/clock.ts'

const ListSchema = z.object({
  list: YearList,
  by: z.string(),
  at: z.string(),
  /** Digest of the list of the same year that stood in the content then; absent where there was none. */
  over: z.string().optional(),
})

/** The official list of a year that somebody took in while the program ran; its id is `hl-` and the year. */
export const HolidayList = record('holiday-list', { prefix: 'hl', schema: ListSchema })

export const listId = (year: number): string => `${HolidayList.prefix}-${year}`

/** The digest of the content's own list of a year. */
export const digestInContent = (content: Content, year: number): string | undefined => {
  const own = content.files(Holidays).find(({ value }) => value.year === year)
  return own === undefined ? undefined : digestOf(own.value)
}

interface Known {
  readonly versions: string
  readonly checkedAt: string
}

const known = new WeakMap<Content, Known>()

/**
 * Every process asks at most once a second whether a list was taken in. Where the content has another list of the year
 * than it had then, the office put a newer one there, and that one holds.
 */
export const keepsUp = (context: Pick<Context, 'read' | 'now' | 'content'>): Promise<void> | undefined => {
  const { content, now } = context
  const before = known.get(content)
  const age = before === undefined ? Number.NaN : Date.parse(now) - Date.parse(before.checkedAt)
  return age >= 0 && age < SECOND ? undefined : bringUp(context, before)
}

const bringUp = async (context: Parameters<typeof keepsUp>[0], before: Known | undefined): Promise<void> => {
  const { content, now } = context
  const there = context.read(HolidayList)
  const versions = JSON.stringify([...(await there.versions({}))])
  known.set(content, { versions, checkedAt: now })
  if (versions === (before?.versions ?? '[]')) return
  const lists: YearList[] = []
  for await (const { data } of there.stream({}))
    if (digestInContent(content, data.list.year) === data.over) lists.push(data.list)
  takeIn(content, lists)
}
