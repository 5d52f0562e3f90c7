import type { Language } from '../content/content.ts'
import type { Audience, Condition } from './audience.ts'
import { calledIn, type Known } from './term.ts'
import { termNamed } from './vocabulary.ts'

/** As many parts are named; of the rest, how many there are. */
const SHOWN = 8

/** How an audience is called, in words that can be read back. */
export const audienceInWords = (known: Known, language: Language, { any, none }: Audience): string => {
  const parts = [...any.map((group) => ['+', group] as const), ...none.map((group) => ['-', group] as const)]
  const shown = parts.slice(0, SHOWN).map(([sign, group], n) => {
    const words = group.map((each) => conditionInWords(known, language, each)).join(' & ')
    return n === 0 && sign === '+' ? words : `${sign} ${words}`
  })
  const more = parts.length - shown.length
  return [...shown, ...(more > 0 ? [known.content.say(language, 'audience.more', { count: more })] : [])].join(' ')
}

const conditionInWords = (known: Known, language: Language, { term: name, value }: Condition): string => {
  const term = termNamed(name)
  const called = calledIn(known.content, `audience.term.${name}`, language)
  if (term.alone === true) return called
  return name === 'person' ? term.label(known, value) : `${called}:${term.label(known, value)}`
}
