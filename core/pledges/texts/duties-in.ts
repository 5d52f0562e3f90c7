import { refusal } from '../../kernel/errors.ts'
import { DutyDay, type Template } from '../template.ts'

const DAY = /^(\d{1,2})\s*(?:月|-|\.|\/)\s*(\d{1,2})(?!\d)\s*日?\s*(?:之前|前)?[\s:：,，、]*/u
const LEAST = 4

/** `6月30日 和班子成员谈话`, one a line. @throws Refusal `pledges.duty-unreadable` with the line that is none */
export const dutiesIn = (words: string): Template['duties'] =>
  words
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [all = '', month = '', day = ''] = DAY.exec(line) ?? []
      const text = line.slice(all.length)
      const due = DutyDay.safeParse(`${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
      if (!due.success || text.length < LEAST)
        throw refusal('pledges.duty-unreadable', { line: line.slice(0, 40).toWellFormed() })
      return { due: due.data, text }
    })

/** As they are written, to be looked at. */
export const dutyLines = (duties: Template['duties']): string =>
  duties.map(({ due, text }) => `${due} ${text}`).join('\n')
