import { describe, expect, it } from 'vitest'
import { quietUntil } from './quiet.ts'

const NIGHT = { from: '22:00', until: '07:00' }
const NOON = { from: '12:00', until: '14:00' }
const SHANGHAI = 'Asia/Shanghai'
const BERLIN = 'Europe/Berlin'

describe('quiet hours', () => {
  it.each([
    ['before them', NIGHT, SHANGHAI, '2025-06-30T13:59:59.999Z', undefined],
    ['at their beginning', NIGHT, SHANGHAI, '2025-06-30T14:00:00.000Z', '2025-06-30T23:00:00.000Z'],
    ['after midnight', NIGHT, SHANGHAI, '2025-06-30T18:00:00.000Z', '2025-06-30T23:00:00.000Z'],
    ['at their end', NIGHT, SHANGHAI, '2025-06-30T23:00:00.000Z', undefined],
    ['at noon', NOON, SHANGHAI, '2025-06-30T05:00:00.000Z', '2025-06-30T06:00:00.000Z'],
    ['in the night of 23 hours', NIGHT, BERLIN, '2025-03-29T21:30:00.000Z', '2025-03-30T05:00:00.000Z'],
    ['in the night of 25 hours', NIGHT, BERLIN, '2025-10-25T20:30:00.000Z', '2025-10-26T06:00:00.000Z'],
  ])('%s', (_when, hours, zone, now, until) => {
    expect(quietUntil(hours, zone, now)).toBe(until)
  })

  it('that end in the hour that comes twice end after now', () => {
    const end = quietUntil({ from: '22:00', until: '02:30' }, BERLIN, '2025-10-26T01:10:00.000Z')
    expect(end).toBe('2025-10-26T01:30:00.000Z')
  })
})
