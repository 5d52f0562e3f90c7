import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const Line = z.object({ asked: z.string(), status: z.number(), answer: z.string() })

export interface RecordedEndpoint {
  readonly baseUrl: string
  stop(): void
}

/**
 * An endpoint that answers from a recording: JSON lines of the question's SHA-256 and the answer. What was never asked
 * is passed on to `to` and recorded, or answered with 404 where there is no `to`. Keys are not recorded.
 */
export const recordedEndpoint = async (file: string, to?: string): Promise<RecordedEndpoint> => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const known = new Map(lines.map((line) => Line.parse(JSON.parse(line))).map((line) => [line.asked, line]))
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const asked = createHash('sha256').update(body).digest('hex')
    const line =
      known.get(asked) ??
      (to === undefined
        ? undefined
        : await passOn(`${to}${path(request.url)}`, request.headers.authorization, asked, body))
    if (line !== undefined && !known.has(asked) && line.status === 200) {
      known.set(asked, line)
      appendFileSync(file, `${JSON.stringify(line)}\n`)
    }
    response
      .writeHead(line?.status ?? 404, { 'content-type': 'application/json' })
      .end(line?.answer ?? '{"error":{"message":"this question is not in the recording"}}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const path = (url = ''): string => url.replace(/^\/v1/, '')

const passOn = async (
  url: string,
  authorization: string | undefined,
  asked: string,
  body: string,
): Promise<z.infer<typeof Line>> => {
  try {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }
    const answered = await fetch(url, { method: 'POST', headers, body, redirect: 'error' })
    return { asked, status: answered.status, answer: await answered.text() }
  } catch {
    return { asked, status: 502, answer: '{"error":{"message":"the endpoint does not answer"}}' }
  }
}
