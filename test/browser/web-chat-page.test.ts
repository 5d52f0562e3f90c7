import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserIsHere, startBrowser } from '../support/browser.ts'
import { contrastFaults, labelFaults, targetFaults } from '../support/page-checks.ts'
import { type StubOptions, startWebChatStub, type WebChatStub } from '../support/web-chat-stub.ts'

const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
/** The smallest picture a browser will show. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.skipIf(!browserIsHere())('the web chat page', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  const opened: { context: BrowserContext; stub: WebChatStub; complaints: string[] }[] = []

  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())

  // Whatever a test was about, no page may break its security policy, throw, or ask another server for anything.
  afterEach(async () => {
    for (const { context, stub, complaints } of opened.splice(0)) {
      await context.close()
      await stub.close()
      expect(complaints).toEqual([])
    }
  })

  async function open(options: StubOptions = {}, screen = DESKTOP, prepare?: (stub: WebChatStub) => void) {
    const stub = await startWebChatStub(options)
    prepare?.(stub)
    const context = await browser.newContext({ locale: 'zh-CN', ...screen })
    const complaints: string[] = []
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(stub.url) && !/^(blob|data):/.test(request.url())) complaints.push(request.url())
    })
    opened.push({ context, stub, complaints })
    await page.goto(stub.url)
    await page.locator('.standing.live').waitFor()
    return { stub, page, context }
  }

  const own = (page: Page) => page.locator('.message.mine .bubble').allInnerTexts()
  const said = (page: Page) => page.locator('.message.office .bubble').allInnerTexts()
  const posts = (stub: WebChatStub, path = '/chat/messages') =>
    stub.requests.filter((request) => request.method === 'POST' && request.path === path)
  const sendWords = async (page: Page, words: string) => {
    await page.fill('#words', words)
    await page.click('#send')
  }

  test('what a person writes stands there at once, goes out once, and is answered', async () => {
    const { stub, page } = await open({ answer: (office, heard) => void office.say({ text: `记下了:${heard.text}` }) })
    await sendWords(page, '村口的路灯坏了\n三个月了')
    await page.getByText('记下了').waitFor()
    expect(await own(page)).toEqual(['村口的路灯坏了\n三个月了'])
    expect(posts(stub)).toHaveLength(1)
    expect(await page.inputValue('#words')).toBe('')
  })

  test('a press shows its label as the own words and takes the buttons out of use, also after a reload', async () => {
    const ask = (stub: WebChatStub) =>
      void stub.say({
        text: '留姓名吗?',
        choices: [
          { label: '留', token: 't1' },
          { label: '不留', token: 't2' },
        ],
      })
    const { stub, page } = await open({}, DESKTOP, ask)
    expect(await page.locator('.choices.big .choice').count()).toBe(2)
    await page.getByRole('button', { name: '不留', exact: true }).click()
    await page.locator('.message.mine.is-sent').waitFor()
    expect(await own(page)).toEqual(['不留'])
    expect(posts(stub)[0]?.body).toMatchObject({ press: 't2' })
    expect(await page.locator('.choices .choice:not(:disabled)').count()).toBe(0)
    await page.reload()
    await page.locator('.choice.taken').waitFor()
    expect(await page.locator('.choice.taken').textContent()).toContain('不留')
    expect(await page.locator('.choices .choice:not(:disabled)').count()).toBe(0)
  })

  test('only the newest question has big buttons; an older one can still be pressed, a lasting one always', async () => {
    const { page } = await open({}, PHONE, (stub) => {
      stub.say({ text: '您好', keep: true, choices: [{ label: '反映问题', token: 'a' }] })
      stub.sayAsMe({ text: '反映问题' })
      stub.say({ text: '有照片吗?', choices: [{ label: '没有', token: 'b' }] })
      stub.sayAsMe({ text: '等一下' })
      stub.say({ text: '好的,是哪个村?', choices: [{ label: '柳湾村', token: 'c' }] })
    })
    expect(await page.locator('.choices.big .choice').allInnerTexts()).toEqual(['柳湾村'])
    expect(await page.locator('.choices.small .choice:not(:disabled)').count()).toBe(2)
  })

  test('a message the server could not take is tried again under the same id', async () => {
    const { stub, page } = await open()
    stub.fault('POST /chat/messages', { status: 400, title: '不行', detail: '请再发一次。' })
    await sendWords(page, '我要反映')
    await page.getByText('请再发一次。').waitFor()
    await page.locator('.again').click()
    await page.locator('.message.mine.is-sent').waitFor()
    const ids = posts(stub).map((request) => JSON.stringify(request.body))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await own(page)).toEqual(['我要反映'])
  })

  test('refused words can be taken back and changed', async () => {
    const { stub, page } = await open()
    stub.fault('POST /chat/messages', { status: 422, title: '太长', detail: '太长了,请分两次说。' })
    await sendWords(page, '很长的话')
    await page.getByRole('button', { name: '改一改' }).click()
    expect(await page.inputValue('#words')).toBe('很长的话')
    expect(await own(page)).toEqual([])
  })

  test('an answer that gets lost on the way does not make anyone say it twice', async () => {
    const { stub, page } = await open()
    stub.fault('POST /chat/messages', 'lose-answer')
    await sendWords(page, '只说一次')
    await page.locator('.message.mine.is-sent').waitFor()
    await expect.poll(() => posts(stub).length).toBe(2)
    expect(await own(page)).toEqual(['只说一次'])
    expect(stub.messages.filter((message) => message.from === 'me')).toHaveLength(1)
  })

  test('without a network, words and presses wait, survive a reload of the page, and go out in order', async () => {
    const { stub, page, context } = await open()
    await context.setOffline(true)
    await page.locator('.banner.offline').waitFor()
    for (const words of ['第一句', '第二句', '第三句']) await sendWords(page, words)
    await page.fill('#words', '还没写完')
    await expect.poll(() => page.locator('.message.is-queued').count()).toBe(3)
    expect(posts(stub)).toHaveLength(0)
    await context.setOffline(false)
    await expect.poll(() => stub.messages.map((message) => message.text)).toEqual(['第一句', '第二句', '第三句'])
    await page.locator('.standing.live').waitFor()
    await expect.poll(() => own(page)).toEqual(['第一句', '第二句', '第三句'])

    for (let time = 0; time < 50; time += 1) stub.fault('POST /chat/messages', 'break')
    await sendWords(page, '刷新前')
    await page.locator('.message.is-queued').waitFor()
    await page.fill('#words', '还没写完')
    stub.heal()
    await page.reload()
    await expect.poll(() => page.inputValue('#words')).toBe('还没写完')
    await page.getByText('刷新前').waitFor()
    await expect.poll(() => stub.messages.length, { timeout: 15_000 }).toBe(4)
    await expect.poll(() => own(page)).toEqual(['第一句', '第二句', '第三句', '刷新前'])
  })

  test('several photos go out one by one with a preview, the words with the first', async () => {
    const { stub, page } = await open({}, PHONE)
    await page.setInputFiles('#album', [
      { name: '一.png', mimeType: 'image/png', buffer: PICTURE },
      { name: '二.png', mimeType: 'image/png', buffer: PICTURE },
    ])
    expect(await page.locator('#tray li').count()).toBe(2)
    await page.fill('#words', '灯的照片')
    await page.click('#send')
    await expect.poll(() => stub.messages.length).toBe(2)
    expect(stub.messages.map((message) => message.text)).toEqual(['灯的照片', ''])
    expect(stub.messages.map((message) => message.attachments?.[0]?.name)).toEqual(['一.png', '二.png'])
    await expect.poll(() => page.locator('.message.is-sent .picture').count()).toBe(2)
    await page.locator('.picture').first().click()
    await page.locator('#viewer[open]').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('#viewer[open]').count()).toBe(0)
  })

  test('what was just sent is in view, however the writing place grows and shrinks', async () => {
    const { page, stub, context } = await open({}, PHONE)
    for (let index = 0; index < 12; index += 1) stub.say({ text: `第 ${index} 句\n两行` })
    await page.getByText('第 11 句').waitFor()
    await page.setInputFiles('#album', [{ name: '一.png', mimeType: 'image/png', buffer: PICTURE }])
    await context.setOffline(true)
    await page.locator('.banner.offline').waitFor()
    await page.fill('#words', '看看\n这\n灯')
    await page.click('#send')
    await page.locator('.message.is-queued').waitFor()
    await expect.poll(() => page.locator('#jump').isVisible()).toBe(false)
    const left = `(() => { const log = document.getElementById('log'); return log.scrollHeight - log.scrollTop - log.clientHeight })()`
    expect(await page.evaluate(left)).toBeLessThan(2)
  })

  test('a button pressed while the page still moves up brings its answer into view', async () => {
    const { page } = await open({ answer: (office) => void office.say({ text: '请写答复' }) }, PHONE, (stub) => {
      stub.say({ text: '新件', choices: [{ label: '答复', token: 'a' }] })
      for (let n = 0; n < 30; n += 1) stub.say({ text: `第${n}条` })
    })
    await page.getByText('第29条').waitFor()
    // The browser tells of the movement after the press, and before anything is drawn.
    await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('.choice')
      button?.scrollIntoView()
      button?.click()
    })
    await page.getByText('请写答复').waitFor({ timeout: 8000 })
    expect((await own(page)).at(-1)).toBe('答复')
  })

  test('a file too big, empty, or of a kind nobody can open is refused in words before it is sent', async () => {
    const { stub, page } = await open()
    await page.setInputFiles('#papers', [
      { name: '录像.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(20 * 1024 * 1024 + 1) },
      { name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
      { name: '图.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ])
    const notice = await page.locator('#notice').textContent()
    expect(notice).toContain('录像.mp4')
    expect(notice).toContain('20.0 MB')
    expect(notice).toContain('空.pdf')
    expect(notice).toContain('图.svg')
    expect(await page.locator('#tray li').count()).toBe(0)
    await page.click('#send')
    expect(posts(stub, '/chat/files')).toHaveLength(0)
  })

  test('a photo can be pasted and dropped', async () => {
    const { page } = await open()
    const hand = (kind: string, carrier: string) => `(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array([137, 80, 78, 71])], '${kind}.png', { type: 'image/png' }))
      document.getElementById('words').dispatchEvent(new ${kind === 'paste' ? 'ClipboardEvent' : 'DragEvent'}('${kind}', {
        ${carrier}: transfer, bubbles: true, cancelable: true }))
    })()`
    await page.evaluate(hand('paste', 'clipboardData'))
    await page.evaluate(hand('drop', 'dataTransfer'))
    expect(await page.locator('#tray li').count()).toBe(2)
  })

  test('what arrives twice or out of turn is shown once and in its place', async () => {
    const { stub, page } = await open()
    const first = stub.say({ text: '第一' })
    stub.say({ text: '第二' })
    stub.repeat(first.seq)
    stub.repeat(first.seq)
    stub.stopStreams()
    stub.say({ text: '第三' })
    await expect.poll(() => said(page), { timeout: 10_000 }).toEqual(['第一', '第二', '第三'])
    stub.allowStreams()
    stub.repeat(first.seq)
    stub.edit(first.seq, { text: '第一(更正)' })
    await page.reload()
    await expect.poll(() => said(page)).toEqual(['第一(更正)', '第二', '第三'])
  })

  test('an edit changes the message where it stands, and a clearing takes messages away', async () => {
    const { stub, page } = await open()
    const first = stub.say({ text: '密码 AAAA-BBBB-CCCC', sensitive: true })
    stub.say({ text: '后面的话' })
    await page.locator('.code').waitFor()
    stub.edit(first.seq, { text: '已隐藏' })
    await expect.poll(() => said(page)).toEqual(['已隐藏', '后面的话'])
    expect(await page.getByText('改过').count()).toBe(1)
    stub.clear(first.seq)
    await expect.poll(() => said(page)).toEqual(['后面的话'])
  })

  test('without a stream the page asks every few seconds', async () => {
    const { stub, page } = await open()
    stub.stopStreams()
    stub.say({ text: '靠问来的' })
    await page.getByText('靠问来的').waitFor({ timeout: 8000 })
  })

  test('words of the server never become markup, and only safe links can be pressed', async () => {
    const { page, stub } = await open()
    stub.say({
      text: `<img src=x onerror=alert(1)> javascript:alert(1) http://evil.example/a ${stub.url}chat/files/a.pdf 电话 0736-5550123,共120户,拨打110或119`,
    })
    await page.getByText('evil.example').waitFor()
    expect(await page.locator('.bubble img').count()).toBe(0)
    expect(
      await page.evaluate('[...document.querySelectorAll(".bubble a")].map((link) => link.getAttribute("href"))'),
    ).toEqual([`${stub.url}chat/files/a.pdf`, 'tel:07365550123', 'tel:110', 'tel:119'])
  })

  test('a receipt code can be copied; a telephone number is not taken for one', async () => {
    const { page, stub, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    stub.say({ text: '收到了，谢谢您。\n编号：AH-2025-000001\n查询码：\n1234-5678-9012-3456-7890\n请记下查询码' })
    stub.say({ text: '电话 0731-8888-1234-5678，卡号 6222-0000-1111-2222' })
    await page.locator('.copy').click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('1234-5678-9012-3456-7890')
    expect(await page.locator('.code').count()).toBe(1)
    expect(await page.locator('#toast').textContent()).toBe('复制好了')
  })

  test('what is for the person alone is covered when the page is opened again', async () => {
    const { page, stub } = await open()
    stub.say({ text: 'K7QM-4TXR-9WPD-H2VE', sensitive: true })
    await page.locator('.code').waitFor()
    await page.reload()
    await page.locator('.cover').waitFor()
    expect(await page.locator('.code').count()).toBe(0)
    await page.locator('.cover').click()
    await page.locator('.code').waitFor()
  })

  test('the place is asked for only on a press', async () => {
    const screen = {
      ...PHONE,
      geolocation: { latitude: 28.5, longitude: 111.5, accuracy: 30 },
      permissions: ['geolocation'],
    }
    const { page, stub } = await open({}, screen, (office) => void office.say({ text: '在什么地方?', wants: 'place' }))
    const button = page.getByRole('button', { name: '发我现在的位置' })
    await button.waitFor()
    expect(posts(stub)).toHaveLength(0)
    await button.click()
    await expect.poll(() => posts(stub)[0]?.body).toMatchObject({ location: { lat: 28.5, lng: 111.5, accuracy: 30 } })
  })

  test('a refused place is answered kindly', async () => {
    const { page } = await open({}, PHONE, (office) => void office.say({ text: '在什么地方?', wants: 'place' }))
    await page.getByRole('button', { name: '发我现在的位置' }).click()
    await expect.poll(() => page.locator('#notice').textContent()).toContain('直接写地名')
  })

  test('everything can be done with the keyboard alone', async () => {
    const { page, stub } = await open({ menu: [{ label: '办到哪一步了', token: 'm1' }] }, DESKTOP, (office) => {
      office.say({ text: '修好了吗?', choices: [{ label: '修好了', token: 'y' }] })
    })
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.innerText')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('跳到输入框')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('words')
    await page.keyboard.type('第一行')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    await page.keyboard.press('Enter')
    await expect.poll(() => own(page)).toEqual(['第一行\n第二行'])
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('open-menu')
    await page.keyboard.press('Enter')
    await page.locator('#menu-items button:focus').waitFor()
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('open-menu')
    await page.keyboard.press('Enter')
    await page.locator('#menu-items button:focus').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => own(page)).toEqual(['第一行\n第二行', '办到哪一步了'])
    // Backwards from the menu button: the buttons under the newest question.
    await page.focus('#open-menu')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('修好了')
    await page.keyboard.press('Enter')
    await expect.poll(() => own(page)).toEqual(['第一行\n第二行', '办到哪一步了', '修好了'])
    expect(await focused()).toBe('words')
    expect(posts(stub)).toHaveLength(3)
  })

  test('on a phone Enter starts a new line', async () => {
    const { page, stub } = await open({}, PHONE)
    await page.focus('#words')
    await page.keyboard.type('一')
    await page.keyboard.press('Enter')
    await page.keyboard.type('二')
    expect(await page.inputValue('#words')).toBe('一\n二')
    expect(posts(stub)).toHaveLength(0)
  })

  test('Enter that ends a word in the input method does not send', async () => {
    const { page, stub } = await open()
    await page.fill('#words', 'ludeng')
    await page.evaluate(`document.getElementById('words').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))`)
    expect(await page.inputValue('#words')).toBe('ludeng')
    expect(posts(stub)).toHaveLength(0)
  })

  for (const [name, screen] of [
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const language of ['zh-CN', 'en'] as const) {
        test(`names, contrast and sizes hold on a ${name}, ${colorScheme}, ${language}`, async () => {
          const { page, stub } = await open(
            { language, menu: [{ label: '帮助', token: 'h', hint: '怎么用' }] },
            { ...screen, colorScheme, reducedMotion: 'reduce' },
          )
          stub.say({ text: '您好', choices: [{ label: '反映问题', token: 'a' }] })
          stub.sayAsMe({ text: '反映问题', attachments: [stub.addFile('灯.png', 'image/png', PICTURE)] })
          stub.say({
            text: '密码 K7QM-4TXR-9WPD-H2VE,电话 0736-5550123',
            sensitive: true,
            attachments: [stub.addFile('答复.pdf', 'application/pdf', PICTURE)],
          })
          stub.say({
            text: '修好了吗?',
            wants: 'date',
            choices: [
              { label: '好了', token: 'y', style: 'primary' },
              { label: '没有', token: 'n', style: 'danger' },
            ],
          })
          await page.locator('.choices .danger').waitFor()
          await page.setInputFiles('#papers', [
            { name: '说明.pdf', mimeType: 'application/pdf', buffer: PICTURE },
            { name: '坏.exe', mimeType: '', buffer: PICTURE },
          ])
          const check = async () => {
            expect(await labelFaults(page)).toEqual([])
            expect(await contrastFaults(page)).toEqual([])
            expect(await targetFaults(page)).toEqual([])
          }
          await check()
          await page.click('#letters')
          await check()
          stub.fault('POST /chat/files', { status: 415, title: '不行', detail: '这个文件打不开。' })
          await page.click('#send')
          await page.locator('.failure').waitFor()
          await check()
          await page.click('#open-menu')
          await page.locator('#menu-items button').waitFor()
          await page.waitForTimeout(300)
          await check()
          await page.keyboard.press('Escape')
          if (name === 'phone') await page.click('#open-about')
          await page.waitForTimeout(300)
          await check()
          await page.click('#open-forget')
          await page.waitForTimeout(300)
          await check()
        })
      }
    }
  }

  test('larger letters stay after a reload and go with "leave no trace"', async () => {
    const { page, stub } = await open({}, PHONE)
    await page.click('#letters')
    await page.reload()
    expect(await page.locator('html').getAttribute('class')).toContain('letters-big')
    await sendWords(page, '别留下')
    await page.locator('.message.is-sent').waitFor()
    await page.fill('#words', '草稿')
    await page.click('#open-about')
    await page.click('#open-forget')
    await page.click('#forget-now')
    await page.getByText('清掉了').waitFor()
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]')
    expect(await page.locator('body').textContent()).not.toContain('别留下')
    expect(posts(stub, '/chat/forget')).toHaveLength(1)
  })

  test('"leave no trace" says so when it did not work', async () => {
    const { page, stub } = await open()
    stub.fault('POST /chat/forget', { status: 503, title: '忙', detail: '' })
    await page.click('#open-forget')
    await page.click('#forget-now')
    await page.locator('#forget-problem:not([hidden])').waitFor()
    expect(await page.locator('#words').count()).toBe(1)
  })

  test('the language is changed by the server', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Send', { exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('a forgotten session is opened again and nothing that was said meanwhile is lost', async () => {
    const { page, stub, context } = await open()
    await context.clearCookies()
    await sendWords(page, '还在吗')
    await expect.poll(() => stub.messages.map((message) => message.text)).toEqual(['还在吗'])
    await page.locator('.message.mine.is-sent').waitFor()
    expect(await own(page)).toEqual(['还在吗'])
  })

  test('5,000 messages stay light: a short page, quick to scroll, and the newest in one press', async () => {
    const { page, stub } = await open({}, PHONE, (office) => {
      for (let index = 1; index <= 5000; index += 1) {
        const at = new Date(Date.UTC(2026, 0, 1) + index * 600_000).toISOString()
        if (index % 3 === 0) office.sayAsMe({ text: `第 ${index} 句`, at })
        else office.say({ text: `第 ${index} 句`, at })
      }
    })
    await page.getByText('第 5000 句', { exact: true }).waitFor()
    expect(await page.locator('.message').count()).toBeLessThan(330)
    for (let time = 0; time < 12; time += 1) {
      await page.evaluate('document.getElementById("log").scrollTop = 0')
      await page.waitForTimeout(40)
    }
    expect(await page.locator('.message').count()).toBeLessThan(330)
    expect(
      Number(((await page.locator('.message .bubble').first().textContent()) ?? '').replace(/\D/g, '')),
    ).toBeLessThan(4400)
    stub.say({ text: '最新的一句' })
    await expect.poll(() => page.locator('#jump').textContent()).toContain('1')
    const started = Date.now()
    await page.click('#jump')
    await page.getByText('最新的一句').waitFor()
    expect(Date.now() - started).toBeLessThan(2000)
    expect(await page.locator('#jump').isVisible()).toBe(false)
  })
})

describe('the sources of the web chat page', () => {
  const page = new URL('../../adapters/chat/web/page/', import.meta.url)
  const texts = new URL('../../content/texts/', import.meta.url)

  test('every text the page asks for is there in both languages, and none is left over', async () => {
    const keys = async (language: string) =>
      [...(await readFile(new URL(`${language}/web-chat.yaml`, texts), 'utf8')).matchAll(/^web-chat\.([\w-]+):/gm)].map(
        (found) => found[1] ?? '',
      )
    const chinese = await keys('zh-CN')
    expect(await keys('en')).toEqual(chinese)
    const sources = (await readdir(page)).filter((name) => /\.(js|html)$/.test(name))
    const source = (await Promise.all(sources.map((name) => readFile(new URL(name, page), 'utf8')))).join('\n')
    const asked = [...source.matchAll(/(?:\btext\(|data-(?:text|label)=)['"]([\w-]+)['"]/g)].map(
      (found) => found[1] ?? '',
    )
    expect(asked.filter((key) => !chinese.includes(key))).toEqual([])
    const built =
      /^(letters|language|standing|banner|words|state|file|sensitive|from|copy|copied|place|forget|jump|choices|ask)-?/
    expect(chinese.filter((key) => !asked.includes(key) && !source.includes(`'${key}'`) && !built.test(key))).toEqual(
      [],
    )
  })

  test('its types hold with the library of ES2018, the language of old phones', async () => {
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const run = promisify(execFile)(process.execPath, [compiler, '-p', fileURLToPath(page)])
    await expect(run).resolves.toMatchObject({ stdout: '' })
  })

  test('its syntax is ES2018: an old phone would show nothing at all for one newer sign', async () => {
    for (const name of (await readdir(page)).filter((each) => each.endsWith('.js'))) {
      const source = ts.createSourceFile(name, await readFile(new URL(name, page), 'utf8'), ts.ScriptTarget.Latest)
      const newer: string[] = []
      const visit = (node: ts.Node): void => {
        const tooNew =
          ts.isQuestionDotToken(node) ||
          node.kind === ts.SyntaxKind.QuestionQuestionToken ||
          node.kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
          node.kind === ts.SyntaxKind.BarBarEqualsToken ||
          node.kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
          ts.isPropertyDeclaration(node) ||
          ts.isPrivateIdentifier(node) ||
          ts.isBigIntLiteral(node) ||
          ts.isMetaProperty(node) ||
          (ts.isCatchClause(node) && node.variableDeclaration === undefined) ||
          (ts.isNumericLiteral(node) && node.getText(source).includes('_')) ||
          // Lookbehind and the v flag came later to some of these browsers.
          (ts.isRegularExpressionLiteral(node) && /\(\?<[=!]|\/[a-z]*v[a-z]*$/.test(node.text))
        if (tooNew) newer.push(node.getText(source))
        ts.forEachChild(node, visit)
      }
      visit(source)
      expect(newer, name).toEqual([])
    }
  })
})
