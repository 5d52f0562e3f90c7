import { beforeEach, describe, expect, it } from 'vitest'
import { Case } from '../../core/feedback/case.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { World } from '../support/world.ts'

/** Lets the citizen in `chat` report something; every question of the form gets a plain answer. */
const reports = async (world: World, chat: string, text: string, mode: '匿名' | '实名' = '匿名'): Promise<void> => {
  await world.says(chat, '/complain')
  await world.says(chat, text)
  for (let n = 0; n < 12; n++) {
    const last = world.heard(chat).at(-1)
    const labels = (last?.choices ?? []).map(({ label }) => label)
    if (labels.includes('确认提交')) return void (await world.presses(chat, '确认提交'))
    const pressed = [mode, '跳过', '石桥村(双河镇)'].find((label) => labels.includes(label))
    if (pressed !== undefined) await world.presses(chat, pressed)
    else await world.says(chat, last?.text.includes('称呼') === true ? '王大爷' : '石桥村')
  }
  throw new Error(`the form did not end: ${world.heard(chat).at(-1)?.text}`)
}

const everythingKept = async (world: World): Promise<string> => {
  const { features, store } = world.program.application.parts
  const all: string[] = []
  for (const type of features.flatMap((feature) => feature.records ?? [])) {
    for await (const document of store.collection(type).stream({})) all.push(JSON.stringify(document))
  }
  return all.join('\n')
}

let world: World
beforeEach(async () => {
  world = await World.open()
})

describe('a member of the staff who reports something from their own chat', () => {
  it('stands nowhere by name: not in the history, not in the audit', async () => {
    const officer = await world.binds('staff', '米秀英')
    const before = (await everythingKept(world)).split(officer).length
    await reports(world, 'staff', '村口的路灯坏了,晚上黑得看不见路')
    for await (const { history } of readerOf(world.program.outside.store, Case).stream({})) {
      expect(history.map(({ by }) => by)).toEqual(['citizen'])
    }
    expect((await everythingKept(world)).split(officer).length).toBe(before)
  })
})

describe('an identity that was opened in chat', () => {
  it('is said once, as something that should not stay on a screen, and is kept nowhere in the open', async () => {
    await reports(world, 'citizen', '村口的路灯坏了,晚上黑得看不见路', '实名')
    await world.binds('custodian', '齐启航')
    await world.says('custodian', '/identity 1')
    await world.says('custodian', '要当面核实受伤的情况,没有别的办法')
    const [said] = await world.presses('custodian', '打开')
    expect(said?.text).toContain('王大爷')
    expect(said?.sensitive).toBe(true)
    expect(await everythingKept(world)).not.toContain('王大爷')
    expect(world.heard('citizen').at(-1)?.text).toContain('要当面核实受伤的情况')
  })
})

describe('every button of the staff', () => {
  it('answers kindly when it is pressed a second time', async () => {
    await reports(world, 'citizen', '村口的路灯坏了,晚上黑得看不见路')
    await world.binds('officer', '祁昌秀')
    await world.says('officer', '/show 1')
    const buttons = world.heard('officer').at(-1)?.choices ?? []
    expect(buttons.map(({ label }) => label)).toContain('按建议交办')
    await world.presses('officer', '按建议交办')
    const [again] = await world.presses('officer', '按建议交办')
    expect(again?.text).toContain('已经交给单位')
    for (const { token } of buttons) {
      const heard = await world.does('officer', { kind: 'press', token })
      expect(heard.length).toBeGreaterThan(0)
      await world.says('officer', '/cancel')
    }
    expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is refused to citizens, in words', async () => {
    for (const command of ['/queue', '/show 1', '/dispatch 1', '/identity 1', '/receptions']) {
      expect((await world.says('citizen', command))[0]?.text).toContain('给工作人员用的')
    }
  })
})
