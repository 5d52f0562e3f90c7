/** Empties the outbox of one channel until it is killed; argument: where, in JSON. */
import { request } from 'node:http'
import { Sender } from '../../../core/messaging/index.ts'
import { type Channel, Unavailable } from '../../../core/ports/channel.ts'
import { openTarget } from '../../contracts/store/open-target.ts'
import type { Work } from './killing.ts'
import { sendingOffice } from './office.ts'

const { target, port, leaseFor } = JSON.parse(process.argv[2] ?? '') as Work // what killing.ts wrote

const post = (chat: string, delivery: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: `/${encodeURIComponent(chat)}`, method: 'POST' },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Unavailable(`${answer.statusCode}`)),
        )
      },
    )
    asked.on('error', () => reject(new Unavailable('no answer')))
    asked.end(JSON.stringify({ delivery }))
  })

const channel: Channel = {
  name: 'arrivals',
  can: { choices: true, files: true, textLength: 4_096, perSecond: 1e9, perChatPerSecond: 1e9 },
  send: async (address, _message, delivery) => {
    await post(address, delivery)
    return { ids: [delivery] }
  },
  start: async () => async () => {},
}

const application = await sendingOffice(openTarget(target))
new Sender(application, channel, { leaseFor }).start()
process.stdout.write('sending\n')
