import { Day } from '../../calendar/day.ts'
import type { Language } from '../../content/content.ts'
import { MOST } from '../../conversation/form.ts'
import { isCutShort, type TableRow } from '../../ports/tables.ts'
import { type Words, wordsOf } from './languages.ts'
import type { OwnWords } from './own-words.ts'
import { cell, type Remark } from './sheets.ts'
import { at, isYes, type Question, type Remarks } from './survey.ts'
import { CannotCarry } from './tokens.ts'
import { celOf, type Known } from './xpath.ts'

/** Whoever answers in words may say more than a name. */
const MOST_LETTERS = 1_000

/** A row of the survey as a field of a form, before it is judged. */
export const fieldFrom = (
  question: Question,
  notes: readonly Words[],
  known: ReadonlyMap<string, Known>,
  usual: Language,
  own: OwnWords,
  remarks: Remarks,
) => {
  const { refuse } = remarks
  const { row, within } = question
  const label = wordsOf(row, 'label', usual) ?? wordsOf(row, 'hint', usual)
  if (label === undefined) {
    refuse({ ...at(row, 'label'), message: 'is empty: write the question' })
    return undefined
  }
  if (cell(row, 'calculation') !== '')
    refuse({ ...at(row, 'calculation'), message: 'belongs into a row of type calculate: this one is asked' })
  const carried = (source: string, column: string, where = row, self?: Known): string | undefined => {
    if (source === '') return undefined
    try {
      const { cel, kind } = celOf(source, known, self)
      if (kind !== 'bool') throw new CannotCarry('it is neither true nor false')
      return cel
    } catch (error) {
      if (!(error instanceof CannotCarry)) throw error
      refuse({ ...at(where, column), message: `can't be carried over: ${error.message}` })
      return undefined
    }
  }
  const conditions = [
    ...within.map((group) => carried(cell(group.row, 'relevant'), 'relevant', group.row)),
    carried(cell(row, 'relevant'), 'relevant'),
  ]
  const shown = [...new Set(conditions.filter((each) => each !== undefined))]
  const rule = carried(cell(row, 'constraint'), 'constraint', row, question.known)
  const help = wordsOf(row, 'hint', usual)
  const usually = defaultOf(question, refuse)
  const group =
    within.find(({ isRepeat }) => isRepeat) ??
    within.findLast((each) => wordsOf(each.row, 'label', usual) !== undefined)
  return {
    ...kindOf(question, remarks),
    ...{
      name: question.known.name,
      ask: before(notes, label),
      label: short(label),
      required: isRequired(row, refuse),
    },
    ...(help === undefined ? {} : { help }),
    ...(shown.length === 0
      ? {}
      : { visibleIf: shown.length === 1 ? shown[0] : shown.map((each) => `(${each})`).join(' && ') }),
    ...(rule === undefined
      ? {}
      : { validIf: { rule, say: wordsOf(row, 'constraint_message', usual) ?? own.doesNotFit } }),
    ...(usually === undefined ? {} : { default: usually }),
    ...(group === undefined ? {} : { group: group.name }),
  }
}

const kindOf = (question: Question, remarks: Remarks): Readonly<Record<string, unknown>> => {
  switch (question.type) {
    case 'integer':
      return { kind: 'number', whole: true }
    case 'decimal':
      return { kind: 'number' }
    case 'range':
      return rangeOf(question, remarks)
    case 'date':
    case 'time':
      return { kind: question.type }
    case 'geopoint':
      return { kind: 'place' }
    case 'image':
    case 'file':
      return { kind: 'files' }
    case 'acknowledge':
      return { kind: 'consent' }
    case 'select_one':
      return { kind: 'choice', options: optionsOf(question, remarks) }
    case 'select_multiple':
      return { kind: 'several', options: optionsOf(question, remarks) }
    default:
      return /multiline/.test(cell(question.row, 'appearance'))
        ? { kind: 'longText' }
        : { kind: 'text', max: MOST_LETTERS }
  }
}

const optionsOf = ({ row, type, list }: Question, { refuse }: Remarks) => {
  const options = list?.options ?? []
  const spaced =
    type === 'select_multiple' ? [...(list?.values.keys() ?? [])].find((name) => /\s/.test(name)) : undefined
  if (spaced !== undefined)
    refuse({ ...at(row, 'type'), message: `its choice "${spaced}" has a space in its name, which nobody can select` })
  if (list !== undefined && options.length < 2)
    refuse({ ...at(row, 'type'), message: 'has a single choice: give its list another one, or use "acknowledge"' })
  if (options.length > MOST.options)
    refuse({
      ...at(row, 'type'),
      message: `has ${options.length} choices, but at most ${MOST.options} can be offered: ask in two steps, or for a place as "geopoint"`,
    })
  return options.map(({ value, label }) => ({ value, label }))
}

/** A number on a scale: from 0 to 10 by ones, where nothing else is said. */
const rangeOf = ({ row }: Question, { refuse, leaveOut }: Remarks) => {
  const said = Object.fromEntries(
    [...cell(row, 'parameters').matchAll(/(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)/gi)].map(([, name = '', number]) => [
      name.toLowerCase(),
      Number(number),
    ]),
  )
  const { start = 0, end = 10, step = 1 } = said
  if (end <= start) refuse({ ...at(row, 'parameters'), message: `its end, ${end}, is not above its start, ${start}` })
  if (step !== 1) leaveOut({ ...at(row, 'parameters'), message: `any number is taken, not only steps of ${step}` })
  return { kind: 'number', min: start, max: end, whole: Number.isInteger(step) && Number.isInteger(start) }
}

/** What stands before a question without asking anything, then the question. */
const before = (notes: readonly Words[], label: Words): Words => ({
  'zh-CN': [...notes.map((note) => note['zh-CN']), label['zh-CN']].join('\n'),
  en: [...notes.map((note) => note.en), label.en].join('\n'),
})

/** The name of an answer in a summary: the question itself, up to a readable length. */
const short = (label: Words): Words => ({ 'zh-CN': cut(label['zh-CN'], 24), en: cut(label.en, 40) })
const cut = (text: string, most: number): string => {
  const plain = text.replace(/[？?。.:：]+$/u, '')
  return plain.length > most ? `${plain.slice(0, most)}…` : plain
}

const isRequired = (row: TableRow, refuse: (remark: Remark) => void): boolean => {
  const said = cell(row, 'required')
  if (!isYes(said) && !/^(no|false(\(\))?|0|否)?$/i.test(said))
    refuse({ ...at(row, 'required'), message: 'can only be yes or no: put the condition into "relevant"' })
  return isYes(said)
}

/** What may be the default of a question just as it is written. */
const PLAIN: Readonly<Record<string, (said: string) => boolean>> = {
  text: (said) => !/[${(]/.test(said) && !isCutShort(said),
  date: (said) => Day.safeParse(said).success,
  time: (said) => /^([01]\d|2[0-3]):[0-5]\d$/.test(said),
}

const defaultOf = ({ row, type, list }: Question, refuse: (remark: Remark) => void) => {
  const said = cell(row, 'default')
  if (said === '') return undefined
  if (type === 'integer' || type === 'decimal' || type === 'range') {
    if (/^-?\d+(\.\d+)?$/.test(said)) return Number(said)
  } else if (type === 'select_one') {
    const value = list?.values.get(said)
    if (value !== undefined) return value
  } else if (type === 'select_multiple') {
    const values = said.split(/\s+/).flatMap((each) => list?.values.get(each) ?? [])
    if (values.length === said.split(/\s+/).length) return values
  } else if (PLAIN[type]?.(said) === true) return said
  if (isCutShort(said)) {
    refuse({
      ...at(row, 'default'),
      message: `"${said}" has lost its last digits: format the cell as text, and write it again`,
    })
    return undefined
  }
  refuse({
    ...at(row, 'default'),
    message: `"${said}" can't be the default of a question of this kind: write a plain value`,
  })
  return undefined
}
