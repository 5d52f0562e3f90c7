import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserIsHere, startBrowser } from '../support/browser.ts'
import { startWebChatStub, type WebChatStub } from '../support/web-chat-stub.ts'

describe.skipIf(!browserIsHere())('a link into the web chat', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  let stub: WebChatStub
  let context: BrowserContext

  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    await context.close()
    await stub.close()
  })

  const open = async (query: string) => {
    stub = await startWebChatStub({ answer: (office) => void office.say({ text: '您好' }) })
    context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${stub.url}${query}`)
    await page.locator('.standing.live').waitFor()
    return page
  }
  const told = () =>
    stub.requests
      .filter(({ method, path }) => method === 'POST' && path === '/chat/messages')
      .map(({ body }) => body as { start?: string }) // the stub keeps what it was sent

  test('is told to the office once, is not shown, and leaves the address bar', async () => {
    const page = await open('?start=join-ABCDE23456&lang=x')
    await page.getByText('您好').waitFor()
    expect(told()).toEqual([{ id: expect.any(String), start: 'join-ABCDE23456' }])
    expect(await page.locator('.message.mine').count()).toBe(0)
    expect(new URL(page.url()).search).toBe('?lang=x')
    await page.reload()
    await page.locator('.standing.live').waitFor()
    expect(told()).toHaveLength(1)
  })

  test('with anything but a payload is taken away and told to nobody', async () => {
    const page = await open(`?start=${encodeURIComponent('<b>x</b>')}`)
    expect(new URL(page.url()).search).toBe('')
    expect(told()).toEqual([])
  })
})
