import type { types } from '@slack/bolt'
import type { Sheet } from './parts.ts'

/** What marks this program's modals among those of the app. */
export const CALLBACK = 'sheet'
/** Fewer questions are sooner answered in chat. */
const FEWEST = 3
const MOST_BLOCKS = 100
const TITLE_LENGTH = 24
const LABEL_LENGTH = 2_000
const OPTION_LENGTH = 75
const VALUE_LENGTH = 150
const MOST_OPTIONS = 100
const WORDS_LENGTH = 3_000

type Field = Sheet['fields'][number]

/** The input for each kind of field; a form with a field of another kind, such as files, is asked in chat. */
const INPUTS: Readonly<Record<string, (field: Field) => types.InputBlock['element']>> = {
  text: (field) => words(field),
  longText: (field) => ({ ...words(field), multiline: true }),
  choice: ({ options = [] }) => ({ type: 'static_select', action_id: 'answer', options: options.map(option) }),
  several: ({ options = [] }) => ({ type: 'multi_static_select', action_id: 'answer', options: options.map(option) }),
  number: ({ whole = false, min, max }) => ({
    type: 'number_input',
    action_id: 'answer',
    is_decimal_allowed: !whole,
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
  }),
  date: () => ({ type: 'datepicker', action_id: 'answer' }),
  // What is looked up by its name is written.
  ...Object.fromEntries(['place', 'unit', 'units', 'person', 'matter'].map((kind) => [kind, () => words({})])),
}

/** The sheet as a modal; undefined when it is better asked in chat (`docs/decisions/0005-degrading.md`). */
export const modalOf = (sheet: Sheet): types.ModalView | undefined => {
  const { run, title, submit, close, fields } = sheet
  if (fields.length < FEWEST || fields.length > MOST_BLOCKS || !fields.every(fits)) return undefined
  const blocks = fields.map((field) => {
    const element = INPUTS[field.kind]?.(field)
    return element === undefined ? undefined : blockOf(field, element)
  })
  if (blocks.includes(undefined)) return undefined
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: run,
    // Whoever puts it away is told how to go on.
    notify_on_close: true,
    title: plain(title, TITLE_LENGTH),
    submit: plain(submit, TITLE_LENGTH),
    close: plain(close, TITLE_LENGTH),
    blocks: blocks.filter((block) => block !== undefined),
  }
}

/** A list that is longer, or has nothing to choose from, is shown in chat. */
const fits = ({ options }: Field): boolean =>
  options === undefined ||
  (options.length >= 1 && options.length <= MOST_OPTIONS && options.every(({ value }) => value.length <= VALUE_LENGTH))

const blockOf = (field: Field, element: types.InputBlock['element']): types.InputBlock => ({
  type: 'input',
  block_id: field.name,
  label: plain(field.label, LABEL_LENGTH),
  hint: plain(field.ask, LABEL_LENGTH),
  optional: !field.required,
  element,
})

const words = ({ max = WORDS_LENGTH }: Pick<Field, 'max'>): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: 'answer',
  max_length: Math.min(max, WORDS_LENGTH),
})

const option = ({ value, label }: { value: string; label: string }): types.PlainTextOption => ({
  text: plain(label, OPTION_LENGTH),
  value,
})

const plain = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: text.toWellFormed().length <= most ? text.toWellFormed() : `${text.slice(0, most - 1).toWellFormed()}…`,
  emoji: false,
})
