import { describe, expect, test } from 'vitest'
import { wordsOf } from './words.ts'

const rich = (...elements: object[]) => [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]

describe('what a person wrote on Slack', () => {
  test('without rich text the three escaped characters come back, once', () => {
    expect(wordsOf({ text: '1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;' })).toBe('1 < 2 && 3 > 2 &lt;')
  })

  test('links are their address, mentions their name', () => {
    expect(wordsOf({ text: '<https://a.example/x|a.example/x> <mailto:a@b.example|a@b.example> <#C1|square>' })).toBe(
      'https://a.example/x a@b.example square',
    )
  })

  test('emoji are the characters that were typed, not their names', () => {
    const blocks = rich({ type: 'text', text: '好' }, { type: 'emoji', name: '+1', unicode: '1f44d-1f3fd' })
    expect(wordsOf({ text: '好:+1::skin-tone-4:', blocks })).toBe('好👍🏽')
  })

  test("a workspace's own emoji keep their names, and nonsense is passed over", () => {
    const blocks = rich(
      { type: 'emoji', name: 'our_gate' },
      { type: 'emoji', name: 'x', unicode: 'zz' },
      { type: 'user' },
    )
    expect(wordsOf({ blocks })).toBe(':our_gate:')
  })

  test('lists keep their points and quotations their lines', () => {
    const section = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          section('灯:'),
          { type: 'rich_text_list', elements: [section('桥头'), section('村口')] },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: '三个月' }] },
        ],
      },
    ]
    expect(wordsOf({ blocks })).toBe('灯:\n• 桥头\n• 村口\n三个月')
  })

  test('a message of nothing is empty', () => {
    expect(wordsOf({})).toBe('')
    expect(wordsOf({ text: 'plain', blocks: [null, { type: 'image' }] })).toBe('plain')
  })
})
