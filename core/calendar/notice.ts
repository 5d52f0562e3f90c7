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
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/g
const HEAD = /^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)]?\s*[、.．]?\s*)?([^：:。，,\d]{2,20})[：:](.*)$/

/**
 * Reads the State Council's own words, a festival a line: `元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。` Days of the
 * week and the number of days that it gives are checked. Lines without any date are passed over.
 */
export const readNotice = (text: string): Notice => {
  const lines = text.split(/\r?\n/)
  const year = Number(/(\d{4})年(?:部分|节假日|放假|全年)/.exec(text)?.[1] ?? /(\d{4})年/.exec(text)?.[1] ?? Number.NaN)
  const faults: NoticeFault[] = []
  const holidays: Holiday[] = []
  const at: number[] = []
  if (Number.isNaN(year))
    return { year: undefined, holidays, lines: at, faults: [{ line: 1, code: 'no-year', params: {} }] }
  lines.forEach((words, n) => {
    if (!/\d日/.test(words) || !/放假|上班/.test(words)) return
    const head = HEAD.exec(words)
    const read = head === null ? undefined : readLine(head[2] ?? '', year, n + 1, faults)
    if (head === null || read === undefined)
      faults.push({ line: n + 1, code: 'unreadable', params: { words: words.trim().slice(0, 40) } })
    else {
      holidays.push({ name: (head[1] ?? '').trim(), ...read })
      at.push(n + 1)
    }
  })
  return { year, holidays, lines: at, faults }
}

const readLine = (words: string, year: number, line: number, faults: NoticeFault[]) => {
  const off: Day[] = []
  const work: Day[] = []
  let month = Number.NaN
  for (const sentence of words.split(/[。；;]/)) {
    const dates: { day: Day; end: number; begin: number }[] = []
    for (const found of sentence.matchAll(DATE)) {
      month = Number(found[2] ?? month)
      const day = dayOf(found[1] ?? String(year), month, Number(found[3]))
      if (day === undefined) {
        faults.push({ line, code: 'no-such-day', params: { words: found[0] } })
        continue
      }
      const said = /[周星期]\s*([日天一二三四五六])/.exec(found[4] ?? '')?.[1]?.replace('天', '日')
      const is = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
      if (said !== undefined && said !== is) faults.push({ line, code: 'weekday', params: { day, said, is } })
      dates.push({ day, begin: found.index, end: found.index + found[0].length })
    }
    if (dates.length === 0) continue
    const works = !sentence.includes('放假') && sentence.includes('上班')
    const days = dates.flatMap(({ day, end }, n) => {
      const next = dates[n + 1]
      return next !== undefined && /^\s*[至到—－-]/.test(sentence.slice(end)) ? until(day, next.day) : [day]
    })
    const target = works ? work : off
    for (const day of days) if (!target.includes(day)) target.push(day)
    const count = Number(/[共放假]\s*(\d+)\s*天/.exec(sentence)?.[1] ?? days.length)
    if (!works && sentence.includes('放假') && count !== off.length)
      faults.push({ line, code: 'count', params: { said: count, is: off.length } })
  }
  return off.length === 0 ? undefined : { off, work }
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
