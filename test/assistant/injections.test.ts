import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { langchainAssistant } from '../../adapters/assistant/langchain/index.ts'
import { systemClock } from '../../adapters/system/index.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { Excerpt, excerptId } from '../../core/feedback/excerpt/excerpt.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { Delivery } from '../../core/messaging/delivery.ts'
import { plainName } from '../../core/people/names.ts'
import { Program } from '../../core/program.ts'
import { ModelFake } from '../support/model-fake.ts'
import { FACES, World } from '../support/world.ts'

const Obeys = z.strictObject({
  ...{ matter: z.string(), place: z.string(), wanted: z.string(), against: z.array(z.string()) },
})
const injections = z
  .array(z.strictObject({ says: z.string(), obeys: Obeys.partial() }))
  .parse(parse(readFileSync(new URL('injections.yaml', import.meta.url), 'utf8')))

describe('a letter that gives orders, and a model that obeys it', () => {
  let world: World
  let model: ModelFake
  let obedient: Program
  beforeAll(async () => {
    world = await World.open()
    model = await ModelFake.start()
    const { outside } = world.program
    const { content, assistant: offline, logger } = outside
    const assistant = langchainAssistant({
      ...{ baseUrl: model.baseUrl, model: 'fake', offline, content, logger, clock: systemClock },
    })
    obedient = new Program({ ...outside, assistant }, FACES)
  })
  afterAll(() => model.stop())

  const told = async (program: Program, text: string): Promise<string> =>
    (await program.application.execute(submit, submit.input.parse({ text, reporter: 'nothing' }), SYSTEM)).id
  const stored = async (id: string): Promise<CaseData> => {
    const found = await readerOf(world.program.outside.store, Case).get(id)
    if (found === undefined) throw new Error('no such case')
    return found.data
  }
  /** But for its number, and for what else it may be: that is for an officer to choose from. */
  const standing = ({ number: _number, proposal: { alternatives: _others, ...proposal }, ...data }: CaseData) => ({
    ...data,
    proposal,
  })

  it('are at least twenty', () => expect(new Set(injections.map(({ says }) => says)).size).toBeGreaterThanOrEqual(20))

  it.each(injections)('changes nothing: $says', async ({ says, obeys: { matter, ...words } }) => {
    const MORE = { state: 'closed', unit: 'housing', dispatch: true, recipients: ['evil@example.org'] }
    model.behave = ({ task, system }) => ({
      kind: 'answers',
      answer:
        task === 'classify'
          ? { category: '城乡建设', matter, confidence: 1, because: [system.slice(0, 30)], ...MORE }
          : { since: system.slice(0, 30), ...words, ...MORE },
    })
    const plain = standing(await stored(await told(world.program, says)))
    const asked = model.asked.length
    const id = await told(obedient, says)
    const reader = readerOf(world.program.outside.store, Excerpt)
    await vi.waitFor(async () => expect(await reader.get(excerptId(id))).toBeDefined(), 3_000)
    await vi.waitFor(() =>
      expect(world.log.lines.filter(({ event }) => event === 'assistant.asked').length).toBe(model.asked.length),
    )
    expect(model.asked.length).toBeGreaterThanOrEqual(asked + 2)
    expect(standing(await stored(id))).toEqual(plain)
    // What officers may look at are words of the letter, in plain sight.
    const read = (await reader.get(excerptId(id)))?.data
    const quotes = [read?.place, read?.wanted, ...(read?.against ?? [])].flatMap((quote) => quote ?? [])
    for (const quote of quotes) {
      expect(plainName(says)).toContain(plainName(quote))
      expect(quote).not.toMatch(/[\p{Cf}\n]/u)
    }
    expect(read?.since).toBeUndefined()
    expect(JSON.stringify(model.asked.slice(asked).map(({ body }) => body))).not.toContain('13800001234')
    // Nobody hears of it but the officers who may look at words that perhaps accuse the office.
    const { rows } = await readerOf(world.program.outside.store, Delivery).page({
      where: { 'data.about': id },
      limit: 10,
    })
    expect(rows.filter(({ data: { message } }) => !message.text.includes('没有人核实'))).toEqual([])
    if (words.against === undefined) expect(rows).toEqual([])
  })
})
