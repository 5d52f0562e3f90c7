import { Form } from '../../conversation/form.ts'
import { formFaults } from '../../conversation/form-faults.ts'
import { choicesOf } from './choices.ts'
import { fieldFrom } from './field.ts'
import { formNameFrom } from './names.ts'
import { cell, languageOf, noticesOf, onlyLanguage, type Remark, wordsOf, type XlsForm } from './sheets.ts'
import { at, type Question, surveyOf, usualLanguage } from './survey.ts'
import { CannotCarry } from './tokens.ts'
import { celOf, type Known } from './xpath.ts'

/** What came of a spreadsheet: a form, or why there is none. */
export interface Carried {
  /** Absent while there is anything in `refused`. */
  readonly form?: Form
  /** What stands in the way, by row and column. */
  readonly refused: readonly Remark[]
  /** What was left out without any loss to the questions. */
  readonly leftOut: readonly Remark[]
  /** The only language that it is written in: people who read the other are shown the same words. */
  readonly onlyIn?: 'zh-CN' | 'en'
}

/** Columns that mean nothing here, or that are read. */
const READ = new Set(
  'type name label hint required required_message relevant constraint constraint_message default calculation'.split(
    ' ',
  ),
)

/** Columns without which a form would ask something else, and what to write instead. */
const CHANGES_MEANING: Readonly<Record<string, string>> = {
  choice_filter: 'a filter of choices has no counterpart: make a question of its own for each case, with "relevant"',
  repeat_count: 'a repeat asks until whoever answers is done: take the number away, or ask it as a question after',
  trigger: 'nothing is computed when an answer changes: put the calculation into a row of type calculate',
}

/** An XLSForm as a form of this program; `fileName` names it where its settings don't. */
export const formFrom = (sheets: XlsForm, fileName: string): Carried => {
  const refused: Remark[] = [
    ...noticesOf('survey', sheets.survey),
    ...noticesOf('choices', sheets.choices),
    ...noticesOf('settings', sheets.settings),
  ]
  const leftOut: Remark[] = []
  const refuse = (remark: Remark): void => void refused.push(remark)
  const usual = usualLanguage(sheets.settings, languageOf)
  const lists = choicesOf(sheets.choices, usual, refuse)
  const survey = surveyOf(sheets, lists, refuse, (remark) => leftOut.push(remark))
  const known = new Map(survey.known)
  const [settings] = sheets.settings?.rows ?? []
  const name = formNameFrom(
    (settings === undefined ? '' : cell(settings, 'form_id')) || fileName.replace(/\.[^.]*$/, ''),
  )
  if (name === undefined)
    refuse({
      sheet: 'settings',
      row: settings?.line ?? 1,
      column: 'form_id',
      message: 'give the form a name of letters and dashes',
    })

  const computed = computedOf(survey.questions, known, usual, refuse)
  const asked = survey.questions.filter(({ type }) => type !== 'calculate')
  const fields = asked.map((question) => {
    const place = survey.questions.indexOf(question)
    const notes = survey.notes.filter(
      ({ before }) =>
        before <= place &&
        !asked.some((other) => survey.questions.indexOf(other) >= before && survey.questions.indexOf(other) < place),
    )
    return fieldFrom(
      question,
      notes.flatMap(({ row }) => wordsOf(row, 'label', usual) ?? []),
      known,
      usual,
      refuse,
    )
  })
  for (const row of sheets.survey.rows)
    for (const [heading, text] of Object.entries(row.cells)) {
      const base = (heading.split('::')[0] ?? '').trim().toLowerCase().replaceAll(' ', '_')
      const why = CHANGES_MEANING[base]
      if (text.trim() === '' || READ.has(base)) continue
      if (why === undefined) leftOut.push({ ...at(row, heading), message: 'is left out: it has no counterpart' })
      else refuse({ ...at(row, heading), message: why })
    }
  const version = Number(settings === undefined ? '' : cell(settings, 'version').replace(/\D/g, '').slice(0, 9)) || 1
  const title = settings === undefined ? '' : cell(settings, 'form_title')
  const groups = survey.groupings.flatMap(({ row, name: group, isRepeat }) => {
    const label = wordsOf(row, 'label', usual)
    if (label === undefined && !isRepeat) return []
    if (label === undefined) refuse({ ...at(row, 'label'), message: 'is empty: say what is asked again and again' })
    const used = fields.some((field) => field?.group === group)
    if (isRepeat && !used) refuse({ ...at(row, 'type'), message: 'has no question inside' })
    return label === undefined || !used
      ? []
      : [{ name: group, label, ...(isRepeat ? { repeat: { min: 0, max: 20 } } : {}) }]
  })
  if (refused.length > 0) return { refused, leftOut }
  const onlyIn = onlyLanguage(sheets, usual)
  const result = judged(
    {
      name,
      version,
      title: both(title || (name ?? '')),
      groups,
      fields,
      computed,
      keep: { for: 'everyone', who: 'nobody' },
    },
    asked,
    leftOut,
  )
  return { ...result, ...(onlyIn === undefined ? {} : { onlyIn }) }
}

const both = (text: string) => ({ 'zh-CN': text, en: text })

const computedOf = (
  questions: readonly Question[],
  known: Map<string, Known>,
  usual: 'zh-CN' | 'zh-TW' | 'en',
  refuse: (remark: Remark) => void,
) =>
  questions.flatMap(({ row, type, known: { name }, within }) => {
    if (type !== 'calculate') return []
    if (within.some(({ isRepeat }) => isRepeat))
      refuse({ ...at(row, 'type'), message: 'a calculation inside a repeat has no counterpart' })
    try {
      const { cel, kind } = celOf(cell(row, 'calculation'), known)
      known.set(cell(row, 'name'), { name, kind })
      const label = wordsOf(row, 'label', usual)
      return [{ name, value: cel, ...(label === undefined ? {} : { label }) }]
    } catch (error) {
      if (!(error instanceof CannotCarry)) throw error
      refuse({ ...at(row, 'calculation'), message: `can't be carried over: ${error.message}` })
      return []
    }
  })

/** The finished form is judged like any other; its faults are told by the rows that they come from. */
const judged = (made: unknown, asked: readonly Question[], leftOut: readonly Remark[]): Carried => {
  const parsed = Form.safeParse(made)
  const faults: readonly { readonly at: readonly PropertyKey[]; readonly message: string }[] = parsed.success
    ? [...formFaults(parsed.data)]
    : parsed.error.issues.map(({ path, message }) => ({ at: path, message }))
  const refused = faults.map(({ at: path, message }): Remark => {
    const row = path[0] === 'fields' ? asked[Number(path[1])]?.row : undefined
    return {
      sheet: 'survey',
      row: row?.line ?? 1,
      column: COLUMNS[String(path[2])] ?? String(path[2] ?? path[0]),
      message,
    }
  })
  return parsed.success && refused.length === 0 ? { form: parsed.data, refused, leftOut } : { refused, leftOut }
}

const COLUMNS: Readonly<Record<string, string>> = {
  visibleIf: 'relevant',
  validIf: 'constraint',
  options: 'type',
  ask: 'label',
}
