/** Anything that JSON can hold, checked when it is read. */
export type Json = { [key: string]: unknown }

/** A call's parameters after validation: numbers are numbers and nested objects are objects, however they were sent. */
export type Payload = Json

/** A file that came in a multipart body. */
export type Upload = { name: string; mime: string; bytes: Uint8Array }
export type Uploads = ReadonlyMap<string, Upload>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function stringOf(from: Json, field: string): string | undefined {
  const value = from[field]
  return typeof value === 'string' ? value : undefined
}

export function numberOf(from: Json, field: string): number | undefined {
  const value = from[field]
  return typeof value === 'number' ? value : undefined
}

export function objectOf(from: Json, field: string): Json | undefined {
  const value = from[field]
  return isJson(value) ? value : undefined
}

/** The objects in an array field; an absent field is an empty array. */
export function objectsOf(from: Json, field: string): Json[] {
  const value = from[field]
  return Array.isArray(value) ? value.filter(isJson) : []
}

export function stringsOf(from: Json, field: string): string[] | undefined {
  const value = from[field]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
}

/** The buttons of a keyboard, row by row. */
export function rowsOf(from: Json, field: string): Json[][] {
  const value = from[field]
  return Array.isArray(value) ? value.filter((row) => Array.isArray(row)).map((row) => row.filter(isJson)) : []
}
