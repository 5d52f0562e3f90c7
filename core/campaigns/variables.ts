import { calledIn, phrasesOf } from '../audiences/term.ts'
import type { Content } from '../content/content.ts'
import { refusal } from '../kernel/errors.ts'

/** What a message may say of whoever reads it. People write them as the text `campaign.variable.NAME` says. */
const VARIABLES = ['name', 'unit', 'post', 'stratum'] as const

const BLANK = /\{\{\s*([^{}]*?)\s*\}\}/g

/** @throws Refusal `campaign.unknown-variable`, which names every blank that nothing fills */
export const checkVariables = (content: Content, text: string): void => {
  const unknown = writtenIn(text).filter((written) => meant(content, written) === undefined)
  if (unknown.length === 0) return
  const listed = (names: readonly string[]) => names.map((name) => `{{${name.slice(0, 40)}}}`).join('、')
  throw refusal('campaign.unknown-variable', {
    variables: listed(unknown.slice(0, 10)),
    possible: listed(VARIABLES.map(keyOf)),
  })
}

/** How a variable is called. */
export const variableInWords = (content: Content, name: string): string => calledIn(content, keyOf(name))

const keyOf = (name: string): string => `campaign.variable.${name}`

/** The variables that `text` holds. */
export const variablesIn = (content: Content, text: string): readonly string[] => [
  ...new Set(writtenIn(text).flatMap((written) => meant(content, written) ?? [])),
]

const writtenIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(BLANK)].map(([, written = '']) => written)),
]

/** `text` for one reader; what is not known of them is left empty. */
export const filled = (content: Content, text: string, variables: Readonly<Record<string, string>>): string =>
  text.includes('{{')
    ? text.replace(BLANK, (blank, written: string) => {
        const name = meant(content, written)
        return name === undefined ? blank : (variables[name] ?? '')
      })
    : text

const meant = (content: Content, written: string) =>
  VARIABLES.find((name) =>
    [name, ...phrasesOf(content, keyOf(name))].some((phrase) => phrase.toLowerCase() === written.toLowerCase()),
  )
