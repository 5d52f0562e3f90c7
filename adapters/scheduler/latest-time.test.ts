import fc from 'fast-check'
import { createTask } from 'node-cron'
import { describe, expect, it, vi } from 'vitest'
import { faultOf, latestTime } from './latest-time.ts'

const BERLIN = 'Europe/Berlin'
const SHANGHAI = 'Asia/Shanghai'

describe('the last time of', () => {
  it.each([
    ['every minute', '* * * * *', SHANGHAI, '2025-06-30T01:02:03.004Z', '2025-06-30T01:02:00.000Z'],
    ['the minute that it is', '0 9 * * *', SHANGHAI, '2025-06-30T01:00:00.000Z', '2025-06-30T01:00:00.000Z'],
    ['a millisecond too early', '0 9 * * *', SHANGHAI, '2025-06-30T00:59:59.999Z', '2025-06-29T01:00:00.000Z'],
    ['weekdays, on a Sunday', '30 7 * * 1-5', SHANGHAI, '2025-06-29T04:00:00.000Z', '2025-06-26T23:30:00.000Z'],
    ['a month, on its first', '0 0 1 * *', SHANGHAI, '2025-06-30T16:00:00.000Z', '2025-06-30T16:00:00.000Z'],
    ['the 31st, in April', '0 0 31 * *', 'UTC', '2025-04-30T00:00:00.000Z', '2025-03-31T00:00:00.000Z'],
    ['the 29th of February', '0 0 29 2 *', 'UTC', '2027-01-01T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['quarters of office hours', '*/15 9-17 * * *', SHANGHAI, '2025-06-30T00:10:00.000Z', '2025-06-29T09:45:00.000Z'],
    ['Sundays, written as 7', '0 0 * * 7', 'UTC', '2025-06-30T00:00:00.000Z', '2025-06-29T00:00:00.000Z'],
  ])('%s', (_what, cron, zone, now, last) => {
    expect(latestTime(cron, zone, now)).toBe(last)
  })

  it('an hour that summer time leaves out comes in the next', () => {
    expect(latestTime('30 2 * * *', BERLIN, '2025-03-30T12:00:00.000Z')).toBe('2025-03-30T01:30:00.000Z')
    expect(latestTime('30 2 * * *', BERLIN, '2025-03-30T01:29:00.000Z')).toBe('2025-03-29T01:30:00.000Z')
  })

  it('an hour that comes twice comes once for what has its hour, and twice for what comes hourly', () => {
    expect(latestTime('30 2 * * *', BERLIN, '2025-10-26T12:00:00.000Z')).toBe('2025-10-26T00:30:00.000Z')
    expect(latestTime('0 * * * *', BERLIN, '2025-10-26T00:10:00.000Z')).toBe('2025-10-26T00:00:00.000Z')
    expect(latestTime('0 * * * *', BERLIN, '2025-10-26T01:10:00.000Z')).toBe('2025-10-26T01:00:00.000Z')
  })

  it('is the same where it is sure up to when there was none, also where the clock changes', () => {
    const hours = fc.integer({ min: 0, max: 24 * 40 })
    fc.assert(
      fc.property(
        fc.constantFrom('30 2 * * *', '0 * * * *', '*/20 8-18 * * 1-5', '0 0 1 1,4 *'),
        hours,
        hours,
        (cron, first, more) => {
          const after = new Date(Date.parse('2025-03-10T00:17:00.000Z') + first * 3_600_000).toISOString()
          const now = new Date(Date.parse(after) + more * 3_600_000).toISOString()
          const whole = latestTime(cron, BERLIN, now)
          const sure = latestTime(cron, BERLIN, now, after)
          expect(sure).toBe(whole !== undefined && whole > after ? whole : undefined)
        },
      ),
    )
  })

  it('agrees with the library wherever the clock does not change', () => {
    vi.useFakeTimers()
    for (const cron of ['7 4 * * *', '*/20 8-18 * * 1-5', '0 0 1 1,7 *', '59 23 * * 0']) {
      vi.setSystemTime('2025-07-02T03:04:05.000Z')
      const task = createTask(cron, () => {}, { timezone: SHANGHAI })
      for (const next of task.getNextRuns(20)) {
        expect(latestTime(cron, SHANGHAI, next.toISOString())).toBe(next.toISOString())
        expect(latestTime(cron, SHANGHAI, new Date(next.getTime() - 1).toISOString())).not.toBe(next.toISOString())
      }
      void task.destroy()
    }
    vi.useRealTimers()
  })
})

describe('a cron expression', () => {
  it.each(['* * * * *', '30 7 * * 1-5', '0 0 1 */3 *'])('such as %s is kept', (cron) => {
    expect(faultOf(cron)).toBeUndefined()
  })
  it.each(['', '* * * *', '0 * * * * *', '61 * * * *', '0 0 L * *', '0 0 * * 1#2', '0 0 31 2 *', 'soon'])(
    'such as "%s" is refused',
    (cron) => {
      expect(faultOf(cron)).toBeTypeOf('string')
    },
  )
})
