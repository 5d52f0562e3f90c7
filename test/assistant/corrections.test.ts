import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { categorizer } from '../../adapters/assistant/offline/model/categorizer.ts'
import { decodeModel, encodeModel } from '../../adapters/assistant/offline/model/model-file.ts'
import { categoriesOf, counted } from '../../adapters/assistant/offline/training/example.ts'
import { calibrationFor, learn } from '../../adapters/assistant/offline/training/learn.ts'
import { readLetters } from '../../adapters/assistant/offline/training/read-letters.ts'
import { correct } from '../../core/feedback/officer-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { type Correction, corrections } from '../../core/reports/index.ts'
import { World } from '../support/world.ts'

const AT = ['村口', '桥头', '东街', '西巷', '学校旁', '市场边', '河边', '车站', '南门', '北门', '老街', '新街']
const line = (label: string, text: string): string => JSON.stringify({ label, text })
/** What the office trained on before: nothing of bicycles, and buses alone ride on wheels. */
const BASE = AT.flatMap((place) => [
  line('城乡建设', `${place}的路灯坏了,晚上很黑,没人来修`),
  line('交通运输', `${place}的公交车老是不来,车少人多,车站挤满了`),
])
const BIKES = AT.map((place) => `${place}的共享单车乱停,单车堆成山,把车站的路都占了,我的电话13800001234`)
const UNSEEN = '医院门口的共享单车堆了一地,车站都挤不过去'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contact-point-corrections-'))
})
afterAll(() => rm(folder, { recursive: true }))

const written = async (name: string, lines: readonly string[]): Promise<string> => {
  const file = join(folder, name)
  await writeFile(file, lines.join('\n'))
  return file
}

/** As `npm run train` does, and read from its file as the program does. */
const trainedOn = async (...files: readonly string[]) => {
  const letters = await readLetters(...files)
  const categories = categoriesOf(letters)
  const examples = counted(letters, categories)
  const calibration = calibrationFor(examples, categories.length)
  return categorizer(decodeModel(encodeModel({ categories, ...learn(examples, categories.length), calibration })))
}

describe('what officers set right', () => {
  let rows: readonly Correction[]
  beforeAll(async () => {
    const { application } = (await World.open()).program
    const bring = async (text: string) => (await application.execute(submit, { text, reporter: 'nothing' }, SYSTEM)).id
    for (const text of BIKES)
      await application.execute(correct, { case: await bring(text), matter: 'billboard' }, SYSTEM)
    await bring('村口的路灯坏了,没有人改过它')
    const accusing = { case: await bring('举报老李收了红包'), matter: 'billboard', kind: 'integrity' } as const
    await application.execute(correct, accusing, SYSTEM)
    const first = await application.execute(corrections, { limit: 10 }, SYSTEM)
    const rest = await application.execute(corrections, { limit: 10, after: first.next }, SYSTEM)
    rows = [...first.rows, ...rest.rows]
  })

  it('is what a person decided, without what accuses somebody, and masked', () => {
    expect(rows).toHaveLength(BIKES.length)
    for (const { label, matter, text } of rows) {
      expect([label, matter]).toEqual(['城乡建设', 'billboard'])
      expect(text).toContain('共享单车')
      expect(text).toContain('〔电话1〕')
      expect(text).not.toContain('1380000')
    }
  })

  it('changes the classification, once it is trained on', async () => {
    const base = await written('letters.jsonl', BASE)
    const own = await written(
      'corrections.jsonl',
      rows.map((row) => JSON.stringify(row)),
    )
    expect((await trainedOn(base))({ text: UNSEEN }).likeliest.label).toBe('交通运输')
    const retrained = await trainedOn(base, own)
    expect(retrained({ text: UNSEEN })).toMatchObject({ known: true, likeliest: { label: '城乡建设' } })
    expect(retrained({ text: '西门的公交车一个小时才来一班' }).likeliest.label).toBe('交通运输')
  })
})
