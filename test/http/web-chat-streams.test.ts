import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Browser, readEvents, readProblem, startWebChat, type WebChatHouse } from './house.ts'

let house: WebChatHouse
beforeEach(async () => {
  house = await startWebChat()
})
afterEach(() => house.stop())

it('tells every open page of a session what is new, at once and in order', async () => {
  const visitor = await new Browser(house.url).open()
  const streams = await Promise.all([visitor.get('/chat/events?after=0'), visitor.get('/chat/events?after=0')])
  expect(streams[0]?.headers.get('content-type')).toContain('text/event-stream')
  const heard = streams.map((stream) => readEvents(stream, (events) => events.length >= 4))
  await visitor.say('一')
  await visitor.say('二')
  for (const events of await Promise.all(heard)) {
    expect(events.map(({ event, id }) => `${event} ${id}`)).toEqual([
      'message 1',
      'message 2',
      'message 3',
      'message 4',
    ])
    expect(events[0]?.data).toMatchObject({ seq: 1, from: 'me', text: '一' })
  }
})

it('goes on after the last event that a page saw', async () => {
  const visitor = await new Browser(house.url).open()
  for (const words of ['一', '二', '三']) await visitor.say(words)
  const stream = await visitor.get('/chat/events?after=1', { 'last-event-id': '4' })
  const events = await readEvents(stream, (seen) => seen.length >= 2)
  expect(events.map(({ id }) => id)).toEqual(['5', '6'])
})

it('shows signs of life while nothing happens', async () => {
  const visitor = await new Browser(house.url).open()
  const stream = await visitor.get('/chat/events')
  let beats = 0
  await readEvents(stream, (_events, raw) => {
    beats = raw.split(': beat').length - 1
    return beats >= 3
  })
  expect(beats).toBe(3)
})

it('finds what another process wrote', async () => {
  const visitor = await new Browser(house.url).open()
  await visitor.say('你好')
  const { webChannel } = await import('../../adapters/chat/web/index.ts')
  const { testSeal } = await import('./house.ts')
  const worker = webChannel({ store: house.store, clock: house.clock, seal: testSeal(), files: house.files })
  const stream = await visitor.get('/chat/events?after=2')
  const heard = readEvents(stream, (events) => events.length >= 1)
  await worker.send(house.heard[0]?.address ?? '', { text: '办好了' })
  expect((await heard)[0]?.data).toMatchObject({ seq: 3, text: '办好了' })
})

it('says that what was said is cleared', async () => {
  const visitor = await new Browser(house.url).open()
  await visitor.say('你好')
  const stream = await visitor.get('/chat/events?after=2')
  const heard = readEvents(stream, (events) => events.length >= 1)
  await house.channel.clear(house.heard[0]?.address ?? '')
  expect(await heard).toEqual([{ event: 'clear', id: '2', data: { upTo: 2 } }])
})

it('ends the oldest stream when one session opens too many', async () => {
  const visitor = await new Browser(house.url).open()
  const streams: Response[] = []
  for (let n = 0; n < 5; n++) streams.push(await visitor.get('/chat/events'))
  const [oldest] = streams
  if (oldest === undefined) throw new Error('no stream')
  expect(await readEvents(oldest, () => false)).toEqual([])
  for (const stream of streams.slice(1)) await stream.body?.cancel()
})

it('ends streams when the person forgets, and when the server stops', async () => {
  const visitor = await new Browser(house.url).open()
  const first = await visitor.get('/chat/events')
  const ended = readEvents(first, () => false)
  const cookie = visitor.cookies.get('chat')
  await visitor.post('/chat/forget', {})
  await ended
  expect(cookie).toBeDefined()
  const other = await new Browser(house.url).open()
  const second = readEvents(await other.get('/chat/events'), () => false)
  const started = Date.now()
  await house.http.stop()
  await second
  expect(Date.now() - started).toBeLessThan(3_000)
})

it('is not given without a session', async () => {
  const response = await new Browser(house.url).get('/chat/events')
  expect((await readProblem(response)).code).toBe('http.no-session')
  const visitor = await new Browser(house.url).open()
  expect((await readProblem(await visitor.get('/chat/events', { 'last-event-id': randomUUID() }))).status).toBe(422)
})
