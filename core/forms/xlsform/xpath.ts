import type { Kind } from '../../conversation/condition.ts'
import { CannotCarry, type Token, tokensOf } from './tokens.ts'

/** What a name of the spreadsheet is in the form. */
export interface Known {
  readonly name: string
  readonly kind: Kind
  /** The values of its choices, by what they are called in the spreadsheet. */
  readonly values?: ReadonlyMap<string, string>
}

interface Part {
  readonly cel: string
  readonly kind: Kind
  /** The field that it is, when it is nothing else. */
  readonly field?: Known
  /** The text or the number that it is, when it is nothing else. */
  readonly literal?: string
}

/** Words and signs of one expression: of more, nobody can tell what it means, and a reader that goes down into each bracket falls. */
const MOST_TOKENS = 400

/**
 * An XPath expression of a spreadsheet as CEL. `self` is what `.` means.
 * @throws CannotCarry for whatever has no counterpart
 */
export const celOf = (
  source: string,
  known: ReadonlyMap<string, Known>,
  self?: Known,
): { readonly cel: string; readonly kind: Kind } => {
  const tokens = tokensOf(source)
  if (tokens.length > MOST_TOKENS)
    throw new CannotCarry(
      `it has ${tokens.length} words and signs, and may have ${MOST_TOKENS}: put parts of it into rows of type calculate`,
    )
  const reader = new Reader(tokens, known, self)
  const part = reader.either()
  reader.end()
  return { cel: part.cel, kind: part.kind }
}

class Reader {
  private at = 0
  constructor(
    private readonly tokens: readonly Token[],
    private readonly known: ReadonlyMap<string, Known>,
    private readonly self: Known | undefined,
  ) {}

  either(): Part {
    return this.joined(['or'], '||', () => this.both())
  }

  end(): void {
    if (this.here.kind !== 'end') throw notUnderstood(this.here)
  }

  private both(): Part {
    return this.joined(['and'], '&&', () => this.compared())
  }

  private joined(words: readonly string[], cel: string, inner: () => Part): Part {
    const first = inner()
    const others: Part[] = []
    while (this.here.kind === 'name' && words.includes(this.here.text)) {
      this.at++
      others.push(inner())
    }
    return others.length === 0 ? first : { cel: `(${[first, ...others].map(asBool).join(` ${cel} `)})`, kind: 'bool' }
  }

  private compared(): Part {
    let left = this.summed()
    while (['=', '!=', '<', '<=', '>', '>='].includes(this.sign)) {
      const sign = this.next().text
      left = comparison(left, sign === '=' ? '==' : sign, this.summed())
    }
    return left
  }

  private summed(): Part {
    let left = this.multiplied()
    while (this.sign === '+' || this.sign === '-') {
      const sign = this.next().text
      left = { cel: `(${asNumber(left)} ${sign} ${asNumber(this.multiplied())})`, kind: 'double' }
    }
    return left
  }

  private multiplied(): Part {
    let left = this.signed()
    for (;;) {
      const word = this.here.kind === 'name' ? this.here.text : this.sign
      if (word !== '*' && word !== 'div' && word !== 'mod') return left
      this.at++
      const [a, b] = [asNumber(left), asNumber(this.signed())]
      left = {
        cel: word === 'mod' ? `double(int(${a}) % int(${b}))` : `(${a} ${word === 'div' ? '/' : '*'} ${b})`,
        kind: 'double',
      }
    }
  }

  private signed(): Part {
    if (this.sign !== '-') return this.single()
    this.at++
    return { cel: `-${asNumber(this.single())}`, kind: 'double' }
  }

  private single(): Part {
    const token = this.next()
    if (token.kind === 'text') return { cel: JSON.stringify(token.text), kind: 'string', literal: token.text }
    if (token.kind === 'number') return { cel: decimal(token.text), kind: 'double', literal: token.text }
    if (token.kind === 'field') return ofField(this.field(token.text))
    if (token.text === '.' && this.self !== undefined) return ofField(this.self)
    if (token.text === '(') {
      const inner = this.either()
      this.expect(')')
      return { ...inner, cel: `(${inner.cel})` }
    }
    if (token.kind === 'name' && this.sign === '(') return this.called(token.text)
    throw notUnderstood(token)
  }

  private called(name: string): Part {
    this.expect('(')
    const given: Part[] = []
    while (this.sign !== ')') {
      given.push(this.either())
      if (this.sign !== ')') this.expect(',')
    }
    this.at++
    const made = FUNCTIONS[name]
    if (made === undefined) throw new CannotCarry(`${name}() has no counterpart`)
    return made(given)
  }

  private field(name: string): Known {
    const found = this.known.get(name)
    if (found === undefined) throw new CannotCarry(`there is no question "${name}"`)
    return found
  }

  private get here(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' }
  }
  private get sign(): string {
    return this.here.kind === 'sign' ? this.here.text : ''
  }
  private next(): Token {
    const token = this.here
    this.at++
    return token
  }
  private expect(sign: string): void {
    if (this.next().text !== sign) throw new CannotCarry(`"${sign}" is missing`)
  }
}

const notUnderstood = ({ kind, text }: Token): CannotCarry => {
  if (kind === 'end') return new CannotCarry('it ends too early')
  const small = text.toLowerCase()
  const instead =
    text === '='
      ? ': write "=" once'
      : small === 'and' || small === 'or'
        ? `: write "${small}"`
        : kind === 'name'
          ? `: write \${${text}} for an answer, '${text}' for a choice`
          : ''
  return new CannotCarry(`"${text}" is not understood here${instead}`)
}

const ofField = (field: Known): Part => ({ cel: field.name, kind: field.kind, field })
const decimal = (text: string): string => (text.includes('.') ? text.replace(/^\./, '0.') : `${text}.0`)

const asBool = (part: Part): string => {
  if (part.kind === 'bool') return part.cel
  throw new CannotCarry(`${part.cel} is neither true nor false`)
}
const asNumber = (part: Part): string => {
  if (part.kind === 'double') return part.cel
  if (part.literal !== undefined && /^-?\d+(\.\d+)?$/.test(part.literal)) return decimal(part.literal)
  throw new CannotCarry(`${part.cel} is no number`)
}
const asText = (part: Part): string => {
  if (part.kind === 'string') return part.cel
  if (part.kind === 'double') return `string(${part.cel})`
  throw new CannotCarry(`${part.cel} is no text`)
}

/** A value of a choice is called in the form as its kind of name allows. */
const choiceValue = (field: Known | undefined, part: Part): string => {
  if (part.literal === undefined || part.literal === '' || field?.values === undefined) return part.cel
  const value = field.values.get(part.literal)
  if (value === undefined) throw new CannotCarry(`"${part.literal}" is none of the choices of ${field.name}`)
  return JSON.stringify(value)
}

const comparison = (left: Part, sign: string, right: Part): Part => {
  const isEqual = sign === '==' || sign === '!='
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (other.literal !== '') continue
    // Compared with nothing: whether it is answered.
    if (one.kind === 'list' && isEqual) return { cel: `size(${one.cel}) ${sign} 0`, kind: 'bool' }
    if (one.kind === 'double') throw new CannotCarry(`whether the number ${one.cel} is answered can't be asked`)
  }
  const isChoice = left.field?.values !== undefined || right.field?.values !== undefined
  const isOne = isEqual && isChoice && (left.literal !== undefined || right.literal !== undefined)
  if (!isOne && (left.kind === 'double' || right.kind === 'double'))
    return { cel: `${asNumber(left)} ${sign} ${asNumber(right)}`, kind: 'bool' }
  if (left.kind === 'bool' && right.kind === 'bool' && isEqual)
    return { cel: `${left.cel} ${sign} ${right.cel}`, kind: 'bool' }
  if (!isOne && (left.kind !== 'string' || right.kind !== 'string'))
    throw new CannotCarry(`${left.cel} and ${right.cel} can't be compared`)
  const [a, b] = [choiceValue(right.field, left), choiceValue(left.field, right)]
  return { cel: `${a} ${sign} ${b}`, kind: 'bool' }
}

const FUNCTIONS: Readonly<Record<string, (given: readonly Part[]) => Part>> = {
  selected: ([list, value]) => {
    if (list === undefined || (value?.kind !== 'string' && value?.literal === undefined))
      throw new CannotCarry('selected() wants a question and a choice')
    const chosen = choiceValue(list.field, value)
    return list.kind === 'list'
      ? { cel: `${chosen} in ${list.cel}`, kind: 'bool' }
      : { cel: `${asText(list)} == ${chosen}`, kind: 'bool' }
  },
  not: ([inner]) => ({ cel: `!(${asBool(one(inner))})`, kind: 'bool' }),
  true: () => ({ cel: 'true', kind: 'bool' }),
  false: () => ({ cel: 'false', kind: 'bool' }),
  if: ([test, yes, no]) => {
    const [a, b] = [one(yes), one(no)]
    if (a.kind !== b.kind) throw new CannotCarry('both ends of if() must be of one kind')
    return { cel: `(${asBool(one(test))} ? ${a.cel} : ${b.cel})`, kind: a.kind }
  },
  'count-selected': ([list]) => ({ cel: `double(size(${listOf(list)}))`, kind: 'double' }),
  count: ([list]) => ({ cel: `double(size(${listOf(list)}))`, kind: 'double' }),
  'string-length': ([text]) => ({ cel: `double(size(${asText(one(text))}))`, kind: 'double' }),
  concat: (given) => ({ cel: `(${given.map(asText).join(' + ')})`, kind: 'string' }),
  contains: ([text, part]) => ({ cel: `${asText(one(text))}.contains(${asText(one(part))})`, kind: 'bool' }),
  'starts-with': ([text, part]) => ({ cel: `${asText(one(text))}.startsWith(${asText(one(part))})`, kind: 'bool' }),
  string: ([inner]) => ({ cel: asText(one(inner)), kind: 'string' }),
  int: ([inner]) => ({ cel: `double(int(${asNumber(one(inner))}))`, kind: 'double' }),
  // What is not answered counts as nothing already.
  coalesce: ([inner, other]) => {
    const [part, instead] = [one(inner), one(other)]
    if (part.kind !== 'double' || Number(instead.literal) !== 0)
      throw new CannotCarry('coalesce() can only put 0 for a number that is missing')
    return part
  },
  number: ([inner]) => ({ cel: asNumber(one(inner)), kind: 'double' }),
  date: ([inner]) => ({ cel: asText(one(inner)), kind: 'string' }),
}

const one = (part: Part | undefined): Part => {
  if (part === undefined) throw new CannotCarry('something is missing between the brackets')
  return part
}
const listOf = (part: Part | undefined): string => {
  const { cel, kind } = one(part)
  if (kind !== 'list') throw new CannotCarry(`${cel} is no list`)
  return cel
}
