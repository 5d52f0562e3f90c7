import { BLANK, blanksIn, KNOWN } from './blanks.ts'

/** What is wrong with the text of a pledge, so that it can't be signed as it stands. */
export interface TextFault {
  readonly kind: 'nobody-fills' | 'stray-brace' | 'not-in-text' | 'filled-by-itself' | 'twice' | 'duty-not-in-text'
  /** The blank, or the duty. */
  readonly name: string
  /** Where in the template, as a path. */
  readonly at: readonly (string | number)[]
}

/** As much of a template as there can be faults in. */
interface Draft {
  readonly text: string
  readonly blanks: readonly { readonly name: string }[]
  readonly duties: readonly { readonly text: string }[]
}

const isKnown = (name: string): boolean => KNOWN.some((each) => each === name)

/** Blanks that nobody can fill, and what is asked for or owed without standing in the text. */
export function* faultsOf({ text, blanks, duties }: Draft): Iterable<TextFault> {
  const named = new Set(blanks.map(({ name }) => name))
  const written = blanksIn(text)
  for (const name of written) if (!named.has(name) && !isKnown(name)) yield { kind: 'nobody-fills', name, at: ['text'] }
  const stray = /.{0,8}[{}].{0,8}/u.exec(text.replace(BLANK, ''))?.[0]
  if (stray !== undefined) yield { kind: 'stray-brace', name: stray, at: ['text'] }
  for (const [n, { name }] of blanks.entries()) {
    const at = ['blanks', n, 'name']
    if (!written.has(name)) yield { kind: 'not-in-text', name, at }
    if (isKnown(name)) yield { kind: 'filled-by-itself', name, at }
    if (blanks.findIndex((each) => each.name === name) < n) yield { kind: 'twice', name, at }
  }
  for (const [n, duty] of duties.entries())
    if (!text.includes(duty.text)) yield { kind: 'duty-not-in-text', name: duty.text, at: ['duties', n, 'text'] }
}
