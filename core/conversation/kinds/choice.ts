import { inLanguage } from '../../content/localized.ts'
import { wordsOf } from '../command.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import { meansDone } from './done.ts'
import type { Asking, Kind, Option } from './kind.ts'
import { saidOption, simply, withoutParticles } from './said-option.ts'

const optionsOf = (field: FieldOf<'choice'> | FieldOf<'several'>, { language }: Asking): readonly Option[] =>
  field.options.map(({ value, label }) => ({ value, label: inLanguage(label, language) }))

/**
 * The option that is meant by words: its label in any language and script, its number, or a part of it that no other
 * option has.
 */
const meant = (
  field: FieldOf<'choice'> | FieldOf<'several'>,
  options: readonly Option[],
  words: string,
): Option | undefined => {
  const plain = simply(words).replace(TWICE, '$1')
  const exact =
    options.find(({ label, value }) => label === words || value === words) ??
    options.find(({ value }) =>
      field.options.some((each) => each.value === value && calledIn(each).some((name) => simply(name) === plain)),
    )
  if (exact !== undefined) return exact
  const number = words.normalize('NFKC')
  if (/^\d{1,2}$/.test(number)) return options[Number(number) - 1]
  if (words.length < 2) return undefined
  const short = withoutParticles(plain)
  const part = short.length < 2 ? [] : options.filter(({ label }) => isPart(simply(label), short))
  if (part.length === 1) return part[0]
  const called = field.options.map((each) => ({ value: each.value, names: calledIn(each) }))
  const said = saidOption(called, words)
  return options.find(({ value }) => value === said)
}

/** 匿名匿名 is said twice; longer words tell something. */
const TWICE = /^(.{2,30}?)[\s,，]{0,9}\1$/u

/** English words are whole: "no" is no part of "anonymous". */
const isPart = (label: string, part: string): boolean =>
  /^[a-z]/.test(part) ? ` ${label} `.replace(/[^a-z']+/g, ' ').includes(` ${part} `) : label.includes(part)

const calledIn = ({ label, also }: FieldOf<'choice'>['options'][number]): readonly string[] => [
  ...[label['zh-CN'], label.en],
  ...(also ?? []),
]

/** One of the options. */
export const choice: Kind<FieldOf<'choice'>> = {
  wants: 'choice',
  options: optionsOf,
  read: async (field, act, asking) => {
    const options = optionsOf(field, asking)
    const option =
      asking.chosen === undefined
        ? meant(field, options, cleanWords(wordsOf(act) ?? ''))
        : options.find(({ value }) => value === asking.chosen)
    return option === undefined ? { fault: 'form.choose-unread' } : { value: option.value }
  },
  show: async (field, value, asking) =>
    optionsOf(field, asking).find((option) => option.value === value)?.label ?? String(value),
}

const DONE = 'done'

/** Any of the options; each press turns one on or off until the person says that it is enough. */
export const several: Kind<FieldOf<'several'>> = {
  wants: 'choice',
  options: (field, asking) => {
    const chosen = chosenOf(asking)
    const marked = optionsOf(field, asking).map(({ value, label }) => ({
      value,
      label: chosen.includes(value) ? `✓ ${label}` : label,
    }))
    return chosen.length === 0
      ? marked
      : [...marked, { value: DONE, label: asking.context.content.say(asking.language, 'form.done') }]
  },
  read: async (field, act, asking) => {
    const chosen = chosenOf(asking)
    if (asking.chosen === DONE) return chosen.length === 0 ? { fault: 'form.choose' } : { value: [...chosen] }
    if (asking.chosen !== undefined) {
      const one = asking.chosen
      const next = chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]
      return { value: next, more: { say: 'form.chosen', params: { count: next.length } } }
    }
    const options = optionsOf(field, asking)
    const parts = cleanWords(wordsOf(act) ?? '')
      .split(/[,\uFF0C、;\uFF1B\s]+/)
      .filter(Boolean)
    const found = parts.map((part) => meant(field, options, part))
    if (chosen.length > 0 && meansDone(asking, wordsOf(act))) return { value: [...chosen] }
    if (found.length === 0 || found.includes(undefined)) return { fault: 'form.choose-unread' }
    return { value: [...new Set(found.flatMap((option) => (option === undefined ? [] : [option.value])))] }
  },
  show: async (field, value, asking) => {
    const labels = optionsOf(field, asking).filter(
      (option) => Array.isArray(value) && (value as readonly unknown[]).includes(option.value),
    )
    return labels.map(({ label }) => label).join(asking.context.content.say(asking.language, 'list.comma'))
  },
}

const chosenOf = ({ current }: Asking): readonly string[] =>
  Array.isArray(current) ? current.filter((each): each is string => typeof each === 'string') : []
