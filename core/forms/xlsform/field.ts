import type { Language } from '../../content/content.ts'
import { valueFrom } from './names.ts'
import { cell, type Remark, wordsOf } from './sheets.ts'
import { at, type Question } from './survey.ts'
import { CannotCarry } from './tokens.ts'
import { celOf, type Known } from './xpath.ts'

type Words = { readonly 'zh-CN': string; readonly en: string }

const DOES_NOT_FIT: Words = { 'zh-CN': '这个答案不合要求，请再写一次。', en: 'That does not fit. Please answer again.' }

/** A row of the survey as a field of a form, before it is judged. */
export const fieldFrom = (
  question: Question,
  notes: readonly Words[],
  known: ReadonlyMap<string, Known>,
  usual: Language,
  refuse: (remark: Remark) => void,
) => {
  const { row, within } = question
  const label = wordsOf(row, 'label', usual)
  if (label === undefined) {
    refuse({ ...at(row, 'label'), message: 'is empty: write the question' })
    return undefined
  }
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
    ...kindOf(question),
    ...{
      name: question.known.name,
      ask: before(notes, label),
      label: short(label),
      required: isRequired(question, refuse),
    },
    ...(help === undefined ? {} : { help }),
    ...(shown.length === 0
      ? {}
      : { visibleIf: shown.length === 1 ? shown[0] : shown.map((each) => `(${each})`).join(' && ') }),
    ...(rule === undefined
      ? {}
      : { validIf: { rule, say: wordsOf(row, 'constraint_message', usual) ?? DOES_NOT_FIT } }),
    ...(usually === undefined ? {} : { default: usually }),
    ...(group === undefined ? {} : { group: group.name }),
  }
}

const kindOf = ({ type, list, row }: Question): Readonly<Record<string, unknown>> => {
  switch (type) {
    case 'integer':
      return { kind: 'number', whole: true }
    case 'decimal':
      return { kind: 'number' }
    case 'date':
      return { kind: 'date' }
    case 'geopoint':
      return { kind: 'place' }
    case 'image':
    case 'file':
      return { kind: 'files' }
    case 'acknowledge':
      return { kind: 'consent' }
    case 'select_one':
      return { kind: 'choice', options: list?.options }
    case 'select_multiple':
      return { kind: 'several', options: list?.options }
    default:
      return { kind: /multiline/.test(cell(row, 'appearance')) ? 'longText' : 'text' }
  }
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

const isRequired = ({ row, type }: Question, refuse: (remark: Remark) => void): boolean => {
  const said = cell(row, 'required').toLowerCase()
  if (['', 'no', 'false', 'false()', '0', '否'].includes(said)) return type === 'acknowledge' && said !== ''
  if (['yes', 'true', 'true()', '1', '是'].includes(said)) return true
  refuse({ ...at(row, 'required'), message: 'can only be yes or no: put the condition into "relevant"' })
  return false
}

const defaultOf = ({ row, type, list }: Question, refuse: (remark: Remark) => void) => {
  const said = cell(row, 'default')
  if (said === '') return undefined
  if (type === 'integer' || type === 'decimal') {
    if (/^-?\d+(\.\d+)?$/.test(said)) return Number(said)
  } else if (type === 'select_one') {
    const value = list?.values.get(said)
    if (value !== undefined) return value
  } else if (type === 'select_multiple') {
    const values = said.split(/\s+/).map((each) => list?.values.get(each) ?? '')
    if (values.every((value) => valueFrom(value) !== undefined)) return values
  } else if ((type === 'text' && !/[${(]/.test(said)) || (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(said)))
    return said
  refuse({
    ...at(row, 'default'),
    message: `"${said}" can't be the default of a question of this kind: write a plain value`,
  })
  return undefined
}
