import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Form } from './form.ts'
import { recordsIn, writtenIn } from './written.ts'

const words = (text: string) => ({ 'zh-CN': text, en: `${text} in English` })
const field = (name: string, label: string) => ({ name, kind: 'text', label: words(label), ask: words('?') })
const form = Form.parse({
  ...{ name: 'visit', version: 1, title: words('记录') },
  fields: [field('unit', '单位'), field('day', '时间'), field('found', '问题')],
})
const read = (text: string) => Object.fromEntries(writtenIn(form, text))

describe('labelled lines', () => {
  it('answer the fields of their labels, with colons of either width', () =>
    expect(read('记录\n单位：水利局\n时间: 6月30日')).toEqual({ unit: '水利局', day: '6月30日' }))

  it('go on until the next label, and a label that comes again adds a line', () =>
    expect(read('问题：没人\n一直没人\n单位：水利局\n问题：乱收费')).toEqual({
      found: '没人\n一直没人\n乱收费',
      unit: '水利局',
    }))

  it('may be numbered, in Traditional characters, or by their English labels', () =>
    expect(read('1. 單位：水利局\n2、時間：今天\n问题 in English: none')).toEqual({
      ...{ unit: '水利局', day: '今天', found: 'none' },
    }))

  it('are only those of the form: other words with a colon stay part of what is told', () =>
    expect(read('问题：他们说：明天再来\n电话：不知道')).toEqual({ found: '他们说：明天再来\n电话：不知道' }))

  it('are none in a plain story', () => expect(read('我们村口的路灯坏了：三个月了')).toEqual({}))

  it.each([
    '单位:水利局 时间:昨天 问题:没人',
    '单位：水利局；时间：昨天；问题：没人',
    '单位：水利局，时间：昨天，问题：没人',
    '【单位】水利局\n【时间】昨天\n【问题】没人',
    '单位 水利局\n时间 昨天\n问题 没人',
    '单位－水利局；时间－昨天；问题－没人',
    '走访单位：水利局\n走访时间：昨天\n发现问题：没人',
    '（1）单位：水利局\n（2）时间：昨天\n（3）问题描述：没人',
    '① 单位：水利局\n② 时间（哪天）：昨天\n③ 问题情况：没人',
    '问题：没人\n时间：昨天\n单位：水利局',
    '單位：水利局\n時間：昨天\n問題：没人',
    '明察暗访记录\r\n单位：水利局\r\n时间：昨天\r\n问题：没人',
  ])('are read however they are put: %s', (text) =>
    expect(read(text)).toEqual({ unit: '水利局', day: '昨天', found: '没人' }),
  )

  it('are several things where the key comes again, in any order', () => {
    const records = (text: string) => recordsIn(form, text, 'unit').map(read)
    const [one, other] = [
      { unit: '水利局', found: '没人' },
      { unit: '教育局', found: '锁门' },
    ]
    expect(records('单位：水利局\n问题：没人\n\n单位：教育局\n问题：锁门')).toEqual([one, other])
    expect(records('第一次\n问题：没人\n单位：水利局\n第二次\n问题：锁门\n单位：教育局')).toEqual([one, other])
    expect(records('一、单位：水利局 问题：没人\n二、单位：教育局 问题：锁门')).toEqual([one, other])
    expect(records('单位：水利局\n问题：没人\n问题：锁门')).toEqual([{ unit: '水利局', found: '没人\n锁门' }])
    expect(recordsIn(form, '没有标签的话', 'unit')).toEqual(['没有标签的话'])
    const listed = `单位：水利局\n问题：没人${'\n\n00'.repeat(500)}完`
    expect(recordsIn(form, `${listed}\n单位：教育局\n问题：锁门`, 'unit')).toHaveLength(2)
  })

  it('never fail, whatever is sent', () =>
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => writtenIn(form, text).size <= form.fields.length)))
})
