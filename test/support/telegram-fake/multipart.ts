import type { Upload } from './payload.ts'

export type Part = { field: string; text: string } | { field: string; upload: Upload }

/** The value of a parameter such as `name="photo"`; grammY leaves the quotes out. */
function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, 'i').exec(header)
  return found ? (found[1] ?? found[2] ?? '').replaceAll('%22', '"') : undefined
}

function readPart(head: string, content: Buffer): Part {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  const field = parameter(disposition, 'name')
  if (field === undefined) throw new Error('a part has no name')
  const name = parameter(disposition, 'filename')
  if (name === undefined) return { field, text: content.toString('utf8') }
  const mime = /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1] ?? 'application/octet-stream'
  // A copy, so that a small file does not keep the whole request alive.
  return { field, upload: { name, mime, bytes: new Uint8Array(content) } }
}

/**
 * Splits a multipart/form-data body.
 * @throws Error when the body is cut off or a part has no name.
 */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = parameter(` ${contentType}`, 'boundary')
  if (boundary === undefined || boundary === '') throw new Error('the content type names no boundary')
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(delimiter)
  if (at < 0) throw new Error('the boundary never occurs')
  for (;;) {
    at += delimiter.length
    if (body.toString('latin1', at, at + 2) === '--') return parts
    const headEnd = body.indexOf('\r\n\r\n', at)
    const next = headEnd < 0 ? -1 : body.indexOf(`\r\n--${boundary}`, headEnd + 2)
    if (next < 0) throw new Error('the body ends before its last boundary')
    parts.push(
      readPart(body.toString('utf8', at + 2, headEnd), body.subarray(headEnd + 4, Math.max(next, headEnd + 4))),
    )
    at = next + 2
  }
}
