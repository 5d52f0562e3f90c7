import { describe, expect, it } from 'vitest'
import { type Report, rising } from './rising.ts'

const FROM = '2025-06-16T00:00:00.000Z'
const BEFORE = 6
const day = (n: number): string => new Date(Date.parse(FROM) + n * 86_400_000).toISOString()
const reports = (count: number, first: number, more: Partial<Report> = {}): readonly Report[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${more.matter ?? 'lamp'}${first}-${n}`,
    at: day(first + n * 0.5),
    matter: 'lamp',
    place: 'east',
    text: `路灯坏了,第${n}盏,${first}`,
    ...more,
  }))
const found = (all: readonly Report[]) => rising(all, { from: FROM, before: BEFORE })

describe('what is rising', () => {
  it('is what is told more often than usual, with how many, since when, and what is usual', () => {
    expect(found([...reports(6, -40), ...reports(7, 1)])).toMatchObject([
      { matter: 'lamp', place: 'east', count: 7, since: day(1), usual: 1 },
    ])
  })
  it('is not what is always told as often', () => expect(found([...reports(40, -60), ...reports(7, 1)])).toEqual([]))
  it('is nothing that only one or two tell', () => expect(found(reports(2, 1))).toEqual([]))
  it('counts the same letter once, however often it was sent', () =>
    expect(found(reports(500, 1, { text: '路灯坏了!' }))).toEqual([]))
  it('names the most unusual first', () =>
    expect(found([...reports(4, 1, { matter: 'dust' }), ...reports(9, 1)]).map(({ matter }) => matter)).toEqual([
      'lamp',
      'dust',
    ]))
  it('keeps places apart', () => expect(found([...reports(2, 1), ...reports(2, 1, { place: 'west' })])).toEqual([]))
  it('is nothing where there are no reports', () => expect(found([])).toEqual([]))
  it('has no usual in an office that has just begun', () =>
    expect(rising(reports(4, 1), { from: FROM, before: 0 })[0]?.usual).toBe(0))
})
