import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { ask } from '../../core/pledges/ask.ts'
import { discard, draft, publish, texts, withdraw } from '../../core/pledges/texts/book.ts'
import { World } from '../support/world.ts'

const BAO: Actor = { kind: 'person', person: 'bao-yuzhen', roles: ['officer'], units: [] }
const TEXT = {
  ...{ kind: 'role' as const, title: '采购岗位廉洁承诺书', text: '我是{{单位}}{{姓名}}。采购不收回扣，不透露底价。' },
  ...{ sign: 'name' as const, renew: 'never' as const, blanks: [], duties: [] },
}

let world: World
beforeEach(async () => {
  world = await World.open()
})

const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const write = (more: { readonly name?: string; readonly text?: string } = {}) =>
  execute(draft, { ...TEXT, ...more }, BAO)
const published = async (name: string): Promise<number> => (await execute(publish, { name }, BAO)).version
const refused = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'nothing',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

describe('the text of a pledge', () => {
  it('becomes the next version each time that it is put in force, and no version is ever changed', async () => {
    const { name, version } = await write()
    expect([version, await published(name)]).toEqual([1, 1])
    await write({ name, text: `${TEXT.text}不指定牌子。` })
    expect(await published(name)).toBe(2)
    const again = await write({ name })
    expect(again.version).toBe(3)
  })

  it('of a content file goes on from the version of that file', async () => {
    expect(await write({ name: 'post-duty' })).toMatchObject({ name: 'post-duty', version: 2 })
    expect(await published('post-duty')).toBe(2)
    const rows = (await execute(texts, {}, BAO)).rows.filter((each) => each.name === 'post-duty')
    expect(rows).toEqual([{ name: 'post-duty', title: TEXT.title, version: 2, state: 'in-force', hasDraft: false }])
  })

  it('is not put in force while it lacks something, nor where nothing is new in it', async () => {
    const { name, faults } = await write({ text: '我是{{性名}}。采购不收回扣，不透露底价。' })
    expect(faults).toEqual(['nobody-fills 性名'])
    expect(await refused(published(name))).toBe('pledges.faulty-nobody-fills')
    await write({ name })
    await published(name)
    await write({ name })
    expect(await refused(published(name))).toBe('pledges.nothing-changed')
    await execute(discard, { name }, BAO)
    expect(await refused(published(name))).toBe('pledges.no-draft')
  })

  it('is not put in force where somebody else changed the draft meanwhile', async () => {
    const { name, mark } = await write()
    await write({ name, text: `${TEXT.text}不指定牌子。` })
    expect(await refused(execute(publish, { name, mark }, BAO))).toBe('pledges.draft-changed')
  })

  it('is not asked for before it is in force, nor after it was withdrawn, until there is a next version', async () => {
    const { name } = await write()
    const asks = () =>
      refused(execute(ask, { template: name, audience: '骆树清', closesAt: '2025-07-07T09:30:00.000Z' }, BAO))
    expect(await asks()).toBe('pledges.unknown-template')
    await published(name)
    expect(await asks()).toBe('nothing')
    await execute(withdraw, { name, reason: '采购办法要改' }, BAO)
    expect(await asks()).toBe('pledges.unknown-template')
    expect(await refused(execute(withdraw, { name, reason: '再收一次' }, BAO))).toBe('pledges.not-in-force')
    await write({ name })
    expect(await published(name)).toBe(2)
    expect(await asks()).toBe('nothing')
  })
})
