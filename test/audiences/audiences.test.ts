import { beforeAll, describe, expect, it } from 'vitest'
import { namedPeople } from '../../core/audiences/audience.ts'
import {
  audiencePage,
  audiencePages,
  dropSegment,
  listSegments,
  preview,
  read,
  saveSegment,
} from '../../core/audiences/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { leave, organisation, personActor } from '../../core/people/index.ts'
import { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})

const application = () => world.program.application
const reader = () => ({
  read: <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type),
  content: world.program.outside.content,
  now: world.clock.now(),
})
const organisationNow = () => organisation(reader())

const actorOf = async (code: string) => {
  const actor = await personActor(reader(), code)
  if (actor === undefined) throw new Error(`${code} is not in service`)
  return actor
}
const officer = () => actorOf('bao-yuzhen')

const whoIs = async (words: string): Promise<readonly string[]> => {
  const { audience, faults } = await application().execute(read, { words }, await officer())
  expect(faults).toEqual([])
  const codes: string[] = []
  for await (const page of audiencePages(reader(), audience)) codes.push(...page.people.map(({ code }) => code))
  return codes
}

const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('an audience', () => {
  it('is everybody of a unit and what is below it, once each, in the order of their codes', async () => {
    const org = await organisationNow()
    const units = new Set(org.subtree('liuxi-town').map(({ code }) => code))
    const expected = org
      .people()
      .filter(({ code, state }) => state === 'active' && org.unitsOf(code).some((unit) => units.has(unit)))
      .map(({ code }) => code)
      .sort()
    expect(expected.length).toBeGreaterThan(4)
    expect(await whoIs('单位:柳溪镇')).toEqual(expected)
    expect(await whoIs('unit:liuxi-town')).toEqual(expected)
  })

  it('is a union in which nobody comes twice, without those who are taken away', async () => {
    const town = await whoIs('单位:柳溪镇')
    expect(await whoIs('单位:柳溪镇 + 骆树清 + 单位:柳溪镇')).toEqual(town)
    expect(await whoIs('单位:柳溪镇 - 骆树清')).toEqual(town.filter((code) => code !== 'luo-shuqing'))
    expect(await whoIs('- 骆树清 + 单位:柳溪镇')).toEqual(town.filter((code) => code !== 'luo-shuqing'))
  })

  it('is by role, level, rank, risk grade, post and matter', async () => {
    const org = await organisationNow()
    for (const code of await whoIs('风险等级:一级')) {
      expect(org.postsHeldBy(code).some(({ grade }) => grade === 1)).toBe(true)
    }
    expect(await whoIs('级别:乡镇 & 职级:一把手')).toContain('luo-shuqing')
    expect(await whoIs('grade:one & unit:柳溪镇')).toContain('luo-shuqing')
    expect(await whoIs('角色:工作人员')).toContain('bao-yuzhen')
    expect(await whoIs('role:handler & 单位:柳溪镇')).toContain('mu-xiuying')
    expect(await whoIs('岗位:liuxi-town-head')).toEqual(['luo-shuqing'])
    expect((await whoIs('分组:乡镇干部')).length).toBeGreaterThan(10)
  })

  it('is a pasted list: every line that fits nobody is named with its line', async () => {
    const words = '1. 骆树清\n2. 没有此人\n单位:柳溪镇\n级:不对\n风险等级:九级'
    const { faults } = await application().execute(read, { words }, await officer())
    expect(faults.map(({ line, why }) => [line, why])).toEqual([
      [2, 'nobody'],
      [4, 'term'],
      [5, 'value'],
    ])
    expect(faults[2]?.possible).toEqual(['一级', '二级', '三级'])
    expect(await refused(application().execute(preview, { audience: words }, await officer()))).toBe('audience.nobody')
  })

  it('is refused when it is nobody, or of a term that there is not', async () => {
    const ask = async (audience: unknown) => refused(application().execute(preview, { audience }, await officer()))
    expect(await ask({ any: [] })).toBe('audience.empty')
    expect(await ask({ any: [[{ term: 'height', value: '2' }]] })).toBe('audience.unknown-term')
    expect(await ask('分组:没有这个分组')).toBe('audience.value')
  })

  it('of a saved segment is who it is when it is used', async () => {
    const me = await officer()
    await application().execute(saveSegment, { name: '柳溪要员', audience: '单位:柳溪镇 & 风险等级:一级' }, me)
    expect(await whoIs('分组:柳溪要员 + 朱思源')).toEqual(
      [...(await whoIs('单位:柳溪镇 & 风险等级:一级')), 'zhu-siyuan'].sort(),
    )
    const { segments } = await application().execute(listSegments, {}, me)
    expect(segments).toContainEqual({ name: '柳溪要员', words: '单位:柳溪镇 & 风险等级:一级' })
    const itself = application().execute(saveSegment, { name: '柳溪要员', audience: '分组:柳溪要员' }, me)
    expect(await refused(itself)).toBe('audience.too-deep')
    const ofContent = application().execute(saveSegment, { name: '村干部', audience: '所有人' }, me)
    expect(await refused(ofContent)).toBe('audience.segment-of-content')
    await application().execute(dropSegment, { name: '柳溪要员' }, me)
    expect(await refused(application().execute(preview, { audience: '分组:柳溪要员' }, me))).toBe('audience.value')
  })

  it('comes in pages of any size, the same people in the same order', async () => {
    const { audience } = await application().execute(read, { words: '级别:乡镇 + 风险等级:一级' }, await officer())
    const whole = await whoIs('级别:乡镇 + 风险等级:一级')
    for (const limit of [1, 7, 100]) {
      const codes: string[] = []
      let after: string | undefined = ''
      while (after !== undefined) {
        const page: Awaited<ReturnType<typeof audiencePage>> = await audiencePage(reader(), audience, {
          after,
          limit,
        })
        codes.push(...page.people.map(({ code }) => code))
        after = page.next
      }
      expect(codes).toEqual(whole)
    }
    const named = await whoIs('邬万里\n骆树清\n邬万里')
    expect(named).toEqual(['luo-shuqing', 'wu-wanli'])
  })
})

describe('the preview of an audience', () => {
  it('counts by platform and by reason for not being reachable, and names the first few', async () => {
    await world.binds('chat of wan', '邬万里')
    const seen = await application().execute(preview, { audience: '单位:柳溪镇' }, await officer())
    expect(seen.count).toBe((await whoIs('单位:柳溪镇')).length)
    expect(seen.channels).toEqual({ test: 1 })
    expect(seen.unreachable).toEqual({ 'no-account': seen.count - 1 })
    expect(seen.first.length).toBe(Math.min(8, seen.count))
    expect(seen.self).toBe('out')
    expect(seen.words).toBe('单位:柳溪镇人民政府')
  })

  it('says when whoever asks is alone in it', async () => {
    expect((await application().execute(preview, { audience: '包玉珍' }, await officer())).self).toBe('alone')
    expect((await application().execute(preview, { audience: '包玉珍 + 朱思源' }, await officer())).self).toBe('in')
  })

  it('counts apart who has left, and leaves them out', async () => {
    await application().execute(leave, { person: 'zhu-siyuan' }, SYSTEM)
    const seen = await application().execute(
      preview,
      { audience: namedPeople(['zhu-siyuan', 'luo-shuqing']) },
      await officer(),
    )
    expect([seen.count, seen.left]).toEqual([1, 1])
  })
})
