import type { Allow } from '../../core/kernel/operation.ts'
import type { Exposed } from './exposed.ts'
import { isSchema, type JsonSchema, jsonSchemaOf } from './json-schema.ts'
import { PROBLEM_TYPE } from './problems.ts'

type Json = Record<string, unknown>

const PROBLEM = { $ref: '#/components/schemas/Problem' }

/** The API as an OpenAPI 3.1 document, from the operations' own declarations. */
export const openApiDocument = (
  exposed: Iterable<Exposed>,
  { publicUrl, version }: { readonly publicUrl: string; readonly version: string },
): Json => {
  const schemas: Json = { Problem: problemSchema, Fault: faultSchema }
  const paths: Json = {}
  for (const each of exposed) paths[each.path] = pathItem(each, schemas)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Contact Point 联系点',
      version,
      description:
        'Every operation of the program: commands by POST, queries by GET or POST. Failures are RFC 9457 problems ' +
        'in the language of Accept-Language. Queries that come in pages answer `next`, to be given back as `after`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
    paths,
    components: { schemas, responses: problemResponses, securitySchemes },
  }
}

const pathItem = ({ operation, parameters }: Exposed, schemas: Json): Json => {
  const { name, summary, kind, allow } = operation
  const input = hoisted(jsonSchemaOf(operation.input, 'input'), `${name}.input`, schemas)
  const output = hoisted(jsonSchemaOf(operation.output, 'output'), `${name}.output`, schemas)
  const common = {
    summary,
    description: `For ${audienceOf(allow)}.`,
    tags: [name.split('.')[0]],
  }
  const post = {
    ...common,
    operationId: kind === 'query' ? `${name}.post` : name,
    ...(kind === 'command' ? { parameters: [idempotencyKey] } : {}),
    requestBody: { required: true, content: { 'application/json': { schema: input } } },
    responses: responses(output, false),
  }
  if (kind === 'command') return { post }
  const get = {
    ...common,
    operationId: name,
    parameters: parameters.map((each) => ({
      name: each.name,
      in: 'query',
      required: each.required,
      schema: moved(each.schema, `${name}.input`),
    })),
    responses: responses(output, true),
  }
  return { get, post }
}

/** Where what a schema calls `name` inside itself stands in the document; the empty name is the schema itself. */
const placeOf = (schema: string, inner: string): string => `${schema}${inner === '' ? '' : `.${inner}`}`

/** `value` with its references to the inside of its own schema turned to where that stands in the document. */
const moved = (value: unknown, schema: string): unknown => {
  if (Array.isArray(value)) return value.map((each) => moved(each, schema))
  if (!isSchema(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key !== '$ref' || typeof each !== 'string') return [key, moved(each, schema)]
      return [key, `#/components/schemas/${placeOf(schema, each.replace(/^#(\/\$defs\/)?/, ''))}`]
    }),
  )
}

/** Definitions inside a schema move beside all others, since `#` means the whole document here. */
const hoisted = (schema: JsonSchema, name: string, schemas: Json): JsonSchema => {
  const { $defs, ...own } = schema
  const definitions = isSchema($defs) ? Object.entries($defs) : []
  for (const [inner, each] of definitions) schemas[placeOf(name, inner)] = moved(each, name)
  const result = moved(own, name) as JsonSchema // what is given as an object stays one
  const itself = `#/components/schemas/${name}`
  const meansItself = JSON.stringify(schema).includes('"$ref":"#"')
  if (!meansItself) return result
  schemas[name] = result
  return { $ref: itself }
}

const responses = (output: JsonSchema, paged: boolean): Json => ({
  200: {
    description: 'What the operation answers.',
    ...(paged && isSchema(output.properties) && 'next' in output.properties ? { headers: { Link: linkHeader } } : {}),
    content: { 'application/json': { schema: output } },
  },
  ...Object.fromEntries(Object.keys(FAILURES).map((status) => [status, { $ref: `#/components/responses/${status}` }])),
  default: { $ref: '#/components/responses/default' },
})

const FAILURES: Readonly<Record<string, string>> = {
  401: 'No token, or one that is unknown, expired or revoked.',
  403: 'This token may not do this.',
  404: 'What was asked for is not there.',
  409: 'It does not fit how things stand.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The input has faults, or the Idempotency-Key was used for another request.',
  429: 'Too fast: wait for Retry-After seconds.',
  500: 'Our fault; the incident number stands in the log.',
  503: 'Not possible just now, and nothing was kept: try again.',
  default: 'Any other failure.',
}

// OpenAPI names components by letters, digits, dots and hyphens: a status is one.
const problemResponses: Json = Object.fromEntries(
  Object.entries(FAILURES).map(([status, description]) => [
    status,
    { description, content: { [PROBLEM_TYPE]: { schema: PROBLEM } } },
  ]),
)

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer', description: 'A token made by access.createToken: `cp_…`.' },
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key of the same token is the same act: it happens once and answers the same. Kept 30 days.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const linkHeader: Json = {
  description: 'The address of the next page, as `rel="next"`; absent on the last.',
  schema: { type: 'string' },
}

const faultSchema: Json = {
  type: 'object',
  required: ['path', 'message'],
  properties: {
    path: { type: 'string', description: 'Where in the input; `·` is all of it.' },
    message: { type: 'string' },
  },
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'status', 'title', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:contact-point:problem:access.token-expired'] },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string', description: 'What happened and what to do now, for a person.' },
    code: { type: 'string', description: 'Stable, for programs.', examples: ['access.token-expired'] },
    faults: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
    incident: { type: 'string' },
  },
}

const audienceOf = (allow: Allow): string => {
  if (allow === 'anyone' || allow === 'person') return 'any token'
  if (allow === 'staff') return 'tokens with any role'
  if (allow === 'system') return 'the program itself'
  return `tokens with the role ${allow.join(' or ')}`
}
