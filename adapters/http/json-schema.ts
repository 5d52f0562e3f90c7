import { z } from 'zod'

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = { readonly [key: string]: unknown }

/** The JSON Schema of what goes into `schema`, or of what comes out of it. What can't be said in it allows anything. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io })
  // The generator's own type knows more keywords than are needed here.
  return rest as JsonSchema
}

/** The kinds that a value may have. */
export const kindsOf = (schema: JsonSchema): readonly string[] => {
  const { type, anyOf, oneOf } = schema
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.map(String)
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : []
  return branches.flatMap((branch: unknown) => (isSchema(branch) ? kindsOf(branch) : []))
}

export const propertiesOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> => {
  const { properties } = schema
  if (!isSchema(properties)) return {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, each]) => (isSchema(each) ? [[name, each]] : [])),
  )
}

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
