import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

const START = Date.parse('2025-06-30T01:00:00.000Z')

describe('the pace of a platform', () => {
  it('lets so many messages leave in a second, whoever they are for', () => {
    const pace = new Pace({ perSecond: 5, perChatPerSecond: 1 })
    const left = Array.from({ length: 10 }, (_, n) => pace.take(`chat ${n}`, START))
    expect(left.filter(Boolean)).toHaveLength(5)
    expect(pace.take('chat 9', START + 1_000)).toBe(false)
    // A little more than a second, because messages take unequally long to get there.
    expect(pace.take('chat 9', START + 1_020)).toBe(true)
  })

  it('lets a chat have a few at once, and then one after the other', () => {
    const pace = new Pace({ perSecond: 100, perChatPerSecond: 1 })
    expect(Array.from({ length: 5 }, () => pace.take('chat', START))).toEqual([true, true, true, false, false])
    expect(pace.take('other', START)).toBe(true)
    expect(pace.take('chat', START + 500)).toBe(false)
    expect(pace.take('chat', START + 1_000)).toBe(true)
  })

  it('lets nothing leave before a pause is over', () => {
    const pace = new Pace({ perSecond: 100, perChatPerSecond: 10 })
    pace.pause(START + 30_000)
    expect(pace.take('chat', START + 29_999)).toBe(false)
    expect(pace.wait(START, 60_000)).toBe(30_000)
    expect(pace.take('chat', START + 30_000)).toBe(true)
  })

  it('keeps to the limit in every second, however it begins', () => {
    const pace = new Pace({ perSecond: 30, perChatPerSecond: 1 })
    const left: number[] = []
    for (let at = START; at < START + 10_000; at += 3) if (pace.take(`chat ${at}`, at)) left.push(at)
    expect(left.length).toBeGreaterThan(0.97 * 300)
    for (const from of left) expect(left.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(30)
  })

  it('keeps to it where a message counts as several, and nothing overtakes it for ever', () => {
    const pace = new Pace({ perSecond: 30, perChatPerSecond: 1 })
    const left: number[] = []
    for (let at = START; at < START + 10_000; at += 3) if (pace.take(`chat ${at}`, at, 9)) left.push(at)
    expect(left.length).toBeGreaterThanOrEqual(29)
    for (const from of left) expect(left.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(3)
    const full = new Pace({ perSecond: 5, perChatPerSecond: 1 })
    expect(full.take('one', START)).toBe(true)
    expect(full.take('many', START + 100, 10)).toBe(false)
    expect(full.wait(START + 100, 60_000)).toBe(920)
    expect(full.take('many', START + 1_020, 10)).toBe(true)
  })

  it('leaves room for a reply at any moment while people write, and is no slower for it', () => {
    const pace = new Pace({ perSecond: 30, perChatPerSecond: 1 })
    const waits: number[] = []
    let left = 0
    // About seven replies a second, at no moment in particular, beside more than may leave.
    for (let at = START, asked = START; at < START + 20_000; at += 7) {
      if (asked <= at && pace.take(`reply ${at}`, at)) {
        waits.push(at - asked)
        asked += 130 + (at % 40)
        left++
      }
      if (pace.take(`chat ${at}`, at, 1, true)) left++
    }
    expect(Math.max(...waits)).toBeLessThan(300)
    expect(left).toBeGreaterThan(0.97 * 600)
  })

  it('lets what can wait leave as it comes while nobody writes', () => {
    const pace = new Pace({ perSecond: 30, perChatPerSecond: 1 })
    const left = Array.from({ length: 40 }, (_, n) => pace.take(`chat ${n}`, START, 1, true))
    expect(left.filter(Boolean)).toHaveLength(30)
  })

  it('never waits longer than it is asked to', () => {
    const pace = new Pace({ perSecond: 1, perChatPerSecond: 1 })
    pace.take('chat', START)
    pace.pause(START + 90_000)
    expect(pace.wait(START, 1_000)).toBe(1_000)
  })

  it('forgets chats that have been quiet, and is no slower for it', () => {
    const pace = new Pace({ perSecond: 1e6, perChatPerSecond: 1 })
    for (let n = 0; n < 10_001; n++) pace.take(`chat ${n}`, START)
    expect(pace.take('chat 1', START + 61_000)).toBe(true)
  })
})
