import { describe, expect, test } from 'vitest'
import { blockProblems } from '../../../test/support/slack-fake/blocks.ts'
import { type Part, partsOf, type TextPart } from './outgoing.ts'

const texts = (parts: readonly Part[]): readonly TextPart[] =>
  parts.flatMap((part) => (part.kind === 'text' ? [part] : []))
const choices = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `选项${n}`, token: `t${n}` }))

describe('a message as Slack can say it', () => {
  test('sections hold at most 3,000 characters, and a message at most two of them', () => {
    const parts = texts(partsOf({ text: '很长的说明。'.repeat(3_000) }))
    expect(parts.length).toBeGreaterThan(2)
    for (const { blocks } of parts) {
      expect(blockProblems(blocks)).toEqual([])
      expect(blocks.length).toBeLessThanOrEqual(3)
    }
  })

  test('no number of choices makes too many blocks; what is left is written', () => {
    const [part] = texts(partsOf({ text: '选哪个?', choices: choices(252) }))
    expect(blockProblems(part?.blocks)).toEqual([])
    const shown = JSON.stringify(part?.blocks)
    expect(shown).toContain('"value":"t249"')
    expect(shown).not.toContain('"value":"t250"')
    expect(shown).toContain('· 选项251')
  })

  test('the notification is short and escaped', () => {
    const [part] = texts(partsOf({ text: `<!channel> & ${'长'.repeat(300)}` }))
    expect(part?.fallback).toMatch(/^&lt;!channel&gt; &amp; 长+…$/)
    expect(part?.fallback.length).toBeLessThan(170)
  })

  test('a label that shows nothing is a point', () => {
    const [part] = texts(partsOf({ text: 'a', choices: [{ label: '\u200b', token: 'x' }] }))
    expect(JSON.stringify(part?.blocks)).toContain('"text":"·"')
  })

  test('files go before words, ten at a time; nothing at all has no parts', () => {
    const files = Array.from({ length: 11 }, () => ({ file: 'f', name: 'a', type: 'image/png' }))
    expect(partsOf({ text: '看', files }).map(({ kind }) => kind)).toEqual(['files', 'files', 'text'])
    expect(partsOf({ text: ' \u200b' })).toEqual([])
  })
})
