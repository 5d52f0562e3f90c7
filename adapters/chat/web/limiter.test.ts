import { expect, it } from 'vitest'
import { limiter } from './limiter.ts'

it('takes so many acts at once, and then as many as grow again', () => {
  let now = 0
  const limit = limiter(3, 60_000, () => now)
  expect([1, 2, 3].map(() => limit.take('a'))).toEqual([0, 0, 0])
  expect(limit.take('a')).toBe(20_000)
  now = 19_000
  expect(limit.take('a')).toBe(1_000)
  now = 20_000
  expect(limit.take('a')).toBe(0)
  expect(limit.take('a')).toBe(20_000)
})

it('counts each key by itself', () => {
  const limit = limiter(1, 60_000, () => 0)
  expect([limit.take('a'), limit.take('b')]).toEqual([0, 0])
  expect(limit.take('a')).toBeGreaterThan(0)
})

it('keeps no more keys than fit, however many come', () => {
  const limit = limiter(1, 60_000, () => 0)
  for (let n = 0; n < 50_000; n++) limit.take(`key ${n}`)
  // The earliest was let off, the latest was not.
  expect(limit.take('key 0')).toBe(0)
  expect(limit.take('key 49999')).toBeGreaterThan(0)
})
