import { beforeEach, describe, expect, it, vi } from 'vitest'
import { langchainAssistant } from '../../adapters/assistant/langchain/index.ts'
import { systemClock } from '../../adapters/system/index.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { correct } from '../../core/feedback/officer-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { mattersOf } from '../../core/matters/matter.ts'
import type { Assistant, Classification } from '../../core/ports/assistant.ts'
import { Program } from '../../core/program.ts'
import { type Behaviour, ModelFake } from '../support/model-fake.ts'
import { FACES, World } from '../support/world.ts'

const VAGUE = '那边的事情拖了好久了,老是这个样子,大家都不知道怎么办'
const LIGHT: Classification = {
  best: { matter: 'street-light', confidence: 0.8, because: ['老是这个样子'] },
  alternatives: [{ matter: 'billboard', confidence: 0.2, because: [] }],
}

let world: World
let better: ((found: Classification) => Promise<void>) | undefined
beforeEach(async () => {
  world = await World.open()
  better = undefined
})

/** The same office, with an assistant that will know better when the test says so. */
const officeWith = (parts: Partial<Assistant>): Program => {
  const { outside } = world.program
  return new Program({ ...outside, assistant: { ...outside.assistant, ...parts } }, FACES)
}
const thinking: Partial<Assistant> = {
  improve: (_text, then) => {
    better = then
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
    await better?.(LIGHT)
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
    for (let n = 0; n < 3; n++) await better?.(LIGHT)
    expect((await stored(id)).history.filter(({ did }) => did === 'feedback.improve')).toHaveLength(1)
  })

  it('stays below what a person decided', async () => {
    const program = officeWith(thinking)
    const id = await brought(program)
    await program.application.execute(correct, { case: id, matter: 'billboard' }, SYSTEM)
    await better?.(LIGHT)
    expect((await stored(id)).data.matter).toBe('billboard')
  })

  it('is not taken over with a matter that the office does not know', async () => {
    const id = await brought(officeWith(thinking))
    const before = await stored(id)
    await better?.({ best: { matter: 'close-all-cases', confidence: 1, because: [] }, alternatives: [] })
    expect((await stored(id)).data).toEqual(before.data)
  })

  it('never makes a known matter unknown', async () => {
    const id = await brought(officeWith(thinking), '老板拖欠工资,几个月没发工资,讨薪也没人理')
    const before = await stored(id)
    await better?.({ alternatives: [] })
    expect(before.data.matter).toBe('unpaid-wages')
    expect((await stored(id)).data).toEqual(before.data)
  })

  it('never leads to whom the case complains about', async () => {
    const program = officeWith(thinking)
    const lead = mattersOf(world.program.outside.content).get('street-light')?.lead.default ?? ''
    const input = { text: VAGUE, reporter: 'nothing', against: { units: [lead], people: [] } }
    const { id } = await program.application.execute(submit, input, SYSTEM)
    await better?.(LIGHT)
    expect((await stored(id)).data.matter).toBe('street-light')
    expect((await stored(id)).data.proposal.unit).not.toBe(lead)
  })

  it('is not even asked for without anybody to ask', async () => {
    const id = await brought(world.program)
    expect((await stored(id)).history.map(({ did }) => did)).not.toContain('feedback.improve')
    expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('with a real model behind it', () => {
  const LETTER = '路灯'
  const OVEREAGER = { state: 'closed', unit: 'county-government', urgent: true, dispatch: true, reply: '已办结' }
  const cases: readonly (readonly [string, Behaviour])[] = [
    [
      'that takes three seconds',
      { kind: 'answers', answer: { category: '其他', matter: null, confidence: 0 }, after: 3_000 },
    ],
    ['that never answers', { kind: 'never' }],
    ['that answers wrongly', { kind: 'answers', answer: { category: '政法', matter: 'street-light', confidence: 1 } }],
    ['that fails', { kind: 'status', status: 500 }],
    ['that is cut off', { kind: 'cut-off', answer: { category: '城乡建设', matter: 'billboard', confidence: 1 } }],
    [
      'that says far more than was asked',
      {
        kind: 'answers',
        answer: { category: '城乡建设', matter: 'street-light', confidence: 1, ...OVEREAGER },
      },
    ],
    [
      'that obeys somebody else',
      { kind: 'answers', answer: { category: '其他', matter: 'close-all-cases', confidence: 1, because: ['密码'] } },
    ],
  ]
  it.each(cases)('%s, the receipt is as quick and the case the same', async (_how, behaviour) => {
    const model = await ModelFake.start()
    model.behave = () => behaviour
    const { content, assistant: offline, logger } = world.program.outside
    const assistant = langchainAssistant({
      ...{ baseUrl: model.baseUrl, model: 'fake', offline, content, logger },
      ...{ clock: systemClock, deadline: 500 },
    })
    const program = officeWith(assistant)
    const text = `${LETTER}黑了三个月,晚上看不见路`
    const plain = await stored(await brought(world.program, text))
    const begun = performance.now()
    const id = await brought(program, text)
    expect(performance.now() - begun).toBeLessThan(400)
    await vi.waitFor(() => expect(world.log.lines.some(({ event }) => event === 'assistant.asked')).toBe(true), 3_000)
    const { data } = await stored(id)
    expect({ ...data, number: '' }).toEqual({ ...plain.data, number: '' })
    await model.stop()
  })
})
