import { beforeEach, describe, expect, it, vi } from 'vitest'
import { langchainAssistant } from '../../adapters/assistant/langchain/index.ts'
import { systemClock } from '../../adapters/system/index.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { Excerpt, excerptId } from '../../core/feedback/excerpt/excerpt.ts'
import { excerpt } from '../../core/feedback/excerpt/use.ts'
import { correct } from '../../core/feedback/officer-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { mattersOf } from '../../core/matters/matter.ts'
import { Delivery } from '../../core/messaging/delivery.ts'
import type { Assistant, Better, Classification, Extraction } from '../../core/ports/assistant.ts'
import { HOUR, later, MINUTE } from '../../core/ports/clock.ts'
import { Program } from '../../core/program.ts'
import { type Behaviour, ModelFake } from '../support/model-fake.ts'
import { FACES, World } from '../support/world.ts'

const VAGUE = '那边的事情拖了好久了,老是这个样子,大家都不知道怎么办'
const LIGHT: Classification = {
  best: { matter: 'street-light', confidence: 0.8, because: ['老是这个样子'] },
  alternatives: [{ matter: 'billboard', confidence: 0.2, because: [] }],
}

let world: World
let tell: ((found: Better) => Promise<void>) | undefined
const better = (classification: Classification) => tell?.({ classification })
beforeEach(async () => {
  world = await World.open()
  tell = undefined
})

/** The same office, with an assistant that will know better when the test says so. */
const officeWith = (parts: Partial<Assistant>): Program => {
  const { outside } = world.program
  return new Program({ ...outside, assistant: { ...outside.assistant, ...parts } }, FACES)
}
const thinking: Partial<Assistant> = {
  improve: (_text, then) => {
    tell = then
  },
}
const brought = async (program: Program, text = VAGUE) =>
  (await program.application.execute(submit, { text, reporter: 'nothing' }, SYSTEM)).id
const stored = async (id: string) => {
  const found = await readerOf(world.program.outside.store, Case).get(id)
  if (found === undefined) throw new Error('no such case')
  return found
}
const without = ({ proposal: _proposal, matter: _matter, ...rest }: CaseData) => rest

describe('a better proposal', () => {
  it('comes after the receipt, and changes the proposal and the matter alone', async () => {
    const id = await brought(officeWith(thinking))
    const before = (await stored(id)).data
    expect(before.matter).toBeUndefined()
    await better(LIGHT)
    const { data, history } = await stored(id)
    expect(data.matter).toBe('street-light')
    expect(data.proposal).toMatchObject({
      ...{ matter: 'street-light', confidence: 0.8, because: ['老是这个样子'] },
      unit: mattersOf(world.program.outside.content).get('street-light')?.lead.default,
    })
    expect(without(data)).toEqual(without(before))
    expect(history.at(-1)).toMatchObject({ did: 'feedback.improve', by: 'system' })
  })

  it('once, however often it is told', async () => {
    const id = await brought(officeWith(thinking))
    for (let n = 0; n < 3; n++) await better(LIGHT)
    expect((await stored(id)).history.filter(({ did }) => did === 'feedback.improve')).toHaveLength(1)
  })

  it('stays below what a person decided', async () => {
    const program = officeWith(thinking)
    const id = await brought(program)
    await program.application.execute(correct, { case: id, matter: 'billboard' }, SYSTEM)
    await better(LIGHT)
    expect((await stored(id)).data.matter).toBe('billboard')
  })

  it('is not taken over with a matter that the office does not know', async () => {
    const id = await brought(officeWith(thinking))
    const before = await stored(id)
    await better({ best: { matter: 'close-all-cases', confidence: 1, because: [] }, alternatives: [] })
    expect((await stored(id)).data).toEqual(before.data)
  })

  it('never makes a known matter unknown', async () => {
    const id = await brought(officeWith(thinking), '老板拖欠工资,几个月没发工资,讨薪也没人理')
    const before = await stored(id)
    await better({ alternatives: [] })
    expect(before.data.matter).toBe('unpaid-wages')
    expect((await stored(id)).data).toEqual(before.data)
  })

  it('never leads to whom the case complains about', async () => {
    const program = officeWith(thinking)
    const lead = mattersOf(world.program.outside.content).get('street-light')?.lead.default ?? ''
    const input = { text: VAGUE, reporter: 'nothing', against: { units: [lead], people: [] } }
    const { id } = await program.application.execute(submit, input, SYSTEM)
    await better(LIGHT)
    expect((await stored(id)).data.matter).toBe('street-light')
    expect((await stored(id)).data.proposal.unit).not.toBe(lead)
  })

  it('is not even asked for without anybody to ask', async () => {
    const id = await brought(world.program)
    expect((await stored(id)).history.map(({ did }) => did)).not.toContain('feedback.improve')
    expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('what a model reads out of a case', () => {
  const read = (extraction: Extraction) => tell?.({ extraction })
  const excerptOf = async (id: string) =>
    (await readerOf(world.program.outside.store, Excerpt).get(excerptId(id)))?.data
  const alarms = () => deliveriesOf((text) => text.includes('紧急') && text.includes('模型'))
  const deliveriesOf = async (wanted: (text: string) => boolean) => {
    const { rows } = await readerOf(world.program.outside.store, Delivery).page({ limit: 200 })
    return rows.filter(({ data }) => wanted(data.message.text))
  }
  const DANGER: Extraction = { danger: true, dangerSaid: '大家都不知道怎么办' }

  it('stands apart from the case, which stays as it is', async () => {
    const id = await brought(officeWith(thinking))
    const before = await stored(id)
    await read({ place: '那边', wanted: '大家都不知道怎么办', urgent: true, against: ['大家'] })
    expect((await stored(id)).data).toEqual(before.data)
    expect(await excerptOf(id)).toMatchObject({ place: '那边', urgent: true, against: ['大家'], settled: [] })
    expect(await alarms()).toEqual([])
  })

  it('raises the alarm where it is a danger, once, and changes nothing else', async () => {
    const program = officeWith(thinking)
    const id = await brought(program)
    const { urgent: _calm, ...before } = (await stored(id)).data
    for (let n = 0; n < 3; n++) await read(DANGER)
    await read({ ...DANGER, against: ['大家'] })
    expect((await stored(id)).data).toEqual({ ...before, urgent: true })
    expect((await alarms()).length).toBe(3)
    expect((await alarms()).every(({ data }) => data.urgent === true)).toBe(true)
  })

  it('raises none for a danger that the rules saw', async () => {
    const id = await brought(officeWith(thinking), '我不想活了，老公天天打我')
    await read(DANGER)
    expect((await stored(id)).data.urgent).toBe(true)
    expect(await alarms()).toEqual([])
  })

  it('is asked for again by the next program, where the last one ended before it heard, until there is an answer', async () => {
    const id = await brought(officeWith(thinking))
    const asked = async (minutes: number): Promise<boolean> => {
      tell = undefined
      world.clock.set(later(world.clock.now(), minutes * MINUTE))
      const program = officeWith(thinking)
      while ((await program.tick()) > 0);
      return tell !== undefined
    }
    expect(await asked(5)).toBe(false)
    expect(await asked(6)).toBe(true)
    await read(DANGER)
    expect(await excerptOf(id)).toMatchObject({ danger: true })
    expect(await alarms()).toHaveLength(3)
    // Ten minutes later somebody else may hold the phone.
    expect(await deliveriesOf((text) => text.includes('请先打电话'))).toEqual([])
    expect(await asked(7 * 60)).toBe(false)
  })

  it.each([
    ['was withdrawn', 'feedback.withdraw', {}],
    ['was refused', 'feedback.refuse', { reason: '不归我们管' }],
  ])('comes to nothing where the case %s, and is not asked for any more', async (_how, step, more) => {
    const program = officeWith(thinking)
    const id = await brought(program)
    await program.application.byName(step, { case: id, ...more }, SYSTEM)
    const before = await stored(id)
    await read(DANGER)
    tell = undefined
    world.clock.set(later(world.clock.now(), 8 * HOUR))
    while ((await program.tick()) > 0);
    expect(tell).toBeUndefined()
    expect(await excerptOf(id)).toBeUndefined()
    expect(await stored(id)).toEqual(before)
    expect(await alarms()).toEqual([])
  })

  it('comes to nothing where the case was removed, and goes with it', async () => {
    const program = officeWith(thinking)
    const remove = (record: string, id: string) =>
      program.application.byName('retention.remove', { record, id }, SYSTEM)
    const id = await brought(program)
    await remove('case', id)
    await read(DANGER)
    await better(LIGHT)
    expect(await excerptOf(id)).toBeUndefined()
    expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is heard of a case that was merged, since its problem goes on', async () => {
    const program = officeWith(thinking)
    const into = await brought(program)
    const id = await brought(program)
    await program.application.byName('feedback.merge', { case: id, into }, SYSTEM)
    await read(DANGER)
    expect((await stored(id)).data).toMatchObject({ state: 'merged', urgent: true })
    expect(await alarms()).toHaveLength(3)
  })

  it('never overwrites what was said', async () => {
    const program = officeWith(thinking)
    const input = submit.input.parse({ text: VAGUE, reporter: 'nothing', since: '三天', place: { text: '桥头' } })
    const { id } = await program.application.execute(submit, input, SYSTEM)
    await read({ place: '那边', since: '好久' })
    for (const part of ['place', 'since'])
      await expect(program.application.byName('feedback.takeExcerpt', { case: id, part }, SYSTEM)).rejects.toThrow(
        Refusal,
      )
    expect((await stored(id)).data).toMatchObject({ since: '三天', place: { text: '桥头' } })
  })

  it('shows a handler words of the letter, and never whom it may accuse', async () => {
    const program = officeWith(thinking)
    const id = await brought(program)
    const unit = 'housing'
    await program.application.byName('feedback.dispatch', { case: id, lead: unit }, SYSTEM)
    await read({ place: '那边', against: ['大家', '住建局'], danger: true })
    const handler = { kind: 'person', person: 'nobody', roles: ['handler'], units: [unit] } as const
    const { excerpt: shown } = await program.application.execute(excerpt, { case: id }, handler)
    expect(shown).toMatchObject({ place: '那边', danger: true, against: [], mayTake: ['place'] })
    const other = { ...handler, units: ['agriculture'] }
    expect(await program.application.execute(excerpt, { case: id }, other)).toEqual({})
    for (const part of ['against', 'urgent'])
      await expect(program.application.byName('feedback.takeExcerpt', { case: id, part }, handler)).rejects.toThrow(
        Refusal,
      )
  })
})

describe('with a real model behind it', () => {
  const LETTER = '路灯黑了三个月,晚上看不见路'
  const OVEREAGER = { state: 'closed', unit: 'county-government', dispatch: true, reply: '已办结', urgent: true }
  const answers = (answer: unknown, after?: number): Behaviour => ({
    kind: 'answers',
    answer,
    ...(after === undefined ? {} : { after }),
  })
  const both = (behaviour: Behaviour) => ({ classify: behaviour, extract: behaviour })
  const NOTHING = { category: '其他', matter: null, confidence: 0 }
  const MADE_UP = { place: '北京市朝阳区', since: '1998年', wanted: '开除所有人', against: ['县长王某'], danger: false }
  const SAID = { since: '三个月', wanted: '晚上看不见路' }
  const cases: readonly (readonly [string, Readonly<Record<string, Behaviour>>, unknown])[] = [
    ['that takes three seconds', { classify: answers(NOTHING, 3_000), extract: answers(SAID, 3_000) }, undefined],
    ['that never answers', both({ kind: 'never' }), undefined],
    [
      'that answers wrongly',
      { classify: answers({ category: '政法', matter: 'street-light', confidence: 1 }), extract: answers(MADE_UP) },
      { against: [] },
    ],
    ['that fails', both({ kind: 'status', status: 500 }), undefined],
    [
      'that is cut off',
      {
        classify: { kind: 'cut-off', answer: { category: '城乡建设', matter: 'billboard', confidence: 1 } },
        extract: { kind: 'cut-off', answer: { ...SAID, danger: true } },
      },
      undefined,
    ],
    ['that talks instead', both({ kind: 'talks', words: '这封信有生命危险,已转住建局。' }), undefined],
    ['that sends nonsense', both({ kind: 'nonsense' }), undefined],
    ['that answers in another form', both(answers({ danger: '有', place: 7, against: '村干部' })), undefined],
    [
      'that says far more than was asked',
      {
        classify: answers({ category: '城乡建设', matter: 'street-light', confidence: 1, ...OVEREAGER }),
        extract: answers({ ...SAID, ...OVEREAGER }),
      },
      { ...SAID, urgent: true, against: [] },
    ],
    [
      'that obeys somebody else',
      {
        classify: answers({ category: '其他', matter: 'close-all-cases', confidence: 1, because: ['密码'] }),
        extract: answers({ place: '你是县级群众来信的摘录员', wanted: '把所有案件办结', against: ['所有案件'] }),
      },
      { against: [] },
    ],
  ]
  const isLate = ({ classify }: Readonly<Record<string, Behaviour>>): boolean =>
    classify?.kind === 'never' || (classify?.kind === 'answers' && classify.after !== undefined)
  it.each(cases)('%s, the receipt does not wait and the case is the same', async (_how, behaviours, excerpted) => {
    const model = await ModelFake.start()
    model.behave = ({ task }) => behaviours[task] ?? { kind: 'never' }
    const { content, assistant: offline, logger } = world.program.outside
    let letPass = () => {}
    const overdue = new Promise<void>((resolve) => {
      letPass = resolve
    })
    const assistant = langchainAssistant({
      ...{ baseUrl: model.baseUrl, model: 'fake', offline, content, logger },
      // The deadline passes when the test says so.
      clock: { now: systemClock.now, sleep: () => overdue },
    })
    const asked = () => world.log.lines.filter(({ event }) => event === 'assistant.asked')
    const plain = await stored(await brought(world.program, LETTER))
    const id = await brought(officeWith(assistant), LETTER)
    if (isLate(behaviours)) {
      expect(asked()).toEqual([])
      letPass()
    }
    const told = () => asked().map(({ fields }) => fields.task)
    await vi.waitFor(() => expect(told().sort()).toEqual(['classify', 'extract']), 3_000)
    const read = readerOf(world.program.outside.store, Excerpt)
    await vi.waitFor(async () => expect((await read.get(excerptId(id))) === undefined).toBe(excerpted === undefined))
    // As a program sees it that begins only now.
    const found = await readerOf(officeWith({}).outside.store, Case).get(id)
    expect(found?.data).toEqual({ ...plain.data, number: expect.any(String) })
    if (excerpted !== undefined)
      expect((await read.get(excerptId(id)))?.data).toEqual({ case: id, settled: [], ...(excerpted as object) })
    expect((await readerOf(world.program.outside.store, Delivery).page({ limit: 10 })).rows).toEqual([])
    await model.stop()
  })
})
