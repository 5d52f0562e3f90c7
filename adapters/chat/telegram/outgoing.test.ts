import { expect, test } from 'vitest'
import type { Message } from '../../../core/ports/channel.ts'
import { countOf, partsOf } from './outgoing.ts'

const files = (count: number, type = 'image/png'): NonNullable<Message['files']> =>
  Array.from({ length: count }, (_, n) => ({ file: `f${n}`, name: `${n}.x`, type }))
const choices = [{ label: '好', token: 'ok' }]

/** Each part in short: `photo×3 +caption +keys`. */
const shape = (message: Message): readonly string[] =>
  partsOf(message).map((part) => {
    const keys = part.markup === undefined ? '' : ' +keys'
    if (part.kind === 'text') return `text${keys}`
    return `${part.as}×${part.files.length}${part.caption === undefined ? '' : ' +caption'}${keys}`
  })

test('a short text of one file or one album is its caption', () => {
  expect(shape({ text: 'a', files: files(1) })).toEqual(['photo×1 +caption'])
  expect(shape({ text: 'a', files: files(3) })).toEqual(['photo×3 +caption'])
  expect(shape({ text: 'a', choices, files: files(1, 'application/pdf') })).toEqual(['document×1 +caption +keys'])
})

test('otherwise files come first and the text, with its choices, last', () => {
  expect(shape({ text: 'a', choices, files: files(3) })).toEqual(['photo×3', 'text +keys'])
  expect(shape({ text: 'a'.repeat(1_025), files: files(1) })).toEqual(['photo×1', 'text'])
  expect(shape({ text: 'a', files: [...files(1), ...files(1, 'text/plain')] })).toEqual([
    'photo×1',
    'document×1',
    'text',
  ])
})

test('albums hold ten', () => {
  expect(shape({ text: 'a', files: files(21) })).toEqual(['photo×10', 'photo×10', 'photo×1', 'text'])
})

test('a GIF is a document, which keeps it moving', () => {
  expect(shape({ text: '', files: files(1, 'image/gif') })).toEqual(['document×1'])
})

test('choices without a text have something to stand under', () => {
  expect(partsOf({ text: '', choices })).toMatchObject([{ kind: 'text', text: '·' }])
  expect(shape({ text: '', choices, files: files(2) })).toEqual(['photo×2', 'text +keys'])
  expect(shape({ text: '', choices, files: files(1) })).toEqual(['photo×1 +keys'])
})

test('a message that says nothing has no parts', () => {
  expect(partsOf({ text: ' \n' })).toEqual([])
})

test('the choices stand under the last part of a long text', () => {
  expect(shape({ text: '句子。'.repeat(3_000), choices })).toEqual(['text', 'text', 'text +keys'])
})

test('every picture of an album counts as a message, and so does every part of a long text', () => {
  expect(countOf({ text: 'a' })).toBe(1)
  expect(countOf({ text: 'a', files: files(1) })).toBe(1)
  expect(countOf({ text: 'a', choices, files: files(9) })).toBe(10)
  expect(countOf({ text: 'a'.repeat(9_000) })).toBe(3)
})
