import { phrasesOf } from '../audiences/term.ts'
import type { Content } from '../content/content.ts'
import { refusal } from '../kernel/errors.ts'

/** What a message may say of whoever reads it. People write them as the text `campaign.variable.NAME` says. */
const VARIABLES = ['name', 'unit', 'post', 'stratum'] as const

const BLANK = /\{\{\s*([^{}]*?)\s*\}\}/g

/** @throws Refusal `campaign.unknown-variable` for the first blank that nothing fills */
export const checkVariables = (content: Content, text: string): void => {
  for (const [, written = ''] of text.matchAll(BLANK)) {
    if (meant(content, written) !== undefined) continue
    const possible = VARIABLES.map((name) => `{{${phrasesOf(content, `campaign.variable.${name}`)[0]}}}`).join('、')
    throw refusal('campaign.unknown-variable', { variable: written.slice(0, 40), possible })
  }
}

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
    [name, ...phrasesOf(content, `campaign.variable.${name}`)].some(
      (phrase) => phrase.toLowerCase() === written.toLowerCase(),
    ),
  )
