import type { CaseData } from '../feedback/case.ts'
import { refusal } from '../kernel/errors.ts'
import type { Organisation } from '../people/index.ts'
import { mask } from '../privacy/mask.ts'

/** So many characters in a row that the reporter wrote too are their own words, and may give them away. */
const OWN_WORDS = 16

/**
 * Whoever reported a problem must not be known by what is published of it.
 * @throws Refusal `results.personal`, `results.names-person`, `results.own-words`
 */
export const requireNeutral = (org: Organisation, text: string, data: CaseData): void => {
  if (mask(text).count > 0) throw refusal('results.personal')
  for (const code of data.against.people) {
    const name = org.person(code)?.name
    if (name !== undefined && text.includes(name)) throw refusal('results.names-person', { name })
  }
  const written = plain([data.text, ...data.additions.map((each) => each.text), ...repliesOf(data)].join('\n'))
  const own = runIn(plain(text), written)
  if (own !== undefined) throw refusal('results.own-words', { words: own })
}

const repliesOf = ({ questions }: CaseData): readonly string[] =>
  questions.flatMap(({ answer }) => (answer === undefined ? [] : [answer.text]))

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')

const runIn = (text: string, written: string): string | undefined => {
  for (let at = 0; at + OWN_WORDS <= text.length; at++) {
    const run = text.slice(at, at + OWN_WORDS)
    if (written.includes(run)) return run
  }
  return undefined
}
