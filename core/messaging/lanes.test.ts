import { expect, test } from 'vitest'
import type { Stored } from '../kernel/record.ts'
import { type Delivery, placeOf } from './delivery.ts'
import { Lanes } from './lanes.ts'

const waiting = (lane: string, purpose: Delivery['purpose'], n: number): Stored<Delivery> => {
  const place = { channel: 'c', purpose, order: String(n) }
  const data = { ...place, lane, outbox: placeOf({ ...place, urgent: undefined }), state: 'queued' } as Delivery // what lanes look at
  return { id: `${lane}-${n}`, version: 1, history: [], data }
}

test('a reply leaves before the duties that were queued earlier, and a duty before the notices', () => {
  const lanes = new Lanes('c')
  lanes.add(waiting('notice', 'notice', 1))
  lanes.add(waiting('duty', 'duty', 2))
  lanes.add(waiting('reply', 'reply', 3))
  expect([...lanes.ready(0)].map(({ data }) => data.lane).slice(0, 3)).toEqual(['reply', 'duty', 'notice'])
})

test('a lane ranks as its next message, also once one of it has left', () => {
  const lanes = new Lanes('c')
  const [reply, duty] = [waiting('a', 'reply', 1), waiting('a', 'duty', 2)]
  for (const each of [duty, reply, waiting('b', 'duty', 1)]) lanes.add(each)
  lanes.begin(reply)
  expect([...lanes.ready(0)][0]?.data.lane).toBe('b')
  lanes.drop(reply)
  lanes.end(reply)
  lanes.add(waiting('b', 'reply', 3))
  expect([...lanes.ready(0)].map(({ data }) => data.lane).slice(0, 2)).toEqual(['b', 'a'])
})

test('what is wanted at once in a chat that stands still does not count as what may be sent', () => {
  const lanes = new Lanes('c')
  const [still, other] = [waiting('still', 'duty', 1), waiting('other', 'duty', 2)]
  lanes.add(still)
  expect(lanes.hasUrgent(0)).toBe(true)
  lanes.pause(still, 1_000)
  lanes.add(waiting('bulk', 'notice', 3))
  expect([lanes.hasUrgent(0), lanes.hasUrgent(1_000)]).toEqual([false, true])
  lanes.add(other)
  expect(lanes.hasUrgent(0)).toBe(true)
})
