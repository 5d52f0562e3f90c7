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

  it('may ask for one official who is responsible, and for no second person', () => {
    const one = asking(shipped('brewing'), { kind: 'person', label: words('责任人'), ask: words('哪位干部负责？') })
    expect(faults(one)).toEqual([])
    const two = Form.parse({ ...one, fields: [...one.fields, { ...one.fields.at(-1), name: 'another' }] })
    expect(faults(two)).toHaveLength(1)
  })

  it('may say what to leave out', () => {
    const field = { kind: 'text', label: words('情况'), ask: words('怎么回事？不要写老百姓的姓名。') }
    expect(faults(asking(shipped('brewing'), field))).toEqual([])
  })
})
