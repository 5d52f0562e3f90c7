import { beforeAll, describe, expect, it } from 'vitest'
import { sampleContent } from '../../test/support/world.ts'
import { toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { comingMoments } from './coming.ts'

let content: Content
beforeAll(async () => {
  content = await sampleContent()
})
const coming = (today: string) =>
  comingMoments(content, toDay(today)).map(({ moment, day, remindOn, provisional }) => ({
    name: moment.name,
    day,
    remindOn,
    provisional,
  }))

describe('the moments to come', () => {
  it('follow the official list, so lunar festivals move with it', () => {
    const spring = (today: string) => coming(today).find(({ name }) => name === 'spring-festival')
    // The weekend days that are worked instead count: Sunday, January 26, 2025, and Saturday, February 14, 2026.
    expect(spring('2025-01-02')).toMatchObject({ day: '2025-01-28', remindOn: '2025-01-22' })
    expect(spring('2026-01-05')).toMatchObject({ day: '2026-02-15', remindOn: '2026-02-10' })
  })

  it('are every festival of the year and the season of school entrance, each so many working days ahead', () => {
    const first = coming('2026-01-02').filter(({ day }) => day < '2026-12-31')
    expect(first.map(({ name, day, remindOn }) => [name, day, remindOn])).toEqual([
      ['spring-festival', '2026-02-15', '2026-02-10'],
      ['qingming', '2026-04-04', '2026-04-01'],
      ['labour-day', '2026-05-01', '2026-04-28'],
      ['dragon-boat', '2026-06-19', '2026-06-16'],
      ['school-entrance', '2026-07-25', '2026-07-22'],
      ['mid-autumn', '2026-09-25', '2026-09-22'],
      ['national-day', '2026-10-01', '2026-09-28'],
    ])
  })

  it('come once in a year in which two festivals share their days off', () => {
    const autumn = coming('2025-09-01').filter(({ day }) => day < '2025-11-01')
    expect(autumn.map(({ name }) => name)).toEqual(['mid-autumn', 'national-day'])
  })

  it('are provisional in a year without a list, and lunar ones are not guessed', () => {
    const later = coming('2026-12-01').filter(({ day }) => day >= '2027-01-01')
    expect(later.filter(({ provisional }) => provisional).map(({ name, day }) => [name, day])).toEqual([
      ['new-year', '2027-01-01'],
      ['qingming', '2027-04-05'],
      ['labour-day', '2027-05-01'],
      ['national-day', '2027-10-01'],
    ])
    expect(later.some(({ name }) => name === 'spring-festival')).toBe(false)
  })

  it('are over on their day', () => {
    expect(coming('2025-10-01').some(({ day }) => day === '2025-10-01')).toBe(false)
  })
})
