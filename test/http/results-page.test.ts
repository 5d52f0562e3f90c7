import { beforeAll, describe, expect, it } from 'vitest'
import { resultPages } from '../../adapters/http/index.ts'
import { Case } from '../../core/feedback/case.ts'
import { PublicResult } from '../../core/results/result.ts'
import { World } from '../support/world.ts'

let routes: ReturnType<typeof resultPages>

beforeAll(async () => {
  const world = await World.open()
  const { store } = world.program.outside
  for (const n of Array.from({ length: 25 }, (_, at) => at + 10)) {
    // Opened again after it was published: the last of them.
    const state = n === 34 ? 'dispatched' : 'closed'
    await store.collection(Case).insert({ id: `c${n}`, version: 1, data: { state, number: `AH-${n}` } } as never) // as far as it is looked at
    const data = {
      ...{
        case: `c${n}`,
        matter: 'street-light',
        problem: `第${n}个问题<b>`,
        result: '已经修好',
        month: '2025-06',
        shown: n !== 33,
      },
      ...{ publishedAt: `2025-06-${n}T01:00:00.000Z`, publishedBy: 'person:qi-changxiu' },
    }
    await store.collection(PublicResult).insert({ id: `pb${n}`, version: 1, data } as never) // the same
  }
  routes = resultPages(world.program.application)
})

const shown = async (path: string) => (await routes.request(path)).text()

describe('the page of results', () => {
  it('shows what is published, page by page, and nothing of cases opened again or taken back', async () => {
    const first = await shown('/results?lang=zh-CN')
    expect(first).toContain('第32个问题&lt;b&gt;')
    expect(first).not.toMatch(/第33个|第34个|AH-|qi-changxiu|c32|第11个/)
    const more = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await shown(more)).toContain('第11个问题')
  })

  it('is wholly in Traditional for who reads it, and tells what is Chinese on an English page', async () => {
    const page = await shown('/results?lang=zh-TW&about=路燈')
    expect(page).toContain('第32個問題&lt;b&gt;')
    expect(page).toContain('已經修好')
    expect(await shown('/results?lang=en')).toContain('<p lang="zh-CN">第32个问题')
  })

  it('stays where one is when the language changes', async () => {
    expect(await shown('/results?lang=zh-CN&about=路灯')).toContain(
      `href="?lang=en&amp;about=${encodeURIComponent('路灯')}"`,
    )
  })

  it('looks for a matter, and says so where there is nothing', async () => {
    expect(await shown('/results?lang=zh-CN&about=低保')).toContain('这方面还没有公开的办理结果')
    expect(await shown('/results?lang=en&about=%3Cscript%3E')).not.toContain('<script>')
  })
})
