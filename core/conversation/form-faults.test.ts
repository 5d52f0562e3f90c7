import { describe, expect, test } from 'vitest'
import { Form } from './form.ts'
import { formFaults } from './form-faults.ts'

const words = (text: string) => ({ 'zh-CN': text, en: text })
const field = (name: string, more: object = { kind: 'text' }) => ({
  name,
  label: words(name),
  ask: words(`${name}?`),
  kind: 'text',
  ...more,
})
const choice = (name: string, ...values: readonly string[]) =>
  field(name, { kind: 'choice', options: values.map((value) => ({ value, label: words(value) })) })
const faults = (fields: readonly object[], more: object = {}) =>
  [...formFaults(Form.parse({ name: 'test', version: 1, title: words('t'), fields, ...more }))].map(
    ({ at, message }) => `${at.join('.')} ${message}`,
  )

describe('a form is sound when it is loaded', () => {
  test('with conditions that some answers fulfil, through hidden and computed values too', () => {
    expect(
      faults(
        [
          choice('how', 'well', 'badly'),
          field('count', { kind: 'number', min: 1, max: 5, visibleIf: 'how == "badly"' }),
          field('why', { visibleIf: 'twice >= 10.0' }),
          field('late', { kind: 'date', visibleIf: 'how != "well" && why != ""' }),
        ],
        { computed: [{ name: 'twice', value: 'count * 2.0' }] },
      ),
    ).toEqual([])
  })

  test.each([
    [
      'two values at once',
      [choice('how', 'well', 'badly'), field('why', { visibleIf: 'how == "well" && how == "badly"' })],
      'fields.1.visibleIf',
    ],
    [
      'a value that is no option',
      [choice('how', 'well', 'badly'), field('why', { visibleIf: 'how == "so-so"' })],
      'fields.1.visibleIf',
    ],
    [
      'a number beyond its limits',
      [field('n', { kind: 'number', max: 5 }), field('why', { visibleIf: 'n > 5.0' })],
      'fields.1.visibleIf',
    ],
    [
      'what only a hidden question could answer',
      [
        choice('a', 'x', 'y'),
        { ...choice('b', 'x', 'y'), visibleIf: 'a == "x"' },
        field('why', { visibleIf: 'a == "y" && b == "y"' }),
      ],
      'fields.2.visibleIf',
    ],
  ])('not when a question can never come up: %s', (_name, fields, at) => {
    expect(faults(fields)).toEqual([expect.stringContaining(`${at} no answers can make this true`)])
  })

  test('not when conditions or formulas go in a circle', () => {
    expect(faults([field('a', { visibleIf: 'b != ""' }), field('b', { visibleIf: 'a != ""' })])).toEqual([
      expect.stringContaining('goes in a circle: a → b → a'),
    ])
    expect(
      faults([field('a')], {
        computed: [
          { name: 'x', value: 'y + 1.0' },
          { name: 'y', value: 'x + 1.0' },
        ],
      }),
    ).toEqual([expect.stringContaining('circle')])
  })

  test('not with an expression of the wrong kind, and says how to write numbers', () => {
    expect(faults([field('n', { kind: 'number' }), field('b', { visibleIf: 'n == 3' })])[0]).toContain(
      'write numbers with a point',
    )
    expect(faults([field('n', { kind: 'number' }), field('b', { visibleIf: 'n + 1.0' })])[0]).toContain(
      'must be true or false',
    )
  })

  test('not when a question outside speaks of one that is asked in rounds', () => {
    const groups = [{ name: 'spots', label: words('s'), repeat: {} }]
    expect(faults([field('spot', { group: 'spots' }), field('b', { visibleIf: 'spot != ""' })], { groups })).toEqual([
      expect.stringContaining('size(spots) > 0'),
    ])
    expect(
      faults([field('spot', { group: 'spots' }), field('b', { visibleIf: 'size(spots) > 1' })], { groups }),
    ).toEqual([])
  })

  test('not when a form about problems asks for names of people', () => {
    const official = field('official', { kind: 'person' })
    expect(faults([official, field('what')], { namesNobody: true })).toEqual([])
    expect(faults([official, { ...field('who'), ask: words('谁带头的？') }], { namesNobody: true })).toEqual([
      expect.stringContaining('must not become a list of persons'),
    ])
    expect(faults([{ ...field('reporter'), label: words('姓名') }], { name: 'brewing-more' })).toHaveLength(1)
    expect(
      faults([{ ...field('what'), ask: words('什么事？不要写老百姓的姓名。') }], { name: 'brewing-more' }),
    ).toEqual([])
  })
})
