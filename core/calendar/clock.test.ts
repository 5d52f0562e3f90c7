import { describe, expect, it } from 'vitest'
import { close, extend, LimitClock, reopen, resume, startClock, stop, transfer } from './clock.ts'

const day = (date: number, time = '10:00') => `2025-06-${String(date).padStart(2, '0')}T${time}:00.000Z`
const started = startClock('roads', 5, day(2))

describe('the clock of a limit', () => {
  it('is plain data that can be stored and read back', () => {
    const busy = transfer(extend(stop(started, 'where', day(3)), 5, day(3)), 'water', day(4))
    expect(LimitClock.parse(JSON.parse(JSON.stringify(busy)))).toEqual(busy)
  })

  it('is stopped by a question and resumed by its answer', () => {
    const asked = stop(started, 'where', day(3))
    expect(asked.stops).toEqual([{ question: 'where', from: day(3), to: null }])
    expect(resume(asked, 'where', day(5)).stops).toEqual([{ question: 'where', from: day(3), to: day(5) }])
  })

  it('takes one question once at a time, and an answer only to a question', () => {
    const asked = stop(started, 'where', day(3))
    expect(() => stop(asked, 'where', day(4))).toThrow('clock.already-asked')
    expect(() => resume(asked, 'when', day(4))).toThrow('clock.not-asked')
    expect(() => resume(asked, 'where', day(2, '11:00'))).toThrow('clock.answered-before-asked')
    expect(stop(resume(asked, 'where', day(4)), 'where', day(5)).stops).toHaveLength(2)
  })

  it('is extended once', () => {
    const extended = extend(started, 3, day(3))
    expect(extended.extension).toEqual({ days: 3, at: day(3) })
    expect(() => extend(extended, 3, day(4))).toThrow('clock.already-extended')
    expect(() => extend(started, 0, day(4))).toThrow('calendar.not-a-count')
  })

  it('goes with the case to another unit, unless content grants a new limit', () => {
    const asked = stop(started, 'where', day(3))
    const moved = transfer(asked, 'water', day(4))
    expect(moved).toEqual({ ...asked, unit: 'water', transfers: [{ from: 'roads', to: 'water', at: day(4) }] })
    const fresh = transfer(asked, 'water', day(4), 10)
    expect(fresh).toMatchObject({
      limit: 10,
      startedAt: day(4),
      stops: [{ question: 'where', from: day(4), to: null }],
    })
    expect(fresh.earlier).toMatchObject([{ limit: 5, closedAt: day(4), stops: [{ to: day(4) }] }])
  })

  it('ends with the case, open questions included', () => {
    const closed = close(stop(started, 'where', day(3)), day(4))
    expect(closed.stops).toEqual([{ question: 'where', from: day(3), to: day(4) }])
    for (const act of [stop, resume, transfer]) expect(() => act(closed, 'where', day(5))).toThrow('clock.closed')
    expect(() => extend(closed, 3, day(5))).toThrow('clock.closed')
    expect(() => close(closed, day(5))).toThrow('clock.closed')
  })

  it('starts anew when the case is reopened, with its own limit and its own extension', () => {
    const closed = close(extend(started, 3, day(3)), day(4))
    const reopened = reopen(closed, 2, day(20))
    expect(reopened).toMatchObject({ limit: 2, startedAt: day(20), stops: [], extension: null, closedAt: null })
    expect(reopened.earlier).toMatchObject([{ limit: 5, extension: { days: 3 }, closedAt: day(4) }])
    expect(() => reopen(started, 2, day(5))).toThrow('clock.not-closed')
    expect(() => reopen(closed, 2, day(3))).toThrow('clock.before-start')
  })

  it('knows nothing before it started', () => {
    expect(() => stop(started, 'where', day(1))).toThrow('clock.before-start')
    expect(() => startClock('roads', -1, day(1))).toThrow()
  })
})
