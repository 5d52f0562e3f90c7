import { inLanguage } from '../content/localized.ts'
import { toSimplified } from '../content/traditional.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, broken, current } from './open-form.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'

const LABELLED = /^\s*(?:\d+[.、)\uFF09]\s*)?([^:\uFF1A\n]{1,24}?)\s*[:\uFF1A]\s*(.*)$/u

/**
 * What labelled lines say of a form's fields, by the fields' names: `单位：双河镇政府`. The labels are those of the form, in any
 * language; a line without one belongs to the line above, and a label that comes again adds a line.
 */
export const writtenIn = (form: Form, text: string): ReadonlyMap<string, string> => {
  const byLabel = new Map(form.fields.flatMap((field) => labelsOf(field).map((label) => [label, field.name] as const)))
  const found = new Map<string, string>()
  let name: string | undefined
  for (const line of text.split('\n')) {
    const [, label = '', words = ''] = LABELLED.exec(line) ?? []
    const named = byLabel.get(plain(label))
    if (named !== undefined) name = named
    const said = named === undefined ? line.trim() : words.trim()
    if (name === undefined || said === '') continue
    const before = found.get(name)
    found.set(name, before === undefined ? said : `${before}\n${said}`)
  }
  return found
}

const labelsOf = ({ label }: Field): readonly string[] => [label['zh-CN'], label.en].map(plain)
const plain = (label: string): string => toSimplified(label).replace(/\s+/g, '').toLowerCase()

/** Keeps what labelled lines answer, each read as if it had been written to its question; what can't be read is named. */
export const takeWritten = async (turn: Turn, form: Form, text: string): Promise<void> => {
  const unread: string[] = []
  for (const [name, words] of writtenIn(form, text)) {
    const field = form.fields.find((each) => each.name === name)
    if (field === undefined) continue
    const read = await kindOf(field).read(field, { kind: 'text', text: words }, askingOf(turn, field, undefined))
    if ('value' in read && broken(form, field, { ...current(turn).answers, [name]: read.value }) === undefined)
      await put(turn, form, name, read.value)
    else if ('which' in read && read.said !== undefined && current(turn).unclear === undefined)
      turn.setDialogue({ ...without(turn, name), unclear: { field: name, words: read.said } })
    else {
      turn.setDialogue(without(turn, name))
      unread.push(inLanguage(field.label, turn.language))
    }
  }
  if (unread.length > 0)
    turn.say({ say: 'form.written-unread', params: { labels: unread.join(turn.text('list.comma')) } })
}

/** What was filled in beforehand gives way to what was written, even where that can't be read. */
const without = (turn: Turn, name: string) => {
  const dialogue = current(turn)
  const { [name]: _before, ...answers } = dialogue.answers
  return { ...dialogue, answers }
}
