import { inLanguage } from '../content/localized.ts'
import { toSimplified } from '../content/traditional.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, broken, current, visible } from './open-form.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'

/** `1.`, `（2）`, `③` or a dot before a label. */
const MARK = '(?:[(\uFF08]?\\d{1,2}[).、\uFF09\uFF0E]|[①-⑳]|[-·•*])?\\s*'
/** What may stand behind a label: 问题描述, 时间（哪天）. */
const TAIL = '(?:描述|情况|名称|如下|[(\uFF08][^)\uFF09\\n]{0,12}[)\uFF09])?'

interface Found {
  /** More than one where they are asked for each other's place: 没做到的 of a window, or of a village. */
  readonly fields: readonly string[]
  /** Where the label begins, and where what is said begins. */
  readonly at: number
  readonly from: number
}

/**
 * Labels wherever people put them: 单位：水利局 on a line of its own or several in one line, numbered, 【单位】水利局, 单位－水利局,
 * 单位 水利局 at the beginning of a line, 走访单位：水利局.
 */
const labelsIn = (form: Form, text: string): readonly Found[] => {
  const byLabel = labelled(form)
  const spelled = [...byLabel.keys()]
    .sort((a, b) => b.length - a.length)
    .map((label) => [...label].map(escaped).join('\\s*'))
  const label = `(?<label>${spelled.join('|')})`
  const ways = [
    `(?<=^|[\\s;\uFF1B,\uFF0C。、|])${MARK}[【\\[〔]\\s*${label}\\s*[】\\]〕]\\s*[:\uFF1A]?`,
    `(?<=^|[\\s;\uFF1B,\uFF0C。、|])${MARK}${label}${TAIL}\\s*[:\uFF1A=\uFF1D]`,
    `(?<=^|[;\uFF1B|])[^\\S\\n]*${MARK}[\\u4E00-\\u9FFF]{1,4}${label}${TAIL}\\s*[:\uFF1A]`,
    `(?<=^|[\\s;\uFF1B,\uFF0C|])${MARK}${label}[^\\S\\n]*[-\uFF0D—–]+(?=[^\\n])`,
    `(?<=^)${MARK}${label}(?<=[\\u4E00-\\u9FFF])[^\\S\\n]+(?=\\S)`,
  ]
  const found: Found[] = []
  for (const way of ways)
    for (const match of text.matchAll(new RegExp(way, 'gimu'))) {
      const fields = byLabel.get(plain(match.groups?.label ?? ''))
      const [at, from] = [match.index, match.index + match[0].length]
      if (fields !== undefined && !found.some((each) => at < each.from && each.at < from))
        found.push({ fields, at, from })
    }
  return found.sort((a, b) => a.at - b.at)
}

/** The fields by every label. What conditional fields end with alike names them all, and is for whichever is asked. */
const labelled = (form: Form): ReadonlyMap<string, readonly string[]> => {
  const byLabel = new Map<string, readonly string[]>()
  for (const field of form.fields)
    for (const label of labelsOf(field)) if (!byLabel.has(label)) byLabel.set(label, [field.name])
  const conditional = form.fields.filter(({ visibleIf }) => visibleIf !== undefined)
  for (const { label } of conditional)
    for (let cut = 1; plain(label['zh-CN']).length - cut >= LEAST_ALIKE; cut++) {
      const ending = plain(label['zh-CN']).slice(cut)
      const alike = conditional.filter((each) => plain(each.label['zh-CN']).endsWith(ending))
      if (alike.length > 1 && !byLabel.has(ending))
        byLabel.set(
          ending,
          alike.map(({ name }) => name),
        )
    }
  return byLabel
}
const LEAST_ALIKE = 3

const escaped = (letter: string): string => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What labelled words say of a form's fields, by the fields' names: `单位：双河镇政府`. The labels are those of the form, in any
 * language; a line without one belongs to the line above, and a label that comes again adds a line.
 */
export const writtenIn = (form: Form, said: string): ReadonlyMap<string, string> => {
  const text = inSimplified(said)
  const labels = labelsIn(form, text.simple)
  const found = new Map<string, string>()
  for (const [n, { fields, from }] of labels.entries()) {
    const words = text.original
      .slice(from, labels[n + 1]?.at)
      .split('\n')
      .map((line) => line.trim().replace(n + 1 < labels.length ? /[;\uFF1B,\uFF0C、|]$/ : /[;\uFF1B|]$/, ''))
      .filter(Boolean)
      .join('\n')
    for (const field of fields) {
      const before = found.get(field)
      if (words !== '') found.set(field, before === undefined ? words : `${before}\n${words}`)
    }
  }
  return found
}

/** Says which of several it is, before or behind one of them, and nothing of what it tells. */
const WHICH_ONE =
  /(?:\n\s*(?:第\s*[一二三四五六七八九十\d]{1,3}\s*[次个家处条份][:\uFF1A]?|[-—=*]{2,}|[一二三四五六七八九十\d]{1,2}[、.．)]?))+\s*$/u

/**
 * The texts of the things that are told one after the other in one message, each with the label of `key`: 单位：…问题：…单位：…
 * One where there is but one.
 */
export const recordsIn = (form: Form, said: string, key: string): readonly string[] => {
  const text = inSimplified(said)
  const labels = labelsIn(form, text.simple)
  const first = labels[0]?.fields[0]
  const starts: number[] = []
  let keys = 0
  for (const { fields, at } of labels) {
    if (fields[0] === first && (starts.length === 0 || keys > 0)) {
      starts.push(at)
      keys = 0
    }
    keys += fields[0] === key ? 1 : 0
  }
  // What has no key of its own goes on with the one before.
  if (keys === 0) starts.pop()
  if (starts.length < 2) return [said]
  return starts.map((at, n) =>
    text.original
      .slice(n === 0 ? 0 : at, starts[n + 1])
      .replace(WHICH_ONE, '')
      .trim(),
  )
}

/** The text and the same in Simplified characters, letter by letter: what one tells of places holds in the other. */
const inSimplified = (said: string): { readonly original: string; readonly simple: string } => {
  const simple = toSimplified(said)
  return simple.length === said.length ? { original: said, simple } : { original: simple, simple }
}

/** What a field is called, in any language. */
const labelsOf = ({ label }: Field): readonly string[] => [label['zh-CN'], label.en].map(plain)
const plain = (label: string): string => toSimplified(label).replace(/\s+/g, '').toLowerCase()

/** Keeps what labelled lines answer, each read as if it had been written to its question; what can't be read is named. */
export const takeWritten = async (turn: Turn, form: Form, text: string): Promise<void> => {
  const unread: Field[] = []
  const written = writtenIn(form, text)
  // What others depend on is read before them.
  for (const field of [...form.fields].sort(
    (a, b) => Number(a.visibleIf !== undefined) - Number(b.visibleIf !== undefined),
  )) {
    const { name } = field
    const words = written.get(name)
    // How many photos there are is no photo: they are asked for.
    if (words === undefined || field.kind === 'files' || !visible(form, field, current(turn).answers)) continue
    const read = await kindOf(field).read(field, { kind: 'text', text: words }, askingOf(turn, field, undefined))
    if ('value' in read && broken(form, field, { ...current(turn).answers, [name]: read.value }) === undefined)
      await put(turn, form, name, read.value)
    else if ('which' in read && read.said !== undefined && current(turn).unclear === undefined)
      turn.setDialogue({ ...without(turn, name), unclear: { field: name, words: read.said } })
    else {
      turn.setDialogue(without(turn, name))
      unread.push(field)
    }
  }
  const labels = unread.map(({ label }) => inLanguage(label, turn.language)).join(turn.text('list.comma'))
  if (unread.length > 0) turn.say({ say: 'form.written-unread', params: { labels } })
  // Nobody is asked for a quiet field, but where what they wrote of it can't be read.
  const quiet = unread.find((field) => field.quiet && field.required)
  if (quiet !== undefined) turn.setDialogue({ ...current(turn), unclear: { field: quiet.name, words: '' } })
}

/** What was filled in beforehand gives way to what was written, even where that can't be read. */
const without = (turn: Turn, name: string) => {
  const dialogue = current(turn)
  const { [name]: _before, ...answers } = dialogue.answers
  return { ...dialogue, answers }
}
