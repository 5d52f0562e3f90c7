import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Browser, readProblem, startWebChat, type WebChatHouse } from './house.ts'

let house: WebChatHouse
beforeEach(async () => {
  house = await startWebChat()
})
afterEach(() => house.stop())

const browser = () => new Browser(house.url).open()

describe('the page', () => {
  it('comes in the language of the browser, with its texts as data that ends no script', async () => {
    const response = await new Browser(house.url).get('/', { 'accept-language': 'en-GB,zh;q=0.5' })
    const html = await response.text()
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<title>安和县&#34;联系点&#34; &#60;办公室&#62;</title>')
    const data = /<script type="text\/json" id="texts">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(data).not.toContain('<')
    expect(JSON.parse(data)['web-chat.send']).toBe('Send')
    expect(JSON.parse(data)['web-chat.loading-count']).toContain('{{count}}')
  })

  it('keeps browsers to a strict policy', async () => {
    const { headers } = await new Browser(house.url).get('/')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toBe('geolocation=(self), camera=(self)')
  })

  it('loads its files with their types, and not again while they are the same', async () => {
    const visitor = new Browser(house.url)
    const first = await visitor.get('/chat/assets/chat.js')
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await first.text()).toBe(
      readFileSync(new URL('../../adapters/chat/web/page/chat.js', import.meta.url), 'utf8'),
    )
    const again = await visitor.get('/chat/assets/chat.js', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    for (const path of ['/chat/assets/tsconfig.json', '/chat/assets/%2e%2e%2fchannel.ts', '/chat/assets/nothing.js']) {
      expect((await readProblem(await visitor.get(path))).status).toBe(404)
    }
  })

  it('follows the language that was chosen on it', async () => {
    const visitor = await browser()
    expect((await visitor.post('/chat/language', { language: 'zh-TW' })).status).toBe(200)
    expect(house.chosen).toEqual(['zh-TW'])
    expect(await (await visitor.get('/', { 'accept-language': 'en' })).text()).toContain('<html lang="zh-TW">')
    expect((await readProblem(await visitor.post('/chat/language', { language: 'xx' }))).status).toBe(422)
  })
})

describe('a conversation', () => {
  it('shows what was said and what was answered, in order and page by page', async () => {
    const visitor = await browser()
    const sent = await visitor.say('路灯坏了')
    expect(sent.status).toBe(202)
    expect(await sent.json()).toEqual({ seq: 1 })
    const [mine, answer] = await visitor.messages()
    expect(mine).toMatchObject({ seq: 1, from: 'me', text: '路灯坏了' })
    expect(answer).toMatchObject({ seq: 2, from: 'office', text: '听到:{"kind":"text","text":"路灯坏了"}' })
    expect(await visitor.messages(1)).toEqual([answer])
    const [incoming] = house.heard
    for (let n = 0; n < 250; n++) await house.channel.send(incoming?.address ?? '', { text: `第${n}条` })
    expect((await visitor.messages()).length).toBe(200)
    expect((await visitor.messages(200)).length).toBe(52)
  })

  it('says a thing once, however often it is sent under the same id, also at the same time', async () => {
    const visitor = await browser()
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.say('一次', id)))
    for (const answer of answers) expect(await answer.json()).toEqual({ seq: 1 })
    expect(await (await visitor.say('一次', id)).json()).toEqual({ seq: 1 })
    expect(house.heard.length).toBe(1)
    expect((await visitor.messages()).map(({ text }) => text)).toEqual(['一次', expect.stringContaining('听到')])
  })

  it('numbers what several people of one session say at once without gaps', async () => {
    const visitor = await browser()
    await Promise.all(Array.from({ length: 12 }, (_, n) => visitor.say(`话${n}`)))
    expect((await visitor.messages()).map(({ seq }) => seq)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1))
  })

  it('shows a pressed button by its label, and hands the token on', async () => {
    const visitor = await browser()
    await visitor.say('你好')
    const address = house.heard[0]?.address ?? ''
    await house.channel.send(address, {
      text: '好吗?',
      choices: [{ label: '好', token: '=a1:x:yes' }],
      wants: 'choice',
    })
    await visitor.post('/chat/messages', { id: randomUUID(), press: '=a1:x:yes' })
    await visitor.post('/chat/messages', { id: randomUUID(), press: 'report' })
    expect(house.heard.map(({ act }) => act).slice(1)).toEqual([
      { kind: 'press', token: '=a1:x:yes' },
      { kind: 'press', token: 'report' },
    ])
    const own = (await visitor.messages()).filter(({ from }) => from === 'me')
    expect(own.map(({ text }) => text)).toEqual(['你好', '好', '反映问题'])
  })

  it('takes places and links; a link alone says nothing', async () => {
    const visitor = await browser()
    const place = { lat: 30.1, lng: 112.2, accuracy: 12.4 }
    await visitor.post('/chat/messages', { id: randomUUID(), location: place })
    await visitor.post('/chat/messages', { id: randomUUID(), start: 'i-ABC' })
    expect(house.heard.map(({ act }) => act)).toEqual([
      { kind: 'location', lat: 30.1, lng: 112.2 },
      { kind: 'start', payload: 'i-ABC' },
    ])
    const own = (await visitor.messages()).filter(({ from }) => from === 'me')
    expect(own.map(({ text }) => text)).toEqual(['我现在的位置\n误差大约 12 米'])
  })

  it('refuses what it does not understand with every fault', async () => {
    const visitor = await browser()
    const id = randomUUID()
    for (const body of [
      {},
      { id, text: '' },
      { id: '1', text: 'x' },
      { id, press: 'x'.repeat(65) },
      { id, location: { lat: 91, lng: 0 } },
    ]) {
      expect((await readProblem(await visitor.post('/chat/messages', body))).code).toBe('input.invalid')
    }
    const headers = { 'content-type': 'application/json' }
    const broken = await visitor.fetch('/chat/messages', { method: 'POST', body: '{"id":', headers })
    expect((await readProblem(broken)).status).toBe(422)
    expect((await readProblem(await visitor.get('/chat/messages?after=-1'))).status).toBe(422)
    expect((await readProblem(await visitor.get('/chat/nothing'))).code).toBe('http.not-found')
    expect(house.heard).toEqual([])
  })

  it('keeps unusual words as they were', async () => {
    const visitor = await browser()
    const words = '👩‍👩‍👧 \u0000 \ud800 ‮rtl <b>&amp;'
    await visitor.say(words)
    expect((await visitor.messages())[0]?.text).toBe(words)
  })

  it('asks to be tried again when the core could not keep it, and then takes it once', async () => {
    let broken = true
    await house.stop()
    const { StoreUnavailable } = await import('../../core/ports/store.ts')
    house = await startWebChat({
      answer: async (_incoming, say) => {
        if (broken) throw new StoreUnavailable('disk full')
        await say('好')
      },
    })
    const visitor = await browser()
    const id = randomUUID()
    const refused = await visitor.say('在吗', id)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await readProblem(refused)).status).toBe(503)
    broken = false
    expect((await visitor.say('在吗', id)).status).toBe(202)
    expect((await visitor.messages()).map(({ text }) => text)[0]).toBe('在吗')
    expect((await visitor.messages()).filter(({ from }) => from === 'me').length).toBe(1)
  })
})

describe('forgetting', () => {
  it('takes away what was said, the files and the cookie, and sends nothing there any more', async () => {
    const visitor = await browser()
    await visitor.upload(randomUUID(), new File(['hello'], 'a.txt', { type: 'text/plain' }))
    const address = house.heard[0]?.address ?? ''
    expect((await visitor.post('/chat/forget', {})).status).toBe(200)
    expect(visitor.cookies.has('chat')).toBe(false)
    expect((await readProblem(await visitor.get('/chat/messages'))).code).toBe('http.no-session')
    await expect(house.channel.send(address, { text: '晚了' })).rejects.toMatchObject({
      name: 'Unreachable',
      reason: 'gone',
    })
    const left = readdirSync(join(house.folder, 'files'), { recursive: true, withFileTypes: true })
    expect(left.filter((entry) => entry.isFile())).toEqual([])
    expect((await visitor.post('/chat/forget', {})).status).toBe(200)
  })

  it('happens by itself thirty days after the last visit', async () => {
    const visitor = await browser()
    await visitor.say('你好')
    house.clock.set('2025-07-30T01:00:00.000Z')
    expect(await house.channel.prune()).toBe(0)
    const other = await browser()
    await other.say('我在')
    house.clock.set('2025-08-01T01:00:00.000Z')
    expect(await house.channel.prune()).toBe(1)
    expect((await visitor.get('/chat/messages')).status).toBe(401)
    expect((await other.messages()).length).toBe(2)
  })

  it('can leave the session and clear what was said, without numbering anew', async () => {
    const visitor = await browser()
    await visitor.say('你好')
    await house.channel.clear(house.heard[0]?.address ?? '')
    await visitor.say('又是我')
    const answer = await (await visitor.get('/chat/messages?after=0')).json()
    expect(answer).toMatchObject({ cleared: 2, messages: [{ seq: 3, text: '又是我' }, { seq: 4 }] })
  })
})

describe('what the store and the log know', () => {
  it('is neither the cookie, nor the address, nor a word', async () => {
    const visitor = await browser()
    await visitor.say('绝密的路灯')
    const address = house.heard[0]?.address ?? 'none'
    await house.channel.send(address, { text: '密码 7H3K-22QX', sensitive: true })
    const kept = readdirSync(house.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    const everything = Buffer.concat([...kept, Buffer.from(house.lines.join('\n'))])
    expect(everything.includes('web-message')).toBe(true)
    for (const secret of [visitor.cookies.get('chat') ?? 'none', address, '绝密', '7H3K']) {
      expect(everything.includes(secret)).toBe(false)
    }
  })
})
