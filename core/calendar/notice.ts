import { addDays, type Day, Day as DaySchema, ordinalOf } from './day.ts'

interface Holiday {
  readonly name: string
  readonly off: readonly Day[]
  readonly work: readonly Day[]
}

/** What can't be understood of a notice, or contradicts itself: in which line. */
export interface NoticeFault {
  readonly line: number
  readonly code: 'no-year' | 'no-such-day' | 'weekday' | 'count' | 'unreadable'
  readonly params: Readonly<Record<string, string | number>>
}

/** A notice as it was read; `lines` has the line of each holiday. */
export interface Notice {
  readonly year: number | undefined
  readonly holidays: readonly Holiday[]
  readonly lines: readonly number[]
  readonly faults: readonly NoticeFault[]
}

const WEEKDAYS = '日一二三四五六'
/** `2027年1月1日`, `1月1日`, or `3日` of the month before it; then, in brackets, perhaps the day of the week. */
const DATE = /(?:(?<year>\d{4})年)?(?:(?<month>\d{1,2})月)?(?<date>\d{1,2})日(?:\((?<beside>[^)]*)\))?/
/** A date, what happens on the dates beside it, and how many days off that makes. */
const PARTS = new RegExp(`${DATE.source}|(?<off>放假|补休|公休)|(?<work>上班)|(?<count>\\d+)天`, 'gu')
const RULES = /放假|补休|公休|上班/
/** What the words of a festival begin with: `一、春节:`, in a line of its own or after the last sentence of another. */
const HEAD =
  /(?<=^|[\n。;]|[^\S\n](?=[一二三四五六七八九十]+、))\s*(?:\(?(?:[一二三四五六七八九十]+|\d+)\)?\s*[、.]?\s*)?([^:。,;\d\n]{2,20}):/gu
/** Under a notice stands when it was signed, and in it what offices may do besides: neither rules a day. */
const BESIDES =
  /^[^\S\n]*(?:国务院办公厅)?[^\S\n]*\d{4}年\d{1,2}月\d{1,2}日[^\S\n]*$|国务院办公厅\s*\d{4}年\d{1,2}月\d{1,2}日\s*$|(?:鼓励|倡导|建议)[^。;]*/gmu

/**
 * Reads the State Council's own words as people paste them, a festival a line, in one piece, or broken anywhere:
 * `元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。` Days of the week and the number of days that it gives are
 * checked. What has no date is passed over.
 */
export const readNotice = (pasted: string): Notice => {
  const text = plain(pasted)
  const year = Number(/(\d{4})年(?:部分|节假日|放假|全年)/.exec(text)?.[1] ?? /(\d{4})年/.exec(text)?.[1] ?? Number.NaN)
  const faults: NoticeFault[] = []
  const holidays: Holiday[] = []
  const at: number[] = []
  if (Number.isNaN(year))
    return { year: undefined, holidays, lines: at, faults: [{ line: 1, code: 'no-year', params: {} }] }
  const heads = [...text.matchAll(HEAD)]
  faults.push(...unread(text.slice(0, heads[0]?.index), 1))
  heads.forEach((head, n) => {
    const line = text.slice(0, head.index + head[0].length).split('\n').length
    const words = text.slice(head.index, heads[n + 1]?.index).trimStart()
    const { off, work, faults: found } = readFestival(words.replace(/\n/g, ''), year, line)
    faults.push(...found)
    if (off.length === 0) faults.push(...unread(words, line))
    else {
      holidays.push({ name: (head[1] ?? '').replace(/[*\s]/g, ''), off, work })
      at.push(line)
    }
  })
  return { year, holidays, lines: at, faults }
}

/** Digits and signs as plain ones, a year in Chinese digits as a number, no spaces within dates; the lines as they were. */
const plain = (pasted: string): string =>
  pasted
    .replace(/\r\n?/g, '\n')
    .replace(/^[>|\s]*(?=\S)/gmu, (quoted) => quoted.replace(/[^\n]/g, ''))
    .normalize('NFKC')
    .replace(/[〇零○一二三四五六七八九]{4}(?=年)/gu, (said) =>
      [...said].map((each) => Math.max(0, '〇一二三四五六七八九'.indexOf(each))).join(''),
    )
    .replace(/(?<=\d)[^\S\n]+(?=[年月日天])|(?<=[年月])[^\S\n]+(?=\d)/gu, '')
    .replace(BESIDES, '')

/** The lines that speak of a day off or worked and that nothing could be made of. */
const unread = (words: string, line: number): NoticeFault[] =>
  words
    .split('\n')
    .flatMap((each, n) =>
      /\d日/.test(each) && RULES.test(each)
        ? [{ line: line + n, code: 'unreadable' as const, params: { words: each.trim().slice(0, 40) } }]
        : [],
    )

interface Ruled {
  readonly off: Day[]
  readonly work: Day[]
  readonly faults: NoticeFault[]
}

const readFestival = (words: string, year: number, line: number): Ruled => {
  const ruled: Ruled = { off: [], work: [], faults: [] }
  let month = Number.NaN
  for (const sentence of words.split(/[。;]/)) month = readSentence(sentence, { year, month, line }, ruled)
  return ruled
}

interface Where {
  readonly year: number
  /** The month that was named last. */
  readonly month: number
  readonly line: number
}

/** Adds what one sentence rules to `ruled`: 放假 and 上班 go with the dates before them, or behind where none stand before. */
const readSentence = (sentence: string, { year, month, line }: Where, { off, work, faults }: Ruled): number => {
  const parts = [...sentence.matchAll(PARTS)]
  let [named, dates, kind, from] = [
    month,
    [] as Day[],
    undefined as 'off' | 'work' | undefined,
    undefined as Day | undefined,
  ]
  const before = RULES.test(sentence.slice(0, parts.find(({ groups }) => groups?.date !== undefined)?.index))
  const rule = (): void => {
    const target = kind === 'work' ? work : off
    if (kind !== undefined) target.push(...dates.filter((day) => !target.includes(day)))
  }
  for (const found of parts) {
    const { groups = {} } = found
    if (groups.date !== undefined) {
      named = Number(groups.month ?? named)
      const day = dayOf(groups.year ?? String(year), named, Number(groups.date))
      if (day === undefined) {
        faults.push({ line, code: 'no-such-day', params: { words: found[0] } })
        continue
      }
      faults.push(...weekdayFaults(day, groups.beside, line))
      if (kind !== undefined && !before) [dates, kind] = [[], undefined]
      dates = [...dates, ...(from === undefined ? [day] : until(from, day).slice(1))]
      from = /^\s*[至到~—–-]/u.test(sentence.slice(found.index + found[0].length)) ? day : undefined
      if (before) rule()
    } else if (groups.count !== undefined) {
      const said = Number(groups.count)
      if (kind === 'off' && said !== off.length && said !== dates.length)
        faults.push({ line, code: 'count', params: { said, is: dates.length } })
    } else {
      if (before && dates.length > 0) dates = []
      kind = groups.work === undefined ? 'off' : 'work'
      if (!before) rule()
    }
  }
  if (kind === undefined && dates.length > 0)
    faults.push({ line, code: 'unreadable', params: { words: sentence.trim().slice(0, 40) } })
  return named
}

const weekdayFaults = (day: Day, beside: string | undefined, line: number): NoticeFault[] => {
  const said = /[周週星期]\s*([日天一二三四五六])/u.exec(beside ?? '')?.[1]?.replace('天', '日')
  const is = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  return said === undefined || said === is ? [] : [{ line, code: 'weekday', params: { day, said, is } }]
}

const dayOf = (year: string, month: number, date: number): Day | undefined => {
  const read = DaySchema.safeParse(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
  return read.success ? read.data : undefined
}

/** Both included; nothing more than the first where the second lies before it or far away. */
const until = (from: Day, to: Day): readonly Day[] => {
  const length = ordinalOf(to) - ordinalOf(from)
  return length < 0 || length > 31 ? [from] : Array.from({ length: length + 1 }, (_, n) => addDays(from, n))
}
