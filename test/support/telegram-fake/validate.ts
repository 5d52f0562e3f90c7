import type { Body } from './body.ts'
import type { BotApi, FieldSpec } from './description.ts'
import type { Issue } from './failure.ts'
import { isJson, type Json, type Payload, type Uploads } from './payload.ts'

type Checked = { value: unknown; issues: Issue[] }
type Scope = { api: BotApi; textual: boolean }

const ARRAY = 'Array of '
const LONE_SURROGATE = /\p{Surrogate}/u

const fine = (value: unknown): Checked => ({ value, issues: [] })
const wrong = (path: string, problem: string): Checked => ({
  value: undefined,
  issues: [{ kind: 'wrong-type', path, problem }],
})

function asString(value: unknown, path: string, only: string | undefined): Checked {
  if (typeof value !== 'string') return wrong(path, `must be a string, is ${typeof value}`)
  if (LONE_SURROGATE.test(value)) return wrong(path, 'strings must be encoded in UTF-8')
  if (only !== undefined && value !== only) return wrong(path, `must be ${only}, is ${value}`)
  return fine(value)
}

function asNumber(raw: unknown, path: string, whole: boolean, textual: boolean): Checked {
  const value = textual && typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw
  const good = typeof value === 'number' && (whole ? Number.isSafeInteger(value) : Number.isFinite(value))
  return good ? fine(value) : wrong(path, `must be ${whole ? 'an integer' : 'a number'}, is ${JSON.stringify(raw)}`)
}

function asBoolean(raw: unknown, path: string, textual: boolean): Checked {
  if (typeof raw === 'boolean') return fine(raw)
  const word = textual && typeof raw === 'string' ? raw.toLowerCase() : ''
  if (word === 'true' || word === '1') return fine(true)
  if (word === 'false' || word === '0') return fine(false)
  return wrong(path, `must be a boolean, is ${JSON.stringify(raw)}`)
}

function asArray(raw: unknown, elements: readonly string[], path: string, scope: Scope): Checked {
  if (!Array.isArray(raw)) return wrong(path, 'must be an array')
  const items = raw.map((item, index) => checkValue(item, elements, `${path}[${index}]`, scope))
  return { value: items.map((item) => item.value), issues: items.flatMap((item) => item.issues) }
}

function checkType(raw: unknown, type: string, path: string, scope: Scope, only: string | undefined): Checked {
  if (type === 'String') return asString(raw, path, only)
  if (type === 'Integer') return asNumber(raw, path, true, scope.textual)
  if (type === 'Float') return asNumber(raw, path, false, scope.textual)
  if (type === 'Boolean') return asBoolean(raw, path, scope.textual)
  // Uploads arrive as attach:// references; whether the file is there is checked with all references at once.
  if (type === 'InputFile')
    return typeof raw === 'string' && raw.startsWith('attach://') ? fine(raw) : wrong(path, 'must be an uploaded file')
  const spec = scope.api.types[type]
  if (spec === undefined) return wrong(path, `has the type ${type}, which the description does not know`)
  if ('oneOf' in spec) return checkValue(raw, spec.oneOf, path, scope)
  if (!isJson(raw)) return wrong(path, `must be an object (${type})`)
  return checkFields(raw, spec.fields, path, (value, field, below) =>
    checkValue(value, field.types, below, scope, field.only),
  )
}

/** Whether `raw` says itself that it is another member of the union, as `type: "photo"` does. */
function isOther(raw: unknown, type: string, api: BotApi): boolean {
  const spec = api.types[type]
  if (spec === undefined || !('fields' in spec) || !isJson(raw)) return false
  return Object.entries(spec.fields).some(
    ([name, field]) => field.only !== undefined && typeof raw[name] === 'string' && raw[name] !== field.only,
  )
}

/** A union is satisfied by its first clean member; otherwise the member that came closest explains itself. */
function checkValue(raw: unknown, types: readonly string[], path: string, scope: Scope, only?: string): Checked {
  const elements = types.filter((type) => type.startsWith(ARRAY)).map((type) => type.slice(ARRAY.length))
  // `Array of A or Array of B` means that As and Bs may be mixed.
  if (elements.length > 0) return asArray(raw, elements, path, scope)
  const likely = types.filter((type) => !isOther(raw, type, scope.api))
  let closest: Checked | undefined
  for (const type of likely.length > 0 ? likely : types) {
    const checked = checkType(raw, type, path, scope, only)
    if (checked.issues.length === 0) return checked
    if (closest === undefined || checked.issues.length < closest.issues.length) closest = checked
  }
  return closest ?? fine(raw)
}

type Check = (raw: unknown, spec: FieldSpec, path: string) => Checked

function checkFields(from: Json, specs: Record<string, FieldSpec>, path: string, check: Check): Checked {
  const issues: Issue[] = []
  const value: Json = {}
  const below = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const [name, raw] of Object.entries(from)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
    if (spec === undefined) {
      issues.push({ kind: 'unknown-field', path: below(name), problem: 'is not in the Bot API' })
      continue
    }
    const checked = check(raw, spec, below(name))
    issues.push(...checked.issues)
    value[name] = checked.value
  }
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.required && from[name] === undefined)
      issues.push({ kind: 'missing-field', path: below(name), problem: 'is required' })
  }
  return { value, issues }
}

/** Every `attach://name` in a payload, however deep. */
function references(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('attach://') ? [value.slice('attach://'.length)] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(references) : []
}

function checkReferences(payload: Payload, uploads: Uploads): Issue[] {
  const used = references(payload)
  const absent = used.filter((name) => !uploads.has(name))
  const unused = [...uploads.keys()].filter((name) => !used.includes(name))
  return [
    ...absent.map((path): Issue => ({ kind: 'missing-field', path, problem: 'is attached but was not uploaded' })),
    ...unused.map((path): Issue => ({ kind: 'unknown-field', path, problem: 'was uploaded but nothing refers to it' })),
  ]
}

const isPlain = (type: string) => ['String', 'Integer', 'Float', 'Boolean', 'InputFile'].includes(type)

/** Objects and arrays may be sent as JSON in a string, in every encoding. Their own fields are then plain JSON. */
function checkParameter(raw: unknown, spec: FieldSpec, name: string, api: BotApi, textual: boolean): Checked {
  if (spec.types.some(isPlain)) return checkValue(raw, spec.types, name, { api, textual }, spec.only)
  if (typeof raw !== 'string') return checkValue(raw, spec.types, name, { api, textual: false }, spec.only)
  try {
    return checkValue(JSON.parse(raw), spec.types, name, { api, textual: false }, spec.only)
  } catch {
    return wrong(name, "can't parse JSON object")
  }
}

/** Checks one call against the description; the payload it returns is only meant for use when there are no issues. */
export function validateCall(api: BotApi, method: string, body: Body): { payload: Payload; issues: Issue[] } {
  const specs = api.methods[method]?.fields ?? {}
  const fields: Json = { ...body.fields }
  // Telegraf repeats the method's name in multipart bodies, as webhook replies must.
  if (fields.method === method) delete fields.method
  for (const name of body.uploads.keys()) {
    if (specs[name] !== undefined && fields[name] === undefined) fields[name] = `attach://${name}`
  }
  const checked = checkFields(fields, specs, '', (raw, spec, name) =>
    checkParameter(raw, spec, name, api, body.textual),
  )
  const payload = isJson(checked.value) ? checked.value : {}
  return { payload, issues: [...checked.issues, ...checkReferences(payload, body.uploads)] }
}

/** Checks something the fake itself says, such as an update, against a type of the description. */
export function validateAnswer(api: BotApi, type: string, value: unknown): Issue[] {
  return checkValue(value, [type], '', { api, textual: false }).issues
}
