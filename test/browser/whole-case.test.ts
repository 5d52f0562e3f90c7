import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { configuration } from '../../bots/config.ts'
import { type Running, start } from '../../bots/start.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { invite } from '../../core/people/index.ts'
import { browserIsHere, startBrowser } from '../support/browser.ts'
import { mongoServers, startMongoServer } from '../support/mongo-server.ts'
import { photo } from '../support/photo.ts'

const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
/** A machine with two cores runs browsers, a server and other tests beside this: slow is not wrong. */
const PATIENCE = 90_000
/** Set to a folder, it gets pictures of the conversation for the documentation. */
const PICTURES = process.env.PICTURES

interface Place {
  readonly url: string
  readonly over: () => Promise<void>
}

const places: Record<string, (folder: string) => Promise<Place>> = {
  sqlite: async (folder) => ({ url: `sqlite:${join(folder, 'case.sqlite')}`, over: async () => {} }),
  ...Object.fromEntries(
    mongoServers().map((kind) => [
      `mongodb (${kind})`,
      async () => {
        const server = await startMongoServer(kind)
        return { url: server.url, over: () => server.stop() }
      },
    ]),
  ),
}

describe.skipIf(!browserIsHere()).each(Object.keys(places))('a whole case in real browsers, on %s', (store) => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  let place: Place
  let folder: string
  let running: Running

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-point-case-'))
    place = (await (places[store] ?? places.sqlite)?.(folder)) ?? { url: '', over: async () => {} }
    running = await start(
      configuration({ DATABASE_URL: place.url, DATA_DIR: folder, HTTP_PORT: '0', LOG_LEVEL: 'warn' }),
    )
    browser = await startBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    await place?.over()
    await rm(folder, { recursive: true, force: true })
  })

  const open = async (screen: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ locale: 'zh-CN', ...screen })
    const page = await context.newPage()
    await page.goto(running.url ?? '')
    await page.locator('.standing.live').waitFor()
    return page
  }
  const says = async (page: Page, words: string): Promise<void> => {
    await page.locator('#words').fill(words)
    await page.locator('#send').click()
  }
  const hears = (page: Page, words: string | RegExp) =>
    page.locator('.message.office', { hasText: words }).last().waitFor({ timeout: PATIENCE })
  const presses = (page: Page, label: string) =>
    page.getByRole('button', { name: label, exact: true }).last().click({ timeout: PATIENCE })
  const joins = async (page: Page, person: string): Promise<void> => {
    const { code } = await running.opened.program.application.execute(invite, { person }, SYSTEM)
    await says(page, `/join ${code}`)
    await hears(page, '已经和您的身份绑定')
  }

  const pictured = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined || store !== 'sqlite') return
    // Messages slide in.
    await page.waitForTimeout(800)
    await page.screenshot({ path: join(PICTURES, name) })
  }

  test('a sentence becomes a case, is answered, and is rated', async () => {
    const citizen = await open(PHONE)
    const officer = await open(DESKTOP)
    const handler = await open(PHONE)
    onTestFailed(async () => {
      for (const [who, page] of Object.entries({ citizen, officer, handler })) {
        const said = await page.locator('.message').allTextContents()
        process.stderr.write(`What the ${who} saw last:\n  ${said.slice(-6).join('\n  ')}\n`)
      }
    })
    await joins(officer, 'bao-yuzhen')
    await joins(handler, 'mu-xiuying')

    await says(citizen, '我们村口的路灯坏了三个月,晚上老人摔了两次')
    await hears(citizen, '这事发生在哪里')
    await says(citizen, '柳溪镇')
    await hears(citizen, '有照片的话请发来')
    await citizen.locator('#album').setInputFiles({ name: 'lamp.jpg', mimeType: 'image/jpeg', buffer: await photo() })
    await citizen.locator('#send').click()
    await hears(citizen, '一共1份')
    await presses(citizen, '发完了')
    await hears(citizen, '您想怎么反映')
    await presses(citizen, '匿名')
    await hears(citizen, '请您核对')
    await presses(citizen, '修改')
    await presses(citizen, '多久了')
    await hears(citizen, '从什么时候开始的')
    await says(citizen, '半年多了')
    await hears(citizen, '半年多了')
    await presses(citizen, '确认提交')
    await hears(citizen, /查询码/)
    await hears(citizen, '每走一步都会在这里告诉您')
    await pictured(citizen, 'web-chat-phone.png')
    await citizen.setViewportSize({ width: 1280, height: 800 })
    await pictured(citizen, 'web-chat-desktop.png')
    await citizen.setViewportSize({ width: 360, height: 740 })
    const receipt = (await citizen.locator('.message.office', { hasText: '查询码' }).last().textContent()) ?? ''
    const code = /(\d{4}-){4}\d{4}/.exec(receipt)?.[0] ?? ''
    expect(code).not.toBe('')

    await says(officer, '/queue')
    await hears(officer, '路灯不亮')
    await officer
      .getByRole('button', { name: /路灯不亮/ })
      .last()
      .click()
    await hears(officer, '依据的词')
    await pictured(officer, 'officer-desktop.png')
    await presses(officer, '按建议交办')
    await hears(officer, '已经交给')
    await hears(citizen, '已经转给柳溪镇人民政府')

    await hears(handler, '交')
    await presses(handler, '接收')
    await hears(citizen, '已经接下您反映的')
    await says(handler, '/queue')
    await handler
      .getByRole('button', { name: /路灯不亮/ })
      .last()
      .click()
    await hears(handler, '写答复的参考')
    await presses(handler, '答复')
    await hears(handler, '请写答复')
    await says(handler, '7月3日已经换好三盏路灯,请您看看还有没有不亮的。')
    await presses(handler, '跳过')
    await presses(handler, '发给群众')
    await hears(citizen, '已经换好三盏路灯')

    await presses(citizen, '评价')
    await hears(citizen, '您的问题解决了吗')
    await presses(citizen, '解决了')
    await presses(citizen, '很好')
    await presses(citizen, '很快')
    await presses(citizen, '跳过')
    await hears(citizen, '谢谢您的评价')

    // Another phone, with nothing but the code.
    const elsewhere = await open(PHONE)
    await says(elsewhere, `/code ${code}`)
    await hears(elsewhere, '已经办结')
  }, 600_000)
})
