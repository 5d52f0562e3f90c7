import type { TableRow } from '../../ports/tables.ts'
import { type ChoiceList, withOther } from './choices.ts'
import type { Words } from './languages.ts'
import { isName, nameFrom } from './names.ts'
import type { OwnWords } from './own-words.ts'
import { cell, type Remark, type XlsForm } from './sheets.ts'
import { INSTEAD, KINDS, type Said, saidIn, UNASKED } from './types.ts'
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

/** What stands between the questions and asks nothing. */
export interface Note {
  readonly row: TableRow
  /** How many rows stand before it that ask or compute something. */
  readonly before: number
  readonly within: readonly Grouping[]
}

interface Survey {
  readonly questions: readonly Question[]
  readonly groupings: readonly Grouping[]
  readonly notes: readonly Note[]
  readonly known: ReadonlyMap<string, Known>
}

/** Where remarks go. */
export interface Remarks {
  readonly refuse: (remark: Remark) => void
  readonly leaveOut: (remark: Remark) => void
}

/** Everything in the sheet `survey`, row by row. */
export const surveyOf = (
  { survey }: XlsForm,
  lists: ReadonlyMap<string, ChoiceList>,
  own: OwnWords,
  { refuse, leaveOut }: Remarks,
): Survey => {
  const questions: Question[] = []
  const groupings: Grouping[] = []
  const notes: Note[] = []
  const known = new Map<string, Known>()
  const open: Grouping[] = []
  /** Where each name stands, as it is called here. */
  const names = new Map<string, number>()

  const naming = (row: TableRow): string | undefined => {
    const given = cell(row, 'name')
    const otherwise = `q${row.line}`
    const made = nameFrom(given, (name) => names.has(name), otherwise)
    const before = names.get(made)
    const fault =
      given === ''
        ? 'is empty: give it a name, such as road_state'
        : !isName(given)
          ? `"${given}" can't be a name: begin with a letter, without spaces, such as road_state`
          : before === undefined
            ? undefined
            : `"${given}" stands twice: row ${before} is called so already`
    if (fault !== undefined) refuse({ ...at(row, 'name'), message: fault })
    else names.set(made, row.line)
    if (fault === undefined && made === otherwise && given !== otherwise)
      leaveOut({ ...at(row, 'name'), message: `"${given}" is called "${made}" here` })
    return fault === undefined ? made : undefined
  }

  const beginGroup = (row: TableRow, isRepeat: boolean): void => {
    const name = naming(row)
    if (isRepeat && open.some((each) => each.isRepeat))
      refuse({
        ...at(row, 'type'),
        message: 'a repeat inside a repeat has no counterpart: make it questions of one repeat',
      })
    const grouping = { row, name: name ?? '', isRepeat }
    groupings.push(grouping)
    open.push(grouping)
    if (name !== undefined && isRepeat) known.set(cell(row, 'name'), { name, kind: 'list' })
  }
  const endGroup = (row: TableRow, isRepeat: boolean): void => {
    const last = open.pop()
    if (last?.isRepeat === isRepeat) return
    const wanted = last === undefined ? '' : `: what row ${last.row.line} begins ends with "${endsWith(last)}"`
    refuse({ ...at(row, 'type'), message: `"${cell(row, 'type')}" ends what was not begun${wanted}` })
  }

  const question = (row: TableRow, { type, list: listName, orOther, rest }: Said, kind: Known['kind']): void => {
    const name = naming(row)
    if (rest !== '') refuse({ ...at(row, 'type'), message: `"${rest}" behind the type is not understood` })
    const isSelect = type.startsWith('select')
    const given = isSelect ? lists.get(listName) : undefined
    if (isSelect && given === undefined)
      refuse({
        ...at(row, 'type'),
        message:
          listName === ''
            ? `says no list of choices: write "${type} LIST"`
            : `there is no list "${listName}" in the sheet choices`,
      })
    const list = given !== undefined && orOther ? withOther(given, own.other) : given
    if (name === undefined) return
    const field: Known = { name, kind, ...(list === undefined ? {} : { values: list.values }) }
    known.set(cell(row, 'name'), field)
    questions.push({ row, type, known: field, within: [...open], ...(list === undefined ? {} : { list }) })
    if (orOther) question(otherAfter(row, type, own.askOther), saidIn('text'), 'string')
  }

  for (const row of survey.rows) {
    const words = cell(row, 'type')
    if (words === '') {
      refuse({ ...at(row, 'type'), message: 'is empty: say what kind of question this is' })
      continue
    }
    const [, begin, what] = /^(begin|end)[_ ](group|repeat)$/i.exec(words.replace(/\s+/g, ' ')) ?? []
    if (begin !== undefined) {
      const act = begin.toLowerCase() === 'begin' ? beginGroup : endGroup
      act(row, what?.toLowerCase() === 'repeat')
      continue
    }
    const said = saidIn(words)
    const kind = KINDS[said.type]
    const why = UNASKED[said.type]
    if (why !== undefined) leaveOut({ ...at(row, 'type'), message: `"${said.type}" is left out: ${why}` })
    else if (said.type === 'note') notes.push({ row, before: questions.length, within: [...open] })
    else if (kind !== undefined) question(row, said, kind)
    else {
      const instead = INSTEAD[said.type]
      refuse({
        ...at(row, 'type'),
        message: `the type "${words}" has no counterpart${instead === undefined ? '' : `: ${instead}`}`,
      })
    }
  }
  for (const grouping of open)
    refuse({ ...at(grouping.row, 'type'), message: `is never ended: add a row "${endsWith(grouping)}"` })
  return { questions, groupings, notes, known }
}

const endsWith = ({ isRepeat }: Grouping): string => (isRepeat ? 'end_repeat' : 'end_group')

export const isYes = (words: string): boolean => /^(yes|true(\(\))?|1|是)$/i.test(words)

/** The question that `or_other` asks of whoever chose "other". */
const otherAfter = (row: TableRow, type: string, ask: Words): TableRow => {
  const name = cell(row, 'name')
  return {
    line: row.line,
    cells: {
      ...{ type: 'text', name: `${name}_other`, required: 'yes' },
      ...{ 'label::zh': ask['zh-CN'], 'label::en': ask.en },
      relevant: type === 'select_one' ? `\${${name}} = 'other'` : `selected(\${${name}}, 'other')`,
    },
  }
}

export const at = (row: TableRow, column: string): Omit<Remark, 'message'> => ({
  sheet: 'survey',
  row: row.line,
  column,
})
