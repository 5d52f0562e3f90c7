import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Browser, readProblem, startWebChat, type WebChatHouse } from './house.ts'

let house: WebChatHouse
beforeEach(async () => {
  house = await startWebChat()
})
afterEach(() => house.stop())

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const png = () => new File([PNG], '路灯 1.png', { type: 'image/png' })

describe('files', () => {
  it('go out with their words, and come back to whoever sent them alone', async () => {
    const visitor = await new Browser(house.url).open()
    const id = randomUUID()
    for (let n = 0; n < 2; n++) {
      const sent = await visitor.upload(id, png(), '看这张')
      expect([sent.status, await sent.json()]).toEqual([202, { seq: 1 }])
    }
    expect(house.heard.length).toBe(1)
    const act = house.heard[0]?.act
    if (act?.kind !== 'files') throw new Error('no files')
    expect(act).toMatchObject({ text: '看这张', files: [{ name: '路灯 1.png', type: 'image/png', size: PNG.length }] })
    expect(Buffer.from((await act.files[0]?.read()) ?? [])).toEqual(PNG)
    const attachment = (await visitor.messages())[0]?.attachments?.[0]
    expect(attachment).toEqual({ name: '路灯 1.png', type: 'image/png', size: PNG.length, url: '/chat/files/1-0' })
    const back = await visitor.get('/chat/files/1-0')
    expect(Buffer.from(await back.arrayBuffer())).toEqual(PNG)
    expect(back.headers.get('content-type')).toBe('image/png')
    expect(back.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    const other = await new Browser(house.url).open()
    await other.say('别人')
    for (const path of [
      '/chat/files/1-0',
      '/chat/files/2-0',
      '/chat/files/1-9',
      '/chat/files/x',
      '/chat/files/..%2f1',
    ]) {
      expect((await readProblem(await other.get(path))).status).toBe(404)
    }
    expect((await readProblem(await new Browser(house.url).get('/chat/files/1-0'))).status).toBe(401)
  })

  it('from the office are handed out to whom they were sent', async () => {
    const visitor = await new Browser(house.url).open()
    await visitor.say('你好')
    const file = await house.files.put(Buffer.from('%PDF-1.7'))
    const files = [{ file, name: '答复.pdf', type: 'application/pdf' }]
    await house.channel.send(house.heard[0]?.address ?? '', { text: '见附件', files })
    const sent = (await visitor.messages(2))[0]?.attachments?.[0]
    expect(sent).toMatchObject({ name: '答复.pdf', size: 8, url: '/chat/files/3-0' })
    const response = await visitor.get('/chat/files/3-0')
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E7%AD%94%E5%A4%8D.pdf")
  })

  it('never come back as a page, whatever they call themselves', async () => {
    const visitor = await new Browser(house.url).open()
    for (const [name, type] of [
      ['a.html', 'text/html'],
      ['a.svg', 'image/svg+xml'],
      ['a.png', 'image/png'],
    ] as const) {
      await visitor.upload(randomUUID(), new File(['<script>alert(1)</script>'], name, { type }))
    }
    for (const { attachments } of await visitor.messages()) {
      for (const { url } of attachments ?? []) {
        const { headers } = await visitor.get(url)
        expect(headers.get('content-type')).toBe('application/octet-stream')
        expect(headers.get('content-disposition')).toMatch(/^attachment/)
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
    }
  })

  it('larger than 20 MB are refused in plain words, however they come', async () => {
    const visitor = await new Browser(house.url).open()
    const large = new File([new Uint8Array(21 * 1024 * 1024)], 'film.mp4', { type: 'video/mp4' })
    const problem = await readProblem(await visitor.upload(randomUUID(), large))
    expect(problem).toMatchObject({ status: 413, code: 'http.too-large' })
    expect(problem.detail).toContain('20 MB')
    const chunked = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    })
    const init = {
      method: 'POST',
      body: chunked,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    }
    const endless = await visitor.fetch('/chat/files', init as RequestInit).catch((error: unknown) => error)
    // The server may close the door while we are still pushing.
    if (endless instanceof Response) expect(endless.status).toBe(413)
    expect((await readProblem(await visitor.say('长'.repeat(100_000)))).status).toBe(413)
    expect(house.heard).toEqual([])
  })

  it('must come as a form with an id and a file', async () => {
    const visitor = await new Browser(house.url).open()
    const form = new FormData()
    form.append('id', randomUUID())
    form.append('file', 'only words')
    expect((await readProblem(await visitor.fetch('/chat/files', { method: 'POST', body: form }))).status).toBe(422)
    expect((await readProblem(await visitor.post('/chat/files', {}))).status).toBe(422)
  })
})

describe('other sites', () => {
  it('can do nothing in the name of a visitor', async () => {
    const visitor = await new Browser(house.url).open()
    const bad: readonly Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'not an origin' },
    ]
    for (const headers of bad) {
      const body = { id: randomUUID(), text: '坏' }
      expect((await readProblem(await visitor.post('/chat/messages', body, headers))).code).toBe('http.cross-site')
    }
    expect(house.heard).toEqual([])
    const own = { origin: new URL(house.url).origin }
    expect((await visitor.post('/chat/messages', { id: randomUUID(), text: '好' }, own)).status).toBe(202)
    expect(
      (await visitor.post('/chat/messages', { id: randomUUID(), text: '好' }, { 'sec-fetch-site': 'same-origin' }))
        .status,
    ).toBe(202)
  })
})

describe('sessions', () => {
  it('are opened by a cookie that scripts and other sites never see', async () => {
    const response = await new Browser(house.url).post('/chat/session', {})
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^chat=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  it('stay the same when they are opened again', async () => {
    const visitor = await new Browser(house.url).open()
    const before = visitor.cookies.get('chat')
    await visitor.open()
    expect(visitor.cookies.get('chat')).toBe(before)
  })

  it('see nothing of one another', async () => {
    const [one, two] = await Promise.all([new Browser(house.url).open(), new Browser(house.url).open()])
    const id = randomUUID()
    await one.say('只给我', id)
    expect(await two.messages()).toEqual([])
    expect(await (await two.say('也是我', id)).json()).toEqual({ seq: 1 })
    expect((await one.messages()).map(({ text }) => text)).not.toContain('也是我')
  })

  it('are not opened by an address or an id of the store', async () => {
    const visitor = await new Browser(house.url).open()
    await visitor.say('你好')
    const address = house.heard[0]?.address ?? ''
    for (const guess of [address, house.channel.inbox.sessions.idOf(address), 'x', 'A'.repeat(43)]) {
      const response = await fetch(new URL('/chat/messages', house.url), { headers: { cookie: `chat=${guess}` } })
      expect(response.status).toBe(401)
    }
  })

  it('are thirty a minute for one network address', async () => {
    for (let n = 0; n < 30; n++) await new Browser(house.url).open()
    const refused = await new Browser(house.url).post('/chat/session', {})
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await readProblem(refused)).toMatchObject({ status: 429, code: 'http.too-many' })
    house.clock.move(2_000)
    expect((await new Browser(house.url).post('/chat/session', {})).status).toBe(200)
  })

  it('take sixty messages a minute', async () => {
    const visitor = await new Browser(house.url).open()
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => visitor.say(`话${n}`)))
    expect(answers.filter(({ status }) => status === 429).length).toBe(4)
    expect(house.heard.length).toBe(60)
  })
})

it('cookies are bound to https where the office has it', async () => {
  await house.stop()
  house = await startWebChat({ publicUrl: 'https://chat.example.org/' })
  const response = await new Browser(house.url).post('/chat/session', {})
  expect(response.headers.getSetCookie()[0]).toMatch(
    /^__Host-chat=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
})

it('bodies that say they are large are refused before they are read', async () => {
  const visitor = await new Browser(house.url).open()
  const status = await new Promise<number>((resolve, reject) => {
    const call = request(new URL('/chat/files', house.url), {
      method: 'POST',
      headers: {
        cookie: `chat=${visitor.cookies.get('chat')}`,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(10 ** 10),
      },
    })
    call.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      call.destroy()
    })
    call.on('error', reject)
    call.write('--x\r\n')
  })
  expect(status).toBe(413)
})
