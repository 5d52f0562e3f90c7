import { describe, expect, it } from 'vitest'
import type { Answers } from '../conversation/conversation.ts'
import { Form } from '../conversation/form.ts'
import { chosenIn, tallyOf } from './chosen.ts'
import { fieldsOf, type Question, questionOf } from './question.ts'

const both = (words: string) => ({ 'zh-CN': words, en: words })
const field = (name: string, kind: string, more = {}) => ({ name, kind, ask: both(name), label: both(name), ...more })
const options = (...values: string[]) => ({ options: values.map((value) => ({ value, label: both(value) })) })
const form = (version: number, fields: object[], groups: object[] = []): Form =>
  Form.parse({ name: 'asked', version, title: both('t'), groups, fields })

const first = form(1, [field('grade', 'choice', options('good', 'bad')), field('dropped', 'consent')])
const now = form(
  2,
  [
    field('grade', 'choice', options('good', 'fair')),
    field('needs', 'several', options('road', 'water')),
    field('age', 'number'),
    field('scale', 'number', { min: 1, max: 5, whole: true }),
    field('agrees', 'consent'),
    field('since', 'date'),
    field('where', 'place'),
    field('words', 'longText'),
    field('plot', 'number', { group: 'plots' }),
  ],
  [{ name: 'plots', label: both('plots'), repeat: { min: 0, max: 5 } }],
)
const words = {
  language: 'zh-CN' as const,
  say: (key: string, params = {}) => [key.replace('network.', ''), ...Object.values(params)].join(' '),
  nameOf: (_kind: string, code: string) => code.toUpperCase(),
}

const asked = (given: readonly (readonly [Form, Answers])[]): ReadonlyMap<string, Question> => {
  const tally = tallyOf(given.map(([each, answers]) => [chosenIn(each, answers), 1]))
  return new Map(
    fieldsOf(now, [first]).flatMap((each) => {
      const question = questionOf(each, tally.get(each.field.name) ?? new Map(), words)
      return question === undefined ? [] : [[each.field.name, question] as const]
    }),
  )
}
const bars = (question: Question | undefined) => question?.counts.map(({ label, count }) => [label, count])

describe('how a question was answered', () => {
  const questions = asked([
    [first, { grade: 'bad', dropped: true }],
    [now, { grade: 'good', needs: ['road', 'water'], age: 20, scale: 5, agrees: true, since: '2025-05-30' }],
    [now, { grade: 'good', needs: ['water'], age: 70, scale: 5, agrees: false, since: '2025-06-01', words: 'a=b;c' }],
    [now, { age: 30.5, where: { text: '石桥', code: 'shiqiao' }, plots: [{ row: { plot: 2 } }, { row: { plot: 3 } }] }],
    [now, { where: { text: '不知道哪里' }, words: '' }],
  ])

  it.each([
    [
      'one of several options, with what an earlier version offered',
      'grade',
      3,
      [
        ['good', 2],
        ['fair', 0],
        ['bad', 1],
      ],
    ],
    [
      'several at once',
      'needs',
      3,
      [
        ['road', 1],
        ['water', 2],
      ],
    ],
    ['a scale, number by number', 'scale', 2, [['5', 2]]],
    [
      'yes or no',
      'agrees',
      2,
      [
        ['answer-true', 1],
        ['answer-false', 1],
      ],
    ],
    [
      'a date, by month',
      'since',
      2,
      [
        ['2025-05', 1],
        ['2025-06', 1],
      ],
    ],
    [
      'a place, by name',
      'where',
      2,
      [
        ['elsewhere', 1],
        ['SHIQIAO', 1],
      ],
    ],
    ['words, that there are some', 'words', 1, []],
    [
      'a group that was asked again, round by round',
      'plot',
      2,
      [
        ['2', 1],
        ['3', 1],
      ],
    ],
    [
      'what only an earlier version asked',
      'dropped',
      1,
      [
        ['answer-true', 1],
        ['answer-false', 0],
      ],
    ],
  ] as const)('%s', (_what, name, answered, counts) => {
    expect(questions.get(name)?.answered).toBe(answered)
    expect(bars(questions.get(name))).toEqual(counts)
  })

  it('a number, in five spans of the same width, with what is in the middle', () => {
    const { numbers, counts } = questions.get('age') ?? {}
    expect(numbers).toEqual({ least: 20, most: 70, mean: 40.17, median: 30.5 })
    expect(counts?.map(({ count }) => count)).toEqual([1, 1, 0, 0, 1])
  })

  it('says nothing of what nobody was asked', () => {
    expect(asked([]).has('dropped')).toBe(false)
    expect(asked([]).get('age')).toMatchObject({ answered: 0, counts: [] })
  })
})
