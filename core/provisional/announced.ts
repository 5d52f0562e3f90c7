import type { z } from 'zod'
import { holidayLists } from '../calendar/content.ts'
import { byFestival, DayList } from '../calendar/day-list.ts'
import { YearList } from '../calendar/index.ts'
import { listFaults } from '../calendar/list-faults.ts'
import { readNotice } from '../calendar/notice.ts'
import { YearListForm } from '../calendar/schema.ts'
import type { Content, Language } from '../content/content.ts'
import { type ContentProblem, parse } from '../content/parse.ts'

/** The line of what is wrong with the notice as a whole. */
export const WHOLE = 0

/** Something wrong with what was announced: which line, what, and what to do about it, in words. */
export interface AnnouncedFault {
  readonly line: number
  readonly problem: string
  readonly cure: string
}

export type Announced =
  | { readonly ok: true; readonly list: YearList; readonly replaces: boolean }
  | { readonly ok: false; readonly faults: readonly AnnouncedFault[] }

/** Where the State Council publishes: what a notice that was pasted is credited to when it names no page of its own. */
const SOURCE = 'https://www.gov.cn/'

/**
 * Reads the official days of a year from what somebody pasted: the notice in the State Council's own words, YAML as the
 * content's own lists are, or a public list of its days. Every fault is told with its line, in the language of whoever pasted it.
 */
export const readAnnounced = (content: Content, language: Language, text: string): Announced => {
  const fault = (
    line: number,
    code: string,
    params: Readonly<Record<string, string | number>> = {},
  ): AnnouncedFault => ({
    line,
    problem: content.say(language, `holidays.fault.${code}`, params),
    cure: content.say(language, `holidays.cure.${code}`, params),
  })
  const read = readAs(text, fault)
  if (!('value' in read)) return { ok: false, faults: read.faults }
  const { value, lineOf } = read
  const faults = listFaults(value).map(({ path, code, params: { inChinese, ...params } }) =>
    fault(
      lineOf(path),
      code,
      inChinese === undefined || language === 'en' ? params : { ...params, festival: inChinese },
    ),
  )
  faults.push(...read.faults)
  const years = holidayLists(content).map(({ year }) => year)
  if (years.some((year) => year < value.year) && !years.includes(value.year - 1))
    faults.push(fault(WHOLE, 'year-before', { year: value.year, before: value.year - 1 }))
  if (years.every((year) => year > value.year) || value.year > Math.max(...years) + 2)
    faults.push(fault(WHOLE, 'far-year', { year: value.year }))
  return faults.length > 0
    ? { ok: false, faults: faults.sort((a, b) => (a.line || Number.MAX_VALUE) - (b.line || Number.MAX_VALUE)) }
    : { ok: true, list: YearList.parse(value), replaces: years.includes(value.year) }
}

const readAs = (text: string, fault: Say): Read => {
  if (/"(?:isOffDay|days)"\s*:/.test(text)) return fromDays(text, fault)
  return /^\s*year:\s*\d/m.test(text) ? fromYaml(text, fault) : fromNotice(text, fault)
}

type Say = (line: number, code: string, params?: Readonly<Record<string, string | number>>) => AnnouncedFault
type Read =
  | { readonly faults: readonly AnnouncedFault[] }
  | {
      readonly value: YearList
      readonly lineOf: (path: readonly (string | number)[]) => number
      readonly faults: readonly AnnouncedFault[]
    }

const fromNotice = (text: string, fault: Say): Read => {
  const { year, holidays, lines, faults } = readNotice(text)
  const told = faults.map(({ line, code, params }) => fault(line, code, params))
  if (year === undefined) return { faults: told }
  const sources = [...text.matchAll(/https?:\/\/[^\s，。）)]+/g)].map(([url]) => url)
  return {
    value: {
      ...{ year, sources: sources.length === 0 ? [SOURCE] : sources },
      holidays: holidays.map(({ name, off, work }) => ({ name, off: [...off], work: [...work] })),
    },
    lineOf: ([, index]) => (index === undefined ? WHOLE : (lines[Number(index)] ?? WHOLE)),
    faults: told,
  }
}

const fromYaml = (text: string, fault: Say): Read =>
  inForm(YearListForm, text, fault, (value, line) => ({
    value,
    lineOf: (path) => (path.length < 2 ? WHOLE : line(path)),
  }))

/** A list of days in JSON, as public data sets have one for each year. */
const fromDays = (text: string, fault: Say): Read =>
  inForm(DayList, text, fault, (list, line) => {
    const { holidays, indexOf } = byFestival(list)
    const value = { year: list.year, sources: list.papers.length === 0 ? [SOURCE] : list.papers, holidays }
    return {
      value,
      lineOf: ([, n, kind, at]) => {
        const index = indexOf(Number(n), kind === 'work' ? kind : 'off', Number(at ?? 0))
        return index === undefined ? WHOLE : line(['days', index, 'date'])
      },
    }
  })

type Sound = Extract<Read, { value: YearList }>

const inForm = <T>(
  form: z.ZodType<T>,
  text: string,
  fault: Say,
  read: (value: T, line: (path: readonly PropertyKey[]) => number) => Omit<Sound, 'faults'>,
): Read => {
  const problems: ContentProblem[] = []
  const parsed = parse('', text, problems)
  if (parsed === undefined) return { faults: problems.map(({ line, message }) => fault(line, 'yaml', { message })) }
  const checked = form.safeParse(parsed.value)
  if (checked.success) return { ...read(checked.data, parsed.line), faults: [] }
  return {
    faults: checked.error.issues.map(({ path, message }) =>
      fault(parsed.line(path), 'yaml', { message: `${path.join('.')}: ${message}` }),
    ),
  }
}
