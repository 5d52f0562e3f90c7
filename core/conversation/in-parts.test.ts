import { describe, expect, it } from 'vitest'
import { partsOf } from './in-parts.ts'

describe('a long text', () => {
  it('comes in parts that together are the whole of it', () => {
    const text = Array.from({ length: 40 }, (_, n) => `${n}${'字'.repeat(n * 40)}`).join('\n')
    const parts = partsOf(text)
    expect(parts.length).toBeGreaterThan(10)
    expect(Math.max(...parts.map((each) => each.length))).toBeLessThanOrEqual(600)
    expect(parts.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
  })

  it('is cut through no blank', () => {
    const parts = partsOf(`${'字'.repeat(597)}{{防范措施}}${'字'.repeat(30)}`)
    expect(parts).toEqual([`${'字'.repeat(597)}{{防范措施}}字字`, '字'.repeat(28)])
  })
})
