import { expect, test } from 'vitest'
import { keysOf, marked } from './keyboard.ts'

const choices = (...labels: string[]) => labels.map((label, n) => ({ label, token: `t${n}` }))
const rows = (...labels: string[]) =>
  keysOf(choices(...labels)).keyboard?.inline_keyboard.map((row) => row.map(({ text }) => text))

test('short labels stand two in a row, long ones alone, ratings five', () => {
  expect(rows('确认', '修改', '取消')).toEqual([['确认', '修改'], ['取消']])
  expect(rows('确认', '这是一个很长的选项标签', '取消')).toEqual([['确认'], ['这是一个很长的选项标签'], ['取消']])
  expect(rows('1', '2', '3', '4', '5')).toEqual([['1', '2', '3', '4', '5']])
  expect(rows('Yes', 'No, not at all', 'Maybe')).toEqual([['Yes', 'No, not at all'], ['Maybe']])
})

test('what cannot be a button is said: a token that is too long, and more than a hundred', () => {
  const long = { label: '太长', token: '桥'.repeat(22) }
  expect(keysOf([long, ...choices('好')])).toMatchObject({ spoken: ['太长'] })
  expect(keysOf([long]).keyboard).toBeUndefined()
  const many = keysOf(choices(...Array.from({ length: 103 }, (_, n) => `选项${n}`)))
  expect(many.keyboard?.inline_keyboard.flat()).toHaveLength(100)
  expect(many.spoken).toEqual(['选项100', '选项101', '选项102'])
})

test('a label that shows nothing still makes a button', () => {
  expect(rows(' ')).toEqual([['·']])
})

test('the mark moves with the press, and a second press of the same button changes nothing', () => {
  const keyboard = keysOf(choices('是', '否')).keyboard ?? { inline_keyboard: [] }
  const yes = marked(keyboard, 't0') ?? keyboard
  expect(yes.inline_keyboard.flat().map(({ text }) => text)).toEqual(['● 是', '否'])
  expect(marked(yes, 't0')).toBeUndefined()
  expect(
    marked(yes, 't1')
      ?.inline_keyboard.flat()
      .map(({ text }) => text),
  ).toEqual(['是', '● 否'])
})
