/**
 * A platform in a process of its own: takes `POST /CHAT` with a delivery's id, and writes down each arrival before it
 * answers.
 */
import { createServer } from 'node:http'

const arrived: (readonly [chat: string, delivery: string])[] = []

const server = createServer(async (request, response) => {
  if (request.url === '/count') return response.end(String(arrived.length))
  if (request.url === '/arrivals') return response.end(JSON.stringify(arrived))
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const { delivery } = JSON.parse(body) as { delivery?: unknown }
  if (request.method !== 'POST' || typeof delivery !== 'string') {
    response.statusCode = 400
    return response.end()
  }
  arrived.push([decodeURIComponent(request.url?.slice(1) ?? ''), delivery])
  response.end('{}')
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
