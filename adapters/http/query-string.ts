import { isSchema, type JsonSchema, kindsOf, propertiesOf } from './json-schema.ts'

/** One parameter of a query string. */
export interface Parameter {
  /** Members of an object stand behind a dot: `record.type`. */
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}

/** What a query's input is in a query string. */
export const parametersOf = (input: JsonSchema, before = '', needed = true): readonly Parameter[] => {
  const required = Array.isArray(input.required) ? input.required : []
  return Object.entries(propertiesOf(input)).flatMap(([name, schema]) => {
    const must = needed && required.includes(name)
    const isObject = kindsOf(schema).includes('object') && Object.keys(propertiesOf(schema)).length > 0
    return isObject
      ? parametersOf(schema, `${before}${name}.`, must)
      : [{ name: `${before}${name}`, schema, required: must }]
  })
}

/**
 * The input that a query string means: numbers, booleans and lists by the schema, all else as text. What can't be
 * read so stays text, and the operation says what is wrong with it.
 */
export const inputFrom = (search: URLSearchParams, parameters: readonly Parameter[]): unknown => {
  const input: Record<string, unknown> = {}
  for (const name of new Set(search.keys())) {
    const schema = parameters.find((each) => each.name === name)?.schema ?? {}
    const values = search.getAll(name)
    const kinds = kindsOf(schema)
    const value = kinds.includes('array')
      ? values.map((each) => one(each, isSchema(schema.items) ? schema.items : {}))
      : one(values.at(-1) ?? '', schema)
    place(input, name.split('.'), value)
  }
  return input
}

const one = (text: string, schema: JsonSchema): unknown => {
  const kinds = kindsOf(schema)
  if (kinds.includes('string')) return text
  if ((kinds.includes('number') || kinds.includes('integer')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (kinds.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

const place = (input: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void => {
  // A name such as `__proto__` must become a member like any other, to be refused by the operation.
  const put = (what: unknown) =>
    Object.defineProperty(input, name, { value: what, enumerable: true, configurable: true, writable: true })
  if (rest.length === 0) {
    put(value)
    return
  }
  const inner = Object.hasOwn(input, name) ? input[name] : undefined
  const next = isSchema(inner) ? { ...inner } : {}
  place(next, rest, value)
  put(next)
}
