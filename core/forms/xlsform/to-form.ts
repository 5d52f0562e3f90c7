import type { Content } from '../../content/content.ts'
import { Form, MOST } from '../../conversation/form.ts'
import { formFaults } from '../../conversation/form-faults.ts'
import { choicesOf } from './choices.ts'
import { fieldFrom } from './field.ts'
import { onlyLanguage, untranslated, usualLanguage, wordsOf } from './languages.ts'
import { leftOver } from './left-over.ts'
import { formNameFrom } from './names.ts'
import { notesBefore } from './notes.ts'
import { ownWords } from './own-words.ts'
import { cell, isMisspelled, noticesOf, type Remark, SHEETS, type XlsForm } from './sheets.ts'
import { at, isYes, type Question, type Remarks, surveyOf } from './survey.ts'
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

/**
 * An XLSForm as a form of this program; `fileName` names it where its settings don't, and `content` has the words that it
 * lacks.
 */
export const formFrom = (given: XlsForm, fileName: string, content: Pick<Content, 'say'>): Carried => {
  const sheets = { ...given, survey: withoutDisabled(given.survey) }
  const refused: Remark[] = []
  const leftOut: Remark[] = []
  const remarks: Remarks = {
    refuse: (remark) => void refused.push(remark),
    leaveOut: (remark) => void leftOut.push(remark),
  }
  for (const sheet of SHEETS) refused.push(...noticesOf(sheet, sheets[sheet]))
  judgeSheets(sheets, remarks)
  const usual = usualLanguage(sheets.settings)
  const lists = choicesOf(sheets.choices, usual, remarks.refuse)
  const own = ownWords(content)
  const survey = surveyOf(sheets, lists, own, remarks)
  const known = new Map(survey.known)
  const [settings] = sheets.settings?.rows ?? []
  const setting = (column: string): string => (settings === undefined ? '' : cell(settings, column))
  const named = setting('form_id') || fileName.replace(/\.[^.]*$/, '')
  const name = formNameFrom(named)
  if (name === undefined)
    remarks.refuse({
      ...{ sheet: 'settings', row: settings?.line ?? 0, column: 'form_id' },
      message: `"${named}" can't name the form: write a form_id of small letters, digits and dashes, such as road-check`,
    })

  const computed = computedOf(survey.questions, known, usual, remarks.refuse)
  const asked = survey.questions.filter(({ type }) => type !== 'calculate')
  const notes = notesBefore(survey.notes, survey.questions, usual, remarks)
  const fields = asked.map((question) => fieldFrom(question, notes.get(question) ?? [], known, usual, own, remarks))
  leftOver(sheets, remarks)
  leftOut.push(...untranslated(sheets, usual))
  const groups = groupsOf(survey.groupings, fields, usual, remarks)
  tooMany(asked, remarks.refuse)
  for (const all of [refused, leftOut]) all.sort(inOrder)
  if (refused.length > 0) return { refused, leftOut }
  const onlyIn = onlyLanguage(sheets, usual)
  const title = (settings === undefined ? undefined : wordsOf(settings, 'form_title', usual)) ?? both(named)
  const version = Number(setting('version').replace(/\D/g, '').slice(0, 9)) || 1
  const result = judged(
    { name, version, title, groups, fields, computed, keep: { for: 'everyone', who: 'nobody' } },
    survey.questions,
    leftOut,
  )
  return { ...result, ...(onlyIn === undefined ? {} : { onlyIn }) }
}

/** As they stand in the workbook, so that they can be gone through from the top. */
const inOrder = (a: Remark, b: Remark): number => orderOf(a) - orderOf(b) || a.row - b.row
const orderOf = ({ sheet }: Remark): number => [...SHEETS, sheet].indexOf(sheet)

const both = (text: string) => ({ 'zh-CN': text, en: text })

/** Rows that are switched off are not there. */
const withoutDisabled = (survey: XlsForm['survey']): XlsForm['survey'] => ({
  ...survey,
  rows: survey.rows.filter((row) => !isYes(cell(row, 'disabled'))),
})

/** A sheet that is called wrongly would be missed without a word. */
const judgeSheets = (sheets: XlsForm, { refuse, leaveOut }: Remarks): void => {
  for (const other of sheets.others ?? []) {
    const meant = SHEETS.find((sheet) => sheets[sheet] === undefined && isMisspelled(sheet, other))
    const remark = { sheet: other, row: 0, column: '' }
    if (meant === undefined) leaveOut({ ...remark, message: 'this sheet is left out: it has no counterpart' })
    else refuse({ ...remark, message: `this sheet is not read: if it is the "${meant}", call it so` })
  }
}

const tooMany = (asked: readonly Question[], refuse: Remarks['refuse']): void => {
  const extra = asked[MOST.fields]
  if (asked.length === 0) refuse({ sheet: 'survey', row: 0, column: '', message: 'there is no question in it' })
  if (extra !== undefined)
    refuse({
      ...at(extra.row, 'type'),
      message: `is question ${MOST.fields + 1} of ${asked.length}, but a form has at most ${MOST.fields}: make two forms of it`,
    })
}

const groupsOf = (
  groupings: ReturnType<typeof surveyOf>['groupings'],
  fields: readonly ({ readonly group?: string } | undefined)[],
  usual: ReturnType<typeof usualLanguage>,
  { refuse }: Remarks,
) =>
  groupings.flatMap(({ row, name, isRepeat }) => {
    const label = wordsOf(row, 'label', usual)
    if (label === undefined && !isRepeat) return []
    if (label === undefined) refuse({ ...at(row, 'label'), message: 'is empty: say what is asked again and again' })
    const used = fields.some((field) => field?.group === name)
    if (isRepeat && !used) refuse({ ...at(row, 'type'), message: 'has no question inside' })
    const rounds = isRepeat ? roundsOf(cell(row, 'repeat_count')) : undefined
    if (isRepeat && rounds === undefined)
      refuse({
        ...at(row, 'repeat_count'),
        message: `a number of rounds can only be written out, from 1 to ${ROUNDS}: else take it away, and whoever answers says when it is enough`,
      })
    return label === undefined || !used ? [] : [{ name, label, ...(rounds === undefined ? {} : { repeat: rounds }) }]
  })

const ROUNDS = 20

/** How often a repeat is asked: so many times, or until it is enough. */
const roundsOf = (count: string): { readonly min: number; readonly max: number } | undefined => {
  if (count === '') return { min: 0, max: ROUNDS }
  const number = Number(count)
  return Number.isInteger(number) && number >= 1 && number <= ROUNDS ? { min: number, max: number } : undefined
}

const computedOf = (
  questions: readonly Question[],
  known: Map<string, Known>,
  usual: ReturnType<typeof usualLanguage>,
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
const judged = (made: unknown, questions: readonly Question[], leftOut: readonly Remark[]): Carried => {
  const parsed = Form.safeParse(made)
  const faults: readonly { readonly at: readonly PropertyKey[]; readonly message: string }[] = parsed.success
    ? [...formFaults(parsed.data)]
    : parsed.error.issues.map(({ path, message }) => ({ at: path, message }))
  const rows = {
    fields: questions.filter(({ type }) => type !== 'calculate'),
    computed: questions.filter(({ type }) => type === 'calculate'),
  }
  const refused = faults.map(({ at: [part, n, what], message }): Remark => {
    const row = part === 'fields' || part === 'computed' ? rows[part][Number(n)]?.row : undefined
    return { sheet: 'survey', row: row?.line ?? 0, column: COLUMNS[String(what)] ?? String(what ?? part), message }
  })
  return parsed.success && refused.length === 0 ? { form: parsed.data, refused, leftOut } : { refused, leftOut }
}

const COLUMNS: Readonly<Record<string, string>> = {
  visibleIf: 'relevant',
  validIf: 'constraint',
  options: 'type',
  ask: 'label',
  value: 'calculation',
}
