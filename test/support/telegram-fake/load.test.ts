import { Agent, request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { poll } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'

const USERS = 1_000
const MESSAGES = 50_000

/** A client with nothing of its own to measure: one keep-alive connection for each chat that waits. */
function sender(fake: TelegramFake) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const path = `/bot${fake.token}/sendMessage`
  const headers = { 'content-type': 'application/json' }
  const { hostname: host, port } = new URL(fake.apiRoot)
  const send = (body: string) =>
    new Promise<void>((resolve, reject) => {
      const call = request({ agent, host, port, path, method: 'POST', headers }, (response) => {
        response.resume().on('end', resolve)
      })
      call.on('error', reject).end(body)
    })
  return { send, stop: () => agent.destroy() }
}

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function megabytesInUse(): number {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

test('a thousand people at once, fifty thousand messages, flat memory', { timeout: 300_000 }, async () => {
  const fake = await startTelegramFake({ keepHistory: false })
  const { send, stop } = sender(fake)
  const users = Array.from({ length: USERS }, () => fake.user())
  const sizes: number[] = []
  let offset = 0
  for (let round = 0; round < MESSAGES / USERS; round++) {
    for (const user of users) user.says(`question ${round}`)
    await Promise.all(users.map((user) => send(JSON.stringify({ chat_id: user.id, text: `answer ${round}` }))))
    for (let left = USERS; left > 0; ) {
      const updates = await poll(fake, { offset })
      offset = Number(updates.at(-1)?.update_id) + 1
      left -= updates.length
    }
    if (round % 10 === 9) sizes.push(megabytesInUse())
  }
  expect(fake.counts.messagesByBot).toBe(MESSAGES)
  expect(fake.counts.updates).toBe(MESSAGES)
  expect(fake.violations).toEqual([])
  for (const user of users) expect(user.heard().at(-1)?.text).toBe(`answer ${MESSAGES / USERS - 1}`)
  // The first ten rounds fill what is kept for each chat; after that only noise may be added.
  const growth = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0)
  expect(growth).toBeLessThan(4)
  stop()
  await fake.stop()
})
