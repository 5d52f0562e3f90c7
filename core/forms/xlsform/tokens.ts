/** An expression that can't be carried over, and why. */
export class CannotCarry extends Error {
  override name = 'CannotCarry'
}

export interface Token {
  readonly kind: 'name' | 'field' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
}

const PATTERN =
  /\s+|\$\{\s*([^{}]+?)\s*\}|"([^"]*)"|'([^']*)'|(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][\w:-]*)|(<=|>=|!=|\.\.|[=<>+\-*(),./])/gy

/** The words and signs of an XPath expression. @throws CannotCarry */
export const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = []
  PATTERN.lastIndex = 0
  while (PATTERN.lastIndex < source.length) {
    const at = PATTERN.lastIndex
    const match = PATTERN.exec(source.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"))
    if (match === null) throw new CannotCarry(`"${source.slice(at, at + 12)}" is not understood here`)
    const [, field, double, single, number, name, sign] = match
    if (field !== undefined) tokens.push({ kind: 'field', text: field })
    else if (double !== undefined || single !== undefined) tokens.push({ kind: 'text', text: double ?? single ?? '' })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
  }
  return [...tokens, { kind: 'end', text: '' }]
}
