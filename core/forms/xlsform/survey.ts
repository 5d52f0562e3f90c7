import type { Language } from '../../content/content.ts'
import type { Kind } from '../../conversation/condition.ts'
import type { TableRow } from '../../ports/tables.ts'
import type { ChoiceList } from './choices.ts'
import { nameFrom } from './names.ts'
import { cell, type Remark, type XlsForm } from './sheets.ts'
import type { Known } from './xpath.ts'

/** A row of the sheet `survey` that asks or computes something, with the groups it stands in. */
export interface Question {
  readonly row: TableRow
  readonly type: string
  readonly list?: ChoiceList
  readonly known: Known
  readonly within: readonly Grouping[]
}

/** A group or a repeat, with the row that begins it. */
export interface Grouping {
  readonly row: TableRow
  readonly name: string
  readonly isRepeat: boolean
}

/** Where notes go that ask nothing: before the next question. */
interface Note {
  readonly row: TableRow
  readonly before: number
}

interface Survey {
  readonly questions: readonly Question[]
  readonly groupings: readonly Grouping[]
  readonly notes: readonly Note[]
  readonly known: ReadonlyMap<string, Known>
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...{
    text: 'string',
    integer: 'double',
    decimal: 'double',
    date: 'string',
    geopoint: 'map',
    image: 'list',
    file: 'list',
  },
  ...{ acknowledge: 'bool', calculate: 'double', select_one: 'string', select_multiple: 'list' },
}

/** What the program never keeps of whoever answers: left out without any loss. */
const OF_THE_DEVICE = new Set(
  'start end today deviceid subscriberid simserial phonenumber username email audit'.split(' '),
)

/** Everything in the sheet `survey`, row by row. */
export const surveyOf = (
  { survey }: XlsForm,
  lists: ReadonlyMap<string, ChoiceList>,
  refuse: (remark: Remark) => void,
  leaveOut: (remark: Remark) => void,
): Survey => {
  const questions: Question[] = []
  const groupings: Grouping[] = []
  const notes: Note[] = []
  const known = new Map<string, Known>()
  const open: Grouping[] = []
  const names = new Set<string>()

  const naming = (row: TableRow): string | undefined => {
    const given = cell(row, 'name')
    const name = nameFrom(given)
    if (name === undefined)
      refuse({
        ...at(row, 'name'),
        message: `"${given}" can't be a name: begin with a letter and use letters, digits and _`,
      })
    else if (names.has(name)) refuse({ ...at(row, 'name'), message: `"${given}" stands twice` })
    else names.add(name)
    return name
  }

  for (const row of survey.rows) {
    const said = cell(row, 'type').replace(/\s+/g, ' ')
    if (said === '') {
      refuse({ ...at(row, 'type'), message: 'is empty: say what kind of question this is' })
      continue
    }
    const [begin, what] = said.toLowerCase().replace('_', ' ').split(' ')
    if ((begin === 'begin' || begin === 'end') && (what === 'group' || what === 'repeat')) {
      if (begin === 'end') {
        const last = open.pop()
        if (last === undefined || last.isRepeat !== (what === 'repeat'))
          refuse({ ...at(row, 'type'), message: `"${said}" ends what was not begun` })
        continue
      }
      const name = naming(row)
      if (what === 'repeat' && open.some(({ isRepeat }) => isRepeat))
        refuse({
          ...at(row, 'type'),
          message: 'a repeat inside a repeat has no counterpart: make it questions of one repeat',
        })
      const grouping = { row, name: name ?? '', isRepeat: what === 'repeat' }
      groupings.push(grouping)
      open.push(grouping)
      if (name !== undefined && what === 'repeat') known.set(cell(row, 'name'), { name, kind: 'list' })
      continue
    }
    const [type = '', listName = '', other] = said.split(' ')
    if (OF_THE_DEVICE.has(type)) {
      leaveOut({
        ...at(row, 'type'),
        message: `"${type}" is left out: nothing is kept of the device or of who holds it`,
      })
      continue
    }
    if (type === 'note') {
      notes.push({ row, before: questions.length })
      continue
    }
    const kind = KINDS[type]
    if (kind === undefined) {
      refuse({ ...at(row, 'type'), message: `the type "${said}" has no counterpart` })
      continue
    }
    const name = naming(row)
    const list = type.startsWith('select') ? lists.get(listName) : undefined
    if (type.startsWith('select') && list === undefined)
      refuse({ ...at(row, 'type'), message: `there is no list "${listName}" in the sheet choices` })
    if (other !== undefined)
      refuse({
        ...at(row, 'type'),
        message: `"${other}" has no counterpart: add a choice "other" and a text question after it`,
      })
    if (name === undefined) continue
    const field: Known = { name, kind, ...(list === undefined ? {} : { values: list.values }) }
    known.set(cell(row, 'name'), field)
    questions.push({ row, type, known: field, within: [...open], ...(list === undefined ? {} : { list }) })
  }
  for (const { row } of open) refuse({ ...at(row, 'type'), message: 'is never ended' })
  return { questions, groupings, notes, known }
}

export const at = (row: TableRow, column: string): Omit<Remark, 'message'> => ({
  sheet: 'survey',
  row: row.line,
  column,
})

/** The language of words under a heading without one. */
export const usualLanguage = (settings: XlsForm['settings'], languageOf: (name: string) => Language): Language => {
  const [row] = settings?.rows ?? []
  const named = row === undefined ? '' : cell(row, 'default_language')
  return named === '' ? 'zh-CN' : languageOf(named)
}
