import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Form } from './form.ts'
import { namesOfPeople } from './names-of-people.ts'

const shipped = (name: string) => Form.parse(parse(readFileSync(`content/forms/${name}.yaml`, 'utf8')))
const words = (zh: string, en = 'Words') => ({ 'zh-CN': zh, en })
const faults = (form: Form) => [...namesOfPeople(form)].map(({ at }) => at.join('.'))
const asking = (form: Form, field: object) =>
  Form.parse({ ...form, fields: [...form.fields, { name: 'more', ...field }] })

describe('a form that tells of problems and places', () => {
  it.each(['brewing', 'brewing-found', 'visit-report', 'visit-finding'])('as shipped asks for nobody: %s', (name) => {
    expect(shipped(name).namesNobody).toBe(true)
    expect(faults(shipped(name))).toEqual([])
  })

  it.each([
    ['who leads it', { kind: 'text', label: words('谁带头'), ask: words('谁带头的？') }],
    ['a name', { kind: 'text', label: words('姓名'), ask: words('叫什么？') }],
    ['an ID number', { kind: 'text', label: words('号码'), ask: words('他们的身份证号是多少？') }],
    [
      'names in English',
      { kind: 'longText', label: words('他们', 'Who'), ask: words('谁？', 'What are their names?') },
    ],
  ])('may not ask for %s', (_what, field) => {
    const form = shipped('brewing')
    expect(faults(asking(form, field))).toEqual([`fields.${form.fields.length}.ask`])
  })

  it.each([
    ...[
      '当事人是谁？',
      '牵头人',
      '哪些人参加了？',
      '联系电话',
      '他叫什么？',
      '谁在闹？',
      '可能去上访的人',
      '他们家住哪里？',
    ],
    ...['Who is behind it?', 'Their phone numbers', 'Contact person', 'Home address'],
  ])('may not ask: %s', (ask) => {
    const form = shipped('brewing')
    const more = { kind: 'text', label: words('情况') }
    const inChinese = /[\u4E00-\u9FFF]/.test(ask)
    expect(faults(asking(form, { ...more, ask: inChinese ? words(ask) : words('还有呢？', ask) }))).toHaveLength(1)
    expect(faults(asking(form, { ...more, ask: words('还有呢？'), help: words(ask, ask) }))).toHaveLength(1)
  })

  it('may ask for one official who is responsible, and for no second person', () => {
    const one = asking(shipped('brewing'), { kind: 'person', label: words('责任人'), ask: words('哪位干部负责？') })
    expect(faults(one)).toEqual([])
    const two = Form.parse({ ...one, fields: [...one.fields, { ...one.fields.at(-1), name: 'another' }] })
    expect(faults(two)).toHaveLength(1)
  })

  it.each([
    '牵涉多少人？',
    '牵涉哪些群体？农民工、学生、老人。',
    '有没有人受伤？',
    '哪个单位管这事？',
    '有没有要集体上访的苗头？',
  ])('may ask %s', (ask) => {
    const field = { kind: 'text', label: words('情况'), ask: words(ask, 'How many people who live there?') }
    expect(faults(asking(shipped('brewing'), field))).toEqual([])
  })

  it('may say what to leave out', () => {
    const field = { kind: 'text', label: words('情况'), ask: words('怎么回事？不要写老百姓的姓名。') }
    expect(faults(asking(shipped('brewing'), field))).toEqual([])
  })
})
