import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../kernel/trail.ts'
import { headOf, isGenuine, NOTHING, pageAfter, pageId } from './page.ts'

const seal = { chain: (text: string) => createHmac('sha256', 'a key').update(text).digest('hex') }
const entry = (version: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  record: 'case',
  id: 'c12',
  version,
  at: `2025-06-30T00:00:0${version}.000Z`,
  by: 'person:h7',
  did: 'feedback.answer',
  digest: 'd',
  ...more,
})

describe('a page', () => {
  const first = pageAfter(NOTHING, [entry(2), entry(1)], seal)

  test('takes the place after the page before, and names it', () => {
    const second = pageAfter(headOf(first), [entry(3)], seal)
    expect([first.data.seq, first.data.previous]).toEqual([1, ''])
    expect([second.data.seq, second.data.previous]).toEqual([2, first.data.mac])
  })

  test('is found by each commit, by the record, by who did it and by what was done', () => {
    expect(first.data.keys).toEqual(['case:c12:2', 'case:c12', 'by person:h7', 'did feedback.answer', 'case:c12:1'])
  })

  test('spans the time of its entries, in whatever order they came', () => {
    expect([first.data.from, first.data.until]).toEqual([entry(1).at, entry(2).at])
  })

  test('sorts by its name as by its place', () => {
    expect([10, 9, 100, 1].map(pageId).sort()).toEqual([1, 9, 10, 100].map(pageId))
  })

  test('is genuine whatever order a store gives its members in', () => {
    expect(isGenuine(first, seal)).toBe(true)
    const { history, data, version, id } = first
    const turned = Object.fromEntries(Object.entries(data).reverse()) as typeof data
    expect(isGenuine({ history, data: turned, version, id }, seal)).toBe(true)
  })

  test.each([
    ['another place', { seq: 2 }],
    ['another page before it', { previous: 'x' }],
    ['another entry', { entries: [entry(2, { by: 'system' }), entry(1)] }],
    ['its entries turned round', { entries: [entry(1), entry(2)] }],
    ['an entry less', { entries: [entry(2)] }],
    ['no entry', { entries: [] }],
    ['other keys to be found by', { keys: first.data.keys.slice(1) }],
    ['another time', { until: entry(3).at }],
    ['another mac', { mac: first.data.mac.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }],
    ['a member more', { note: '' }],
  ])('with %s is not genuine', (_what, changed) => {
    expect(isGenuine({ ...first, data: { ...first.data, ...changed } }, seal)).toBe(false)
  })

  test('made with another key is not genuine', () => {
    expect(isGenuine(first, { chain: (text) => createHmac('sha256', 'another').update(text).digest('hex') })).toBe(
      false,
    )
  })
})
