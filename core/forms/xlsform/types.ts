import type { Kind } from '../../conversation/condition.ts'

/** What the column `type` says, in the words that are usual today. */
export interface Said {
  readonly type: string
  /** The list of choices; empty where none is named. */
  readonly list: string
  readonly orOther: boolean
  /** What stands behind it that nobody can read. */
  readonly rest: string
}

/** Older spreadsheets and other programs say the same in other words. */
const SAME: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'integer',
  photo: 'image',
  gps: 'geopoint',
  location: 'geopoint',
  trigger: 'acknowledge',
}

/** Asks one of a list, or several. */
const SELECT =
  /^(?:(select[_ ]one|select1)|select[_ ]multiple|select all that apply)(?= |$)(?: from)?(?: (\S+))?(?: (or[_ ]other|or specify other))?(.*)$/i

export const saidIn = (words: string): Said => {
  const plain = words.replace(/\s+/g, ' ')
  const select = SELECT.exec(plain)
  if (select !== null) {
    const [, one, list = '', orOther, rest = ''] = select
    const type = one === undefined ? 'select_multiple' : 'select_one'
    return { type, list, orOther: orOther !== undefined, rest: rest.trim() }
  }
  const [first = '', ...others] = plain.split(' ')
  const type = first.toLowerCase()
  return { type: SAME[type] ?? type, list: '', orOther: false, rest: others.join(' ') }
}

/** The kind of answer that each type of question has. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ...{ text: 'string', integer: 'double', decimal: 'double', range: 'double', date: 'string', time: 'string' },
  ...{ geopoint: 'map', image: 'list', file: 'list', acknowledge: 'bool', calculate: 'double' },
  ...{ select_one: 'string', select_multiple: 'list' },
}

/** What the program never keeps of whoever answers, or what nobody sees: left out without any loss to the questions. */
export const UNASKED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'start end today deviceid subscriberid simserial phonenumber username email audit start-geopoint'
      .split(' ')
      .map((type) => [type, 'nothing is kept of the device or of who holds it']),
  ),
  hidden: 'nobody sees it',
}

/** What to write instead of a type that has no counterpart. */
export const INSTEAD: Readonly<Record<string, string>> = {
  audio: 'ask for a "file"',
  video: 'ask for a "file"',
  'background-audio': 'take it away',
  datetime: 'ask for a "date" and a "time"',
  barcode: 'ask for its number as "text"',
  geotrace: 'ask for one place as "geopoint"',
  geoshape: 'ask for one place as "geopoint"',
  rank: 'ask for the most important one as "select_one"',
  select_one_from_file: 'write the choices into the sheet choices',
  select_multiple_from_file: 'write the choices into the sheet choices',
  select_one_external: 'write the choices into the sheet choices',
}
