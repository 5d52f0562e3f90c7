import { describe, expect, it } from 'vitest'
import { Phrases } from './phrases.ts'

const phrases = new Phrases<string>()
for (const word of ['路灯', '路灯坏了', '坏了', '灯']) phrases.add(word, word)
const values = (found: readonly { value: string }[]) => found.map(({ value }) => value)

describe('phrases in a text', () => {
  it('are all found, also those inside one another', () =>
    expect(values(phrases.all('村口路灯坏了'))).toEqual(['路灯', '路灯坏了', '灯', '坏了']))

  it('never overlap where only the longest are wanted', () =>
    expect(values(phrases.longest('路灯坏了,灯'))).toEqual(['路灯坏了', '灯']))

  it('are none in a text that breaks off within one', () => expect(values(phrases.longest('路'))).toEqual([]))
})
