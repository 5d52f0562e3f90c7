import { expect, test } from 'vitest'
import { mayUse } from '../core/conversation/command.ts'
import { features } from '../core/features.ts'
import { readerOf } from '../core/kernel/reader.ts'
import { Person } from '../core/people/person.ts'
import { FACES, sampleContent, World } from './support/world.ts'

const { talking } = features(FACES)
const spoken = [...talking.repertoire.commands.values()].filter(({ words }) => words !== undefined)

/** One for each role of the sample county; whoever is nobody there comes last. */
const PEOPLE = [
  ...['bao-yuzhen', 'mu-xiuying', 'dou-yongkang', 'qi-qihang', 'jia-dingbang'],
  ...['tan-guihua', 'kuang-lihua', 'niu-decheng'],
]

test('every phrase, said alone by whoever may use its command, is understood without a fault', async () => {
  const content = await sampleContent()
  const world = await World.open()
  const people = await Promise.all(
    PEOPLE.map(async (code) => {
      await world.binds(`chat of ${code}`, code)
      const person = await readerOf(world.program.outside.store, Person).get(code)
      return {
        chat: `chat of ${code}`,
        actor: { kind: 'person' as const, person: code, roles: person?.data.roles ?? [], units: [] },
      }
    }),
  )
  const fault = content.say('zh-CN', 'errors.input.invalid', { faults: '' }).slice(0, 8)
  const faults: string[] = []
  for (const { name, words = '', for: whom } of spoken) {
    const chat = whom === 'everyone' ? 'citizen' : people.find(({ actor }) => mayUse(whom, actor))?.chat
    if (chat === undefined) throw new Error(`nobody may use ${name}`)
    for (const phrase of content.say('zh-CN', words).split('|')) {
      const heard = await world.says(chat, phrase)
      if (heard.length === 0) faults.push(`${name} ${phrase}: nothing is answered`)
      for (const { text } of heard) if (text.includes(fault)) faults.push(`${name} ${phrase}: ${text}`)
      await world.says(chat, '/cancel')
    }
  }
  expect(faults).toEqual([])
  expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([])
}, 180_000)
