import type { IncomingMessage } from 'node:http'
import { Failure } from './failure.ts'
import { parseMultipart } from './multipart.ts'
import { isJson, type Json, type Upload, type Uploads } from './payload.ts'

/** `textual`: every value came as a string, so numbers, booleans and objects have still to be read from it. */
export type Body = { fields: Json; uploads: Uploads; textual: boolean }

/** 50 MB of file and some room for the fields around it. */
const MOST_BYTES = 51 * 1024 * 1024

const malformed = (problem: string) =>
  new Failure(400, 'Bad Request: malformed request body', { issue: { kind: 'malformed-body', path: '', problem } })

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // Read on without keeping: a client that is cut off while sending would never see the answer.
    if (size <= MOST_BYTES) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > MOST_BYTES) {
    throw new Failure(413, 'Request Entity Too Large', {
      issue: { kind: 'limit', path: '', problem: `a body of ${size} bytes; a bot may upload 50 MB` },
    })
  }
  return Buffer.concat(chunks)
}

function readJson(bytes: Buffer): Json {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (isJson(value)) return value
  } catch (error) {
    throw malformed(`the body is no JSON: ${error}`)
  }
  throw malformed('the body is JSON, but not an object')
}

function readMultipart(bytes: Buffer, contentType: string): Body {
  const fields: Json = {}
  const uploads = new Map<string, Upload>()
  try {
    for (const part of parseMultipart(bytes, contentType)) {
      if ('text' in part) fields[part.field] = part.text
      else uploads.set(part.field, part.upload)
    }
  } catch (error) {
    throw malformed(`multipart/form-data: ${error}`)
  }
  return { fields, uploads, textual: true }
}

/**
 * Reads a call's parameters from its body in any of the three encodings of the Bot API, and from the query string.
 * @throws Failure 400 for a malformed body, 413 for one above 50 MB.
 */
export function parseBody(bytes: Buffer, contentType: string, query: URLSearchParams): Body {
  const fromQuery: Json = Object.fromEntries(query)
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (bytes.length === 0) return { fields: fromQuery, uploads: new Map(), textual: true }
  if (type === 'application/json') return { fields: readJson(bytes), uploads: new Map(), textual: false }
  if (type === 'multipart/form-data') {
    const body = readMultipart(bytes, contentType)
    return { ...body, fields: { ...fromQuery, ...body.fields } }
  }
  if (type === 'application/x-www-form-urlencoded') {
    const fields = Object.fromEntries(new URLSearchParams(bytes.toString('utf8')))
    return { fields: { ...fromQuery, ...fields }, uploads: new Map(), textual: true }
  }
  throw malformed(`the content type ${contentType || '(none)'} is none that Telegram reads`)
}
