import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Lookup } from '../../core/conversation/kinds/kind.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Context } from '../../core/kernel/context.ts'
import { query } from '../../core/kernel/operation.ts'
import { matterLookup } from '../../core/matters/lookup.ts'
import { organisation } from '../../core/people/index.ts'
import { personLookup, placeLookup, unitLookup } from '../../core/people/lookups.ts'
import { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})

/** Runs `look` with the context of a real execution. */
const within = <T>(look: (context: Context) => Promise<T>): Promise<T> =>
  world.program.application.execute(
    query({ name: 'test.look', summary: '', allow: 'anyone', input: z.unknown(), output: z.custom<T>(), run: look }),
    undefined,
    SYSTEM,
  )
const find = (lookup: Lookup, words: string) => within((context) => lookup.find(context, words, 'zh-CN'))
const labels = async (lookup: Lookup, words: string) => (await find(lookup, words)).map(({ label }) => label)

describe('a matter', () => {
  it.each([
    ['its name', '路灯不亮'],
    ['its code', 'street-light'],
    ['a keyword', '黑灯瞎火'],
    ['a keyword with a typing mistake', '太阳能路登'],
    ['Traditional characters', '黑燈瞎火'],
  ])('is found by %s', async (_how, words) => expect((await find(matterLookup, words))[0]?.value).toBe('street-light'))

  it('is found by its number in the list', async () => expect(await find(matterLookup, '1')).toHaveLength(1))

  it('is found by a whole sentence', async () =>
    expect((await find(matterLookup, '井里打上来的水泛黄有铁锈味'))[0]?.value).toBe('well-water-yellow'))

  it('is none for words that fit nothing', async () => expect(await find(matterLookup, '床前明月光')).toEqual([]))
})

describe('a place', () => {
  it('whose name three villages share is told apart by township', async () => {
    const found = await labels(placeLookup, '王家湾')
    expect(found).toHaveLength(3)
    expect(found).toEqual(expect.arrayContaining(['王家湾(南桥街道)', '王家湾(柳溪镇)', '王家湾(白鹤镇)']))
  })

  it('is one alone where the words say which', async () => {
    expect(await labels(placeLookup, '白鹤镇橙子村王家湾')).toEqual(['王家湾'])
    expect(await labels(placeLookup, '文庙街')).toEqual(['文庙街'])
  })
})

describe('a unit', () => {
  it('is found by what people call it, and by those who work there', async () => {
    expect(await labels(unitLookup, '环保局')).toContain('安和县生态环境局')
    expect(await labels(unitLookup, '住建局的工作人员')).toContain('安和县住房和城乡建设局')
  })
})

describe('a person', () => {
  it('is told apart by their unit', async () => {
    const holder = await within(async (context) => (await organisation(context)).headOf('urban-management'))
    expect((await labels(personLookup, holder?.name ?? ''))[0]).toBe(`${holder?.name}(安和县城市管理局)`)
  })
})
