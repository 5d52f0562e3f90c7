import { beforeAll, describe, expect, it } from 'vitest'
import { verifyPages } from '../../adapters/http/index.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { personActor } from '../../core/people/index.ts'
import { ask } from '../../core/pledges/ask.ts'
import { copy } from '../../core/pledges/copy.ts'
import { PledgeReceipt } from '../../core/pledges/pledge.ts'
import { type Proven, prove } from '../../core/pledges/proof.ts'
import { fill, read } from '../../core/pledges/read.ts'
import { sign } from '../../core/pledges/sign.ts'
import { later } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { World } from '../support/world.ts'

let routes: ReturnType<typeof verifyPages>
let duty: string
let family: string
let file: string
let store: Store

beforeAll(async () => {
  const world = await World.open()
  const { application, outside } = world.program
  store = outside.store
  const context = {
    read: (type) => readerOf(outside.store, type),
    content: outside.content,
    now: world.clock.now(),
  } as Parameters<typeof personActor>[0] // reads records of any type
  const luo = await personActor(context, 'luo-shuqing')
  const bao = await personActor(context, 'bao-yuzhen')
  if (luo === undefined || bao === undefined) throw new Error('the sample county has changed')
  const signs = async (template: string): Promise<string> => {
    const asked = { template, audience: '骆树清', closesAt: '2025-07-07T09:30:00.000Z' }
    const { campaign } = await application.execute(ask, asked, bao)
    await world.until(later(world.clock.now(), 1_000))
    await application.execute(read, { campaign, part: 1 }, luo)
    if (template === 'family') await application.execute(fill, { campaign, blank: 0, value: '某某' }, luo)
    return (await application.execute(sign, { campaign, name: '骆树清', channel: 'test' }, luo)).receipt
  }
  duty = await signs('post-duty')
  family = await signs('family')
  const { base64 } = await application.execute(copy, { receipt: duty, format: 'json', language: 'zh-CN' }, SYSTEM)
  file = Buffer.from(base64, 'base64').toString()
  routes = verifyPages(application)
})

const shown = async (path: string, init?: RequestInit) => {
  const response = await routes.request(path, init)
  return {
    status: response.status,
    text: await response.text(),
    policy: response.headers.get('content-security-policy'),
  }
}
const handedIn = (text: string, name = 'text', lang = 'zh-CN') => {
  const body = new FormData()
  body.set(name, name === 'file' ? new File([text], 'receipt.json') : text)
  return shown(`/verify?lang=${lang}`, { method: 'POST', body })
}

const CHANGED = ['签署人姓名被改过', '正文第5行被改过', '签署时间被改过']

describe('the page that checks a receipt', () => {
  it('says who signed what and when, and that it is as it was signed', async () => {
    const { status, text, policy } = await shown(`/verify/${duty}`)
    expect(status).toBe(200)
    expect(text).toContain('和签署时一模一样')
    expect(text).toContain('骆树清')
    expect(text).toContain('窗口岗位廉洁服务承诺书')
    expect(text).not.toContain('不多收一分钱')
    expect(text).not.toContain('<script')
    expect(policy).toContain("default-src 'none'")
  })

  it('shows nothing of a pledge within a family but that it is whole', async () => {
    const { status, text } = await shown(`/verify/${family}`)
    expect(status).toBe(200)
    expect(text).toContain('和签署时一模一样')
    expect(text).not.toMatch(/骆树清|家庭|某某/)
  })

  it.each([
    ['name', { name: '别人' }, '签署人姓名被改过'],
    ['the signed text', { proof: { parts: { 'text 5': '四、多收一分钱。' } } }, '正文第5行被改过'],
    ['its time', { signedAt: '2024-01-01T00:00:00.000Z' }, '签署时间被改过'],
  ])('says exactly what was changed in the store: %s', async (_what, change, words) => {
    const collection = store.collection(PledgeReceipt)
    const stored = await readerOf(store, PledgeReceipt).get(duty)
    if (stored === undefined) throw new Error('nothing was signed')
    const { proof } = stored.data
    const parts = { ...proof.parts, ...('proof' in change ? change.proof.parts : {}) }
    const data = { ...stored.data, ...change, proof: { ...proof, parts } }
    const changed = { ...stored, version: stored.version + 1, data }
    await collection.replace(changed)
    const { text } = await shown(`/verify/${duty}`)
    expect(text).toContain('和签署时不一样')
    expect(CHANGED.filter((each) => text.includes(each))).toEqual([words])
    expect(text).not.toContain('多收一分钱')
    await collection.replace({ ...stored, version: stored.version + 2 })
    expect((await shown(`/verify/${duty}`)).text).toContain('和签署时一模一样')
  })

  it('checks a file by itself, pasted or chosen', async () => {
    expect((await handedIn(file)).text).toContain('由本办公室签名，一个字也没有改过')
    expect((await handedIn(`\uFEFF${file}`, 'file')).text).toContain('由本办公室签名，一个字也没有改过')
    expect((await handedIn(`[${file}]`)).text).toContain('由本办公室签名')
  })

  it('says what was changed, and what it says now', async () => {
    const { text, status } = await handedIn(file.replace('不多收一分钱', '不多收<b>十分钱'), 'file')
    expect(status).toBe(200)
    expect(text).toContain('正文第5行被改过，现在写的是：')
    expect(text).toContain('不多收&lt;b&gt;十分钱')
    expect((await handedIn(file.replace('"骆树清"', '"别人"'))).text).toContain('签署人姓名被改过，现在写的是：别人')
  })

  it.each(['', '   ', '你好', '{}', '[]', '[1]', '{"format":"contact-point-pledge/1"}'])(
    'says so of %j',
    async (text) => {
      const answer = await handedIn(text)
      expect(answer.status).toBe(422)
      expect(answer.text).toMatch(/还没有选文件|不是承诺书的凭证/)
    },
  )

  it('knows no receipt of another code, and speaks three languages', async () => {
    expect((await shown('/verify/ps000')).status).toBe(404)
    expect((await shown(`/verify/${duty}?lang=en`)).text).toContain('exactly as it was signed')
    expect((await shown(`/verify/${duty}?lang=zh-TW`)).text).toContain('和簽署時一模一樣')
    expect((await shown('/verify', { method: 'POST' })).status).toBe(422)
  })

  it('does not take a receipt that was signed with another key for the office\u2019s, and says so', async () => {
    const others = createSeal({ keys: parseSealKeys(newSealKeys('other')) })
    const { parts } = JSON.parse(file) as Proven // what the file is
    const { text } = await handedIn(JSON.stringify(prove(others, { ...parts, name: '尹建国' })))
    expect(text).toContain('不是用本办公室的公钥签的')
    expect(text).toContain('请先向办公室核实这把公钥')
    expect(text).not.toContain('由本办公室签名')
  })

  it('publishes the keys', async () => {
    const { keys } = JSON.parse((await shown('/verify/keys.json')).text) as { keys: string[] } // what it is documented to be
    expect(keys).toHaveLength(1)
    expect(file).toContain(String(keys[0]))
  })
})
