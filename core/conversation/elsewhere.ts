import { inLanguage } from '../content/localized.ts'
import type { Answer } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { namesIn, repeatOf } from './form-plan.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current, visible } from './open-form.ts'
import type { Turn } from './turn.ts'
import { cleanWords } from './words.ts'

/** An answer that came while another question was open. */
export interface Elsewhere {
  readonly field: Field
  readonly value: Answer
}

/**
 * The question that `words` answer although `asked` was asked: 匿名 while it is asked where, or 去年 there, where no place
 * is called so. Nothing where they may well answer what was asked.
 */
export const answersElsewhere = async (
  turn: Turn,
  form: Form,
  asked: Field,
  words: string,
): Promise<Elsewhere | undefined> => {
  if (repeatOf(form, asked) !== undefined || asked.kind === 'longText' || 'options' in asked) return undefined
  const others = form.fields.filter((field) => field !== asked && repeatOf(form, field) === undefined)
  const open = others.filter((field) => isOpen(turn, form, field))
  return (
    chosen(turn, open, words) ??
    (await timeForAPlace(turn, open, asked, words)) ??
    (await otherwiseChosen(turn, others, asked, words))
  )
}

/** 还是匿名吧, where the name is asked: another choice than the one because of which it is asked. */
const otherwiseChosen = async (
  turn: Turn,
  others: readonly Field[],
  { kind, visibleIf }: Field,
  words: string,
): Promise<Elsewhere | undefined> => {
  const field = others.find(({ name }) => visibleIf !== undefined && namesIn(visibleIf).includes(name))
  // A number that is asked for is no number of a choice.
  if (field?.kind !== 'choice' || kind !== 'text' || !/\p{L}/u.test(words)) return undefined
  const said = cleanWords(words).replace(CHANGED, '')
  const read = await kindOf(field).read(field, { kind: 'text', text: said }, askingOf(turn, field, undefined))
  const isOther = 'value' in read && read.value !== current(turn).answers[field.name]
  return isOther ? { field, value: read.value } : undefined
}
const CHANGED = /^(?:那|那就|还是|我还是|算了|不|不了|改成?|换成?|[,，\s]|actually|better|rather)+/iu

const isOpen = (turn: Turn, form: Form, field: Field): boolean => {
  const { answers } = current(turn)
  return answers[field.name] === undefined && repeatOf(form, field) === undefined && visible(form, field, answers)
}

/** The label of one of the options that a later question offers. */
const chosen = ({ language }: Turn, open: readonly Field[], words: string): Elsewhere | undefined => {
  const said = cleanWords(words).replace(/[。.!\uFF01]$/u, '')
  for (const field of open) {
    if (field.kind !== 'choice') continue
    const option = field.options.find(({ label }) => inLanguage(label, language) === said)
    if (option !== undefined) return { field, value: option.value }
  }
  return undefined
}

const timeForAPlace = async (
  turn: Turn,
  open: readonly Field[],
  asked: Field,
  words: string,
): Promise<Elsewhere | undefined> => {
  const field = open.find(({ fill }) => fill === 'since')
  if (asked.kind !== 'place' || field === undefined) return undefined
  const read = await kindOf(asked).read(asked, { kind: 'text', text: words }, askingOf(turn, asked, undefined))
  const isKnownPlace = !('value' in read) || typeof read.value !== 'object' || 'code' in read.value
  if (isKnownPlace) return undefined
  const { since } = await turn.extract(words)
  return since !== undefined && plain(since) === plain(words) ? { field, value: since } : undefined
}

const plain = (words: string): string => words.replace(/[\p{P}\p{Z}]|^(?:从|自)|(?:开始|起|了)$/gu, '')
