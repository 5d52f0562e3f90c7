import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import { list } from '../../core/matters/list.ts'
import { who } from '../../core/matters/who.ts'
import { World } from '../support/world.ts'

const CITIZEN: Actor = { kind: 'citizen' }

let world: World
beforeAll(async () => {
  world = await World.open()
})

const ask = async (words: string, place?: string) =>
  (await world.program.application.execute(who, { words, ...(place === undefined ? {} : { place }) }, CITIZEN)).answers

describe('who is in charge', () => {
  it('is answered with the unit and how to reach it', async () => {
    const [first, ...others] = await ask('路灯归谁管')
    expect(others).toEqual([])
    expect(first).toMatchObject({ matter: 'street-light', workingDays: 7, dependsOnPlace: true })
    expect(first?.unit).toMatchObject({
      code: 'urban-management',
      phone: expect.any(String),
      duties: expect.any(String),
    })
  })

  it('follows the place that the words name', async () => {
    const [first] = await ask('柳溪镇新民村的路灯谁管')
    expect(first).toMatchObject({ matter: 'street-light', dependsOnPlace: false })
    expect(first?.unit?.name).toContain('新民村')
  })

  it('names the county department for a community of the county town', async () => {
    const [first] = await ask('street-light', 'wenchang-beimen')
    expect(first?.unit?.code).toBe('urban-management')
  })

  it('offers at most three matters where the words fit several', async () => {
    const found = await ask('谁管噪音?')
    expect(found.length).toBeGreaterThan(1)
    expect(found.length).toBeLessThanOrEqual(3)
    expect(found.map(({ matter }) => matter)).toContain('factory-noise')
  })

  it('says whom to ask instead of what the county does not decide', async () => {
    const [first] = await ask('官司赢了对方不给钱该找谁')
    expect(first).toMatchObject({ matter: 'judgment-enforcement', askInstead: { 'zh-CN': expect.any(String) } })
    expect(first?.unit).toBeUndefined()
  })

  it('is understood in Traditional, with a typing mistake, and in English', async () => {
    expect((await ask('路燈壞了誰管'))[0]?.matter).toBe('street-light')
    expect((await ask('路登谁管'))[0]?.matter).toBe('street-light')
    expect((await ask('who is in charge of street lights out'))[0]?.matter).toBe('street-light')
  })

  it.each(['谁管', '月亮的圆缺谁管', '?!…', '😀'])('admits that it does not know: %s', async (words) => {
    expect(await ask(words)).toEqual([])
  })
})

describe('the question in chat', () => {
  it('ends with a button for a complaint', async () => {
    const [answer] = await world.says('one', '医保报销找哪个单位')
    expect(answer?.text).toContain('医疗保障局')
    expect(answer?.choices?.map(({ token }) => token)).toEqual(['complain'])
  })

  it('asks which one, and answers what was pressed', async () => {
    const [which] = await world.says('two', '谁管噪音?')
    const label = which?.choices?.[0]?.label ?? ''
    expect(which?.choices?.length).toBeLessThanOrEqual(4)
    const [answer] = await world.presses('two', label)
    expect(answer?.text.startsWith(label)).toBe(true)
  })

  it('asks what it is about after the bare command', async () => {
    await world.says('three', '/who')
    expect((await world.says('three', '路灯'))[0]?.text).toContain('城市管理局')
  })

  it('is begun by a link to one matter', async () => {
    expect((await world.does('four', { kind: 'start', payload: 'who-street-light' }))[0]?.text).toContain('路灯')
  })

  it('leaves an open form where it was', async () => {
    await world.says('five', '/complain')
    await world.says('five', '我们这里的路灯坏了三个月了')
    expect((await world.says('five', '路灯谁管'))[0]?.text).toContain('城市管理局')
    const heard = (await world.says('five', '文庙街')).map(({ text }) => text).join('\n')
    expect(heard).toContain('照片')
  })
})

describe('the list of matters', () => {
  it('is for the staff', async () => {
    await expect(world.program.application.execute(list, {}, CITIZEN)).rejects.toMatchObject({ code: 'not-allowed' })
    const { rows } = await world.program.application.execute(list, {}, SYSTEM)
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => n + 1))
    const { rows: some } = await world.program.application.execute(list, { category: '环境保护' }, SYSTEM)
    expect(new Set(some.map(({ category }) => category))).toEqual(new Set(['环境保护']))
  })
})
