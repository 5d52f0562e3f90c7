import { z } from 'zod'
import { inLanguage } from '../content/localized.ts'
import { advance, repeat } from './advance.ts'
import type { Answers } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { AS_SAID, type Read } from './kinds/kind.ts'
import { askingOf, broken, current, formOf, visible } from './open-form.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'
import { withoutButton } from './without-button.ts'

const SheetField = z.object({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  /** The question, and what helps to answer it. */
  ask: z.string(),
  required: z.boolean(),
  /** Of words: how many characters. Of numbers: how large. */
  max: z.number().optional(),
  min: z.number().optional(),
  whole: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
})

/** Everything that an open form has still to ask, for platforms that can ask it all at once. In the person's language. */
export const Sheet = z.object({
  /** The filling that it belongs to: comes back with the answers. */
  run: z.string(),
  title: z.string(),
  /** What stands on the buttons that end it. */
  submit: z.string(),
  close: z.string(),
  fields: z.array(SheetField),
})
export type Sheet = z.infer<typeof Sheet>

/** What was written on a sheet, by field: words, the value of an option, or several of them. Nothing is an empty answer. */
export type Written = Readonly<Record<string, string | readonly string[]>>

/** The open form of `turn` as a sheet. @throws Error when no form is open */
export const sheetOf = (turn: Turn): Sheet => {
  const form = formOf(turn, current(turn))
  return {
    run: current(turn).run,
    title: inLanguage(form.title, turn.language),
    submit:
      form.review || form.submit === undefined ? turn.text('form.sheet-next') : inLanguage(form.submit, turn.language),
    close: turn.text('form.sheet-close'),
    fields: form.fields.filter((field) => isOpen(turn, form, field)).map((field) => fieldOf(turn, field)),
  }
}

const isOpen = (turn: Turn, form: Form, field: Field): boolean => {
  const { answers, skipped } = current(turn)
  const answered = answers[field.name] !== undefined || skipped.includes(field.name)
  return !field.quiet && !answered && visible(form, field, answers)
}

const fieldOf = (turn: Turn, field: Field): Sheet['fields'][number] => ({
  name: field.name,
  kind: field.kind,
  label: inLanguage(field.label, turn.language),
  ask: [field.ask, field.help].flatMap((each) => (each === undefined ? [] : [asked(turn, field, each)])).join('\n'),
  required: field.required,
  ...('max' in field && field.max !== undefined ? { max: field.max } : {}),
  ...('min' in field && field.min !== undefined ? { min: field.min } : {}),
  ...('whole' in field ? { whole: field.whole } : {}),
  ...('options' in field
    ? { options: field.options.map(({ value, label }) => ({ value, label: inLanguage(label, turn.language) })) }
    : {}),
})

const asked = (turn: Turn, field: Field, words: Field['ask']): string => {
  const whole = inLanguage(words, turn.language)
  return field.required ? whole : withoutButton(whole, turn.text('form.skip'))
}

/** What a sheet comes down to: answers, fields that were left empty, and what is wrong with the others, in words. */
interface Understood {
  readonly answers: Answers
  readonly empty: readonly string[]
  readonly faults: Readonly<Record<string, string>>
}

/** Reads a sheet by the same kinds and rules as answers in chat. Changes nothing. */
export const readSheet = async (turn: Turn, written: Written): Promise<Understood> => {
  const form = formOf(turn, current(turn))
  const answers: Record<string, Answers[string]> = {}
  const faults: Record<string, string> = {}
  const empty: string[] = []
  for (const field of form.fields) {
    const words = wordsOf(written[field.name])
    if (words === '' && !isOpen(turn, form, field)) continue
    if (words === '' && !field.required) {
      empty.push(field.name)
      continue
    }
    const read = await readField(turn, field, words)
    if ('value' in read) answers[field.name] = read.value
    else faults[field.name] = faultOf(turn, read)
  }
  const all = { ...current(turn).answers, ...answers }
  for (const field of form.fields) {
    const rule = answers[field.name] === undefined ? undefined : broken(form, field, all)
    if (rule !== undefined) faults[field.name] = inLanguage(rule, turn.language)
  }
  return { answers, empty, faults }
}

const wordsOf = (written: Written[string] | undefined): string =>
  typeof written === 'string' ? written.trim() : (written ?? []).join(',')

const readField = async (turn: Turn, field: Field, words: string): Promise<Read> => {
  const kind = kindOf(field)
  const chosen = field.kind === 'choice' ? words : undefined
  const read = await kind.read(field, { kind: 'text', text: words }, askingOf(turn, field, chosen))
  if (!('which' in read)) return read
  // Whoever copies one of the names that were offered means that one.
  const named = read.which.filter(({ label }) => label === words)
  const [only] = named
  if (named.length !== 1 || only === undefined) return read
  return kind.read(field, { kind: 'text', text: words }, askingOf(turn, field, only.value))
}

const faultOf = (turn: Turn, read: Exclude<Read, { value: unknown }>): string => {
  if ('fault' in read) return turn.text(read.fault, read.params)
  if ('words' in read) return read.words
  const names = read.which
    .flatMap(({ value, label }) => (value === AS_SAID ? [] : [label]))
    .join(turn.text('list.comma'))
  return read.unknown === undefined
    ? turn.text('form.sheet-which', { names })
    : turn.text('form.sheet-alike', { names, words: read.unknown })
}

/**
 * Takes a sheet that was handed in, or put away (`written` is absent). What is right is kept, what is wrong is said and
 * asked here, and so is what only these answers made necessary.
 */
export const takeSheet = async (turn: Turn, run: string, written: Written | undefined): Promise<void> => {
  const dialogue = turn.state.dialogue
  if (dialogue?.run !== run) {
    // Whoever puts away a sheet that is over waits for no word.
    if (written === undefined) return
    return turn.say({ say: 'form.sheet-over' })
  }
  if (written === undefined) {
    turn.say({ say: 'form.sheet-closed', choices: [{ say: 'form.continue', token: 'continue' }] })
    return repeat(turn)
  }
  const form = formOf(turn, dialogue)
  const { answers, empty, faults } = await readSheet(turn, written)
  const right = Object.entries(answers).filter(([name]) => faults[name] === undefined)
  for (const [name, answer] of right) await put(turn, form, name, answer)
  const { asking: _asked, ...rest } = current(turn)
  const skipped = empty.filter((name) => rest.answers[name] === undefined)
  turn.setDialogue({ ...rest, skipped: [...rest.skipped, ...skipped] })
  const [fault] = Object.values(faults)
  if (fault !== undefined) turn.say({ words: fault })
  await advance(turn)
}
