import { refusal } from '../kernel/errors.ts'
import type { TableRow } from '../ports/tables.ts'
import { type Duty, DutyDay } from './day.ts'

const DAY =
  /(?:(20\d\d)\s*[年/.-]\s*)?(?<!\d)(\d{1,2})\s*(?:月|-|\.|\/)\s*(\d{1,2})(?!\d)\s*[日号]?\s*(?:之前|前)?[\s:：,，、|]*/u
const LEAST = 4

interface Line {
  /** What stands before the day. */
  readonly before: string
  readonly year: number | undefined
  readonly duty: Duty
}

/** A line with a day and what is due until it; undefined for one that has none. */
const lineIn = (line: string): Line | undefined => {
  const found = DAY.exec(line)
  if (found === null) return undefined
  const [all, year, month = '', day = ''] = found
  const text = line.slice(found.index + all.length).trim()
  const due = DutyDay.safeParse(`${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (!due.success || text.length < LEAST) return undefined
  const before = line.slice(0, found.index).trim()
  return { before, year: year === undefined ? undefined : Number(year), duty: { due: due.data, text } }
}

const linesOf = (words: string): readonly string[] =>
  words
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim())

/** `6月30日 和班子成员谈话`, one a line. @throws Refusal `duties.unreadable` with the line that is none */
export const dutiesIn = (words: string): Duty[] =>
  linesOf(words)
    .filter((line) => line !== '')
    .map((line) => {
      const read = lineIn(line)
      if (read === undefined || read.before !== '')
        throw refusal('duties.unreadable', { line: line.slice(0, 40).toWellFormed() })
      return read.duty
    })

/** One line of a list of duties of many heads. */
export interface HeadLine {
  /** From 1, as it was written. */
  readonly line: number
  readonly name: string
  /** Tells two of one name apart. */
  readonly unit?: string
  readonly year?: number
  readonly due: string
  readonly text: string
}

const HEADING = /^(?:姓名|责任人|name)\b/iu

/**
 * `骆树清 6月30日 和班子成员谈话`, one a line, as it is typed or pasted from a spreadsheet: a unit may stand behind the
 * name, and a line without a name goes on with the one above. @throws Refusal `duties.unreadable` with the line that is none
 */
export const headLinesIn = (words: string): readonly HeadLine[] => {
  let [name, unit] = ['', '']
  return linesOf(words).flatMap((line, n) => {
    if (line === '' || HEADING.test(line) || line.startsWith('姓名') || line.startsWith('责任人')) return []
    const read = lineIn(line)
    if (read?.before !== undefined && read.before !== '')
      [name = '', unit = ''] = read.before.split(/[\s,，、:：|()（）]+/u).filter((each) => each !== '')
    if (read === undefined || name === '')
      throw refusal('duties.unreadable', { line: line.slice(0, 40).toWellFormed() })
    const { year, duty } = read
    return [
      {
        ...{ line: n + 1, name, ...duty },
        ...(unit === '' ? {} : { unit }),
        ...(year === undefined ? {} : { year }),
      },
    ]
  })
}

/** As they are written, to be looked at. */
export const dutyLines = (duties: readonly Duty[]): string => duties.map(({ due, text }) => `${due} ${text}`).join('\n')

/** The columns of a spreadsheet, by what may stand above them. */
const COLUMNS = {
  name: ['姓名', '责任人', 'name', 'code'],
  unit: ['单位', 'unit'],
  due: ['期限', '完成时限', '日期', 'due'],
  text: ['任务', '责任', '内容', 'text', 'duty'],
} as const

/** A day copied from another system may come with a time. */
const CLOCK = /\s+\d{1,2}:\d{2}(?::\d{2})?$/u

/** The rows of a spreadsheet; a row without a name goes on with the one above. @throws Refusal `duties.unreadable` */
export const dutyRows = (rows: readonly TableRow[]): HeadLine[] => {
  let [name, unit] = ['', '']
  return rows.flatMap(({ line, cells }) => {
    const cell = (column: keyof typeof COLUMNS): string =>
      COLUMNS[column].map((each) => cells[each]?.trim() ?? '').find((each) => each !== '') ?? ''
    if (Object.values(cells).every((each) => each.trim() === '')) return []
    if (cell('name') !== '') [name, unit] = [cell('name'), cell('unit')]
    const day = cell('due').replace(CLOCK, '')
    const read = lineIn(`${day} ${cell('text')}`.normalize('NFKC'))
    if (read === undefined || read.before !== '' || name === '')
      throw refusal('duties.unreadable', {
        line: `${line}: ${Object.values(cells).join(' ')}`.slice(0, 60).toWellFormed(),
      })
    const { year, duty } = read
    return [{ line, name, ...duty, ...(unit === '' ? {} : { unit }), ...(year === undefined ? {} : { year }) }]
  })
}
