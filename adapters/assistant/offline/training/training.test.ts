import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { categorizer } from '../model/categorizer.ts'
import { decodeModel, encodeModel, ModelUnreadable } from '../model/model-file.ts'
import { crossValidate } from './cross-validate.ts'
import { categoriesOf, counted, type LabelledLetter } from './example.ts'
import { accuracyOfSurest, calibrationError, macroF1 } from './figures.ts'
import { calibrationFor, learn } from './learn.ts'
import { readLetters } from './read-letters.ts'

const AT = ['村口', '桥头', '东街', '西巷', '学校旁', '市场边', '河边', '车站']
const LIGHTS = ['路灯坏了没人修', '路灯不亮晚上很黑', '路灯杆倒了', '一排路灯都灭了']
const WAGES = ['老板拖欠工资不发', '干了半年没拿到工资', '工资被扣了一半', '工地欠我们工资']

const letters: readonly LabelledLetter[] = AT.flatMap((place, fold) => [
  ...LIGHTS.map((what) => ({
    label: '路灯',
    fold,
    subject: `${place}${what}`,
    detail: `${place}的${what},请来看看。`,
  })),
  ...WAGES.map((what) => ({ label: '工资', fold, text: `我在${place}上班,${what},请帮帮我们。` })),
])
const categories = categoriesOf(letters)
const examples = counted(letters, categories)
const model = {
  categories,
  ...learn(examples, categories.length),
  calibration: calibrationFor(examples, categories.length),
}

describe('a model of categories', () => {
  const categorize = categorizer(decodeModel(encodeModel(model)))

  it('knows what a letter is about, in words that it has not met together', () => {
    expect(categorize({ text: '南门的路灯又坏了' })).toMatchObject({ known: true, likeliest: { label: '路灯' } })
    expect(categorize({ subject: '欠工资', detail: '南门工地的老板不发工资' }).likeliest.label).toBe('工资')
  })

  it('says that it does not know where a letter says nothing', () => {
    for (const text of ['', '你好', '😀😀', 'k', '\u200B\uFEFF']) expect(categorize({ text }).known).toBe(false)
    expect(categorize({}).known).toBe(false)
  })

  it('is less sure of a word or two than of a sentence', () => {
    const sure = (text: string): number => categorize({ text }).likeliest.confidence
    expect(sure('路灯')).toBeLessThan(sure('路灯坏了'))
    expect(sure('路灯坏了')).toBeLessThan(sure('桥头的路灯坏了没人修,晚上很黑'))
  })

  it('gives chances that sum up to one', () => {
    const sum = categorize({ text: '路灯和工资' }).all.reduce((all, { confidence }) => all + confidence, 0)
    expect(sum).toBeCloseTo(1, 2)
  })

  it('is the same after it was written and read', () => {
    const before = categorizer(model)({ text: '桥头的路灯坏了' })
    expect(categorize({ text: '桥头的路灯坏了' }).likeliest.confidence).toBeCloseTo(before.likeliest.confidence, 1)
  })

  it('keeps no text of the letters', () => {
    const file = Buffer.from(encodeModel(model)).toString('utf8')
    expect(file).not.toContain('拖欠')
    expect(file).not.toContain('村口')
  })

  it('is refused when its file is cut off or something else', () => {
    expect(() => decodeModel(encodeModel(model).subarray(0, -1))).toThrow(ModelUnreadable)
    expect(() => decodeModel(Buffer.from('PNG'))).toThrow(ModelUnreadable)
  })
})

describe('cross-validation', () => {
  it('tests every letter once, each by a model that has not seen its fold', () => {
    const folds = [...crossValidate(examples, categories.length)]
    expect(folds.map(({ fold }) => fold)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const answers = folds.flatMap((each) => each.answers)
    expect(answers).toHaveLength(letters.length)
    expect(macroF1(answers, categories.length)).toBeGreaterThan(0.95)
  })
})

describe('figures', () => {
  const answers = [
    { said: 0, truth: 0, confidence: 0.9 },
    { said: 0, truth: 1, confidence: 0.5 },
    { said: 1, truth: 1, confidence: 0.7 },
    { said: 1, truth: 1, confidence: 0.8 },
  ]

  it('count each category the same in macro-F1', () => {
    expect(macroF1(answers, 2)).toBeCloseTo((2 / 3 + 4 / 5) / 2)
  })

  it('look at the surest part', () => {
    expect(accuracyOfSurest(answers, 0.75)).toBe(1)
    expect(accuracyOfSurest(answers, 1)).toBe(0.75)
  })

  it('compare confidence with the share of right answers', () => {
    expect(calibrationError(answers)).toBeCloseTo((0.1 + 0.5 + 0.3 + 0.2) / 4)
  })
})

describe('letters to train on', () => {
  const read = async (text: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'training-'))
    const file = join(folder, 'letters.jsonl')
    await writeFile(file, text)
    return readLetters(file).finally(() => rm(folder, { recursive: true }))
  }
  const lines = (label: string, count: number): string =>
    Array.from({ length: count }, (_, n) => JSON.stringify({ label, text: `${label}的事第${n}件` })).join('\n')

  it('are read line by line, the same words always in the same fold', async () => {
    const letters = await read(`\uFEFF${lines('路灯', 10)}\n\n${lines('工资', 10)}\n`)
    expect(letters).toHaveLength(20)
    expect((await read(`${lines('路灯', 10)}\n${lines('工资', 10)}`)).map(({ fold }) => fold)).toEqual(
      letters.map(({ fold }) => fold),
    )
  })

  it.each([
    ['letters.jsonl:2', '{"label":"a","text":"x"}\nnot json'],
    ['letters.jsonl:1', '{"label":"","text":"x"}'],
    ['letters.jsonl:1', '{"label":"a"}'],
    ['at least two', lines('路灯', 10)],
    ['at least two', ''],
    ['too few letters of 工资 3', `${lines('路灯', 10)}\n${lines('工资', 3)}`],
  ])('are refused with %s', (said, text) => expect(read(text)).rejects.toThrow(said))
})
