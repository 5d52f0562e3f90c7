import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { toDay } from './day.ts'
import { anyInstant } from './testing.ts'
import { dayAtIn, instantAt } from './wall-clock.ts'

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu'] as const

describe('the date on the wall', () => {
  it('is the one luxon tells, in every kind of zone', () => {
    for (const timeZone of ZONES) {
      const dayAt = dayAtIn(timeZone)
      fc.assert(
        fc.property(anyInstant, (instant) => {
          expect(dayAt(instant)).toBe(DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-MM-dd'))
        }),
      )
    }
  })

  it('is right to the second on the days when summer time begins and ends', () => {
    const dayAt = dayAtIn('America/New_York')
    expect(dayAt('2025-03-09T04:59:59.000Z')).toBe('2025-03-08')
    expect(dayAt('2025-03-09T05:00:00.000Z')).toBe('2025-03-09')
    expect(dayAt('2025-03-10T03:59:59.000Z')).toBe('2025-03-09')
    expect(dayAt('2025-03-10T04:00:00.000Z')).toBe('2025-03-10')
    expect(dayAt('2025-11-03T04:59:59.000Z')).toBe('2025-11-02')
    expect(dayAt('2025-11-03T05:00:00.000Z')).toBe('2025-11-03')
  })
})

describe('a time on the wall', () => {
  it('is the moment luxon tells, in every kind of zone', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat({ max: 1_439 }), fc.constantFrom(...ZONES), (instant, minute, zone) => {
        const [day, start] = [instant.slice(0, 10), DateTime.fromISO('2000-01-01T00:00')]
        const time = start.plus({ minutes: minute }).toFormat('HH:mm')
        const told = DateTime.fromISO(`${day}T${time}`, { zone }).toUTC().toISO()
        expect(instantAt(toDay(day), time, zone)).toBe(told)
      }),
      { numRuns: 1_000, examples: [['2011-12-30T12:00:00.000Z', 600, 'Pacific/Apia']] },
    )
  })

  it('is asked of the zone', () => {
    expect(instantAt(toDay('2025-06-13'), '17:30', 'Asia/Shanghai')).toBe('2025-06-13T09:30:00.000Z')
    expect(instantAt(toDay('2025-03-28'), '17:30', 'Europe/Berlin')).toBe('2025-03-28T16:30:00.000Z')
    expect(instantAt(toDay('2025-03-31'), '17:30', 'Europe/Berlin')).toBe('2025-03-31T15:30:00.000Z')
  })

  it('that summer time leaps over comes as long after the leap', () => {
    expect(instantAt(toDay('2025-03-30'), '02:30', 'Europe/Berlin')).toBe('2025-03-30T01:30:00.000Z')
  })
})
