import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultText } from './fault.ts'
import { faultsBetween, readOffice, readYearList } from './schema.ts'
import { officialLists, shippedOffice } from './testing.ts'

const FILE = 'calendar/holidays/2025.yaml'
const list2025 = officialLists.find((list) => list.year === 2025)
const faultsOf = (file: string, content: unknown) => {
  const checked = readYearList(file, content)
  return checked.ok ? [] : checked.faults.map(faultText)
}
const withHoliday = (holiday: unknown) => ({ ...list2025, holidays: [...(list2025?.holidays ?? []), holiday] })

describe('the shipped lists', () => {
  it('run from 2015 to 2026 without a gap', () => {
    expect(officialLists.map((list) => list.year)).toEqual(Array.from({ length: 12 }, (_, at) => 2015 + at))
    expect(faultsBetween('calendar/holidays', officialLists)).toEqual([])
  })

  const source = new URL('../../../shared/data/holidays/', import.meta.url)
  it.skipIf(!existsSync(source))('say what the public data set says', () => {
    for (const { year, holidays } of officialLists) {
      const { days } = JSON.parse(readFileSync(new URL(`${year}.json`, source), 'utf8'))
      const ours = holidays.flatMap(({ off, work }) => [
        ...off.map((day) => `${day} off`),
        ...work.map((day) => `${day} work`),
      ])
      // That a Monday is worked, as the notice of 2020 says of one, is no make-up day.
      const says = days.filter(
        ({ date, isOffDay }: { date: string; isOffDay: boolean }) =>
          isOffDay || [0, 6].includes(new Date(date).getUTCDay()),
      )
      const theirs = says.map(
        ({ date, isOffDay }: { date: string; isOffDay: boolean }) => `${date} ${isOffDay ? 'off' : 'work'}`,
      )
      expect(ours.sort()).toEqual(theirs.sort())
    }
  })
})

describe('a list is refused, with the place and the cure,', () => {
  it('when it is of another year than its file', () => {
    expect(faultsOf('calendar/holidays/2026.yaml', list2025)).toEqual([
      'calendar/holidays/2026.yaml: year: the file is named 2026 but holds the list of 2025. Rename the file or import the right year.',
    ])
  })

  it('when it rules a day of another year, but for the turn of the year before', () => {
    expect(faultsOf(FILE, withHoliday({ name: '元旦', off: ['2024-12-31'], work: ['2024-12-29'] }))).toEqual([])
    expect(faultsOf(FILE, withHoliday({ name: '元旦', off: ['2024-12-24'], work: ['2026-01-04'] }))).toEqual([
      `${FILE}: holidays[6].off[0]: 2024-12-24 is not ruled by the list of 2025. Correct the year, or move it to its list.`,
      `${FILE}: holidays[6].work[0]: 2026-01-04 is not ruled by the list of 2025. Correct the year, or move it to its list.`,
    ])
  })

  it('when a day stands twice', () => {
    expect(faultsOf(FILE, withHoliday({ name: '春节', off: ['2025-01-26'] }))).toEqual([
      `${FILE}: holidays[6].off[0]: 2025-01-26 stands twice in this list. Keep it once, either off or work.`,
    ])
  })

  it('when a festival was cut off', () => {
    const cut = { ...list2025, holidays: list2025?.holidays.filter(({ name }) => name !== '端午节') }
    expect(faultsOf(FILE, cut)).toEqual([
      `${FILE}: holidays: Dragon Boat (端午节) is missing: too few days off from 2025-05-25 to 2025-06-28. Complete it from the notice.`,
    ])
  })

  it('when it is not announced yet', () => {
    expect(
      faultsOf('calendar/holidays/2027.yaml', { year: 2027, sources: ['https://www.gov.cn/'], holidays: [] }),
    ).toEqual([
      'calendar/holidays/2027.yaml: holidays: no days off for 2027. Delete the file until the official list is announced.',
    ])
  })

  it('when it has unknown fields, dates that do not exist, or is no list at all', () => {
    expect(faultsOf(FILE, { ...list2025, holiday: [] }).join()).toContain('Remove or correct holiday.')
    expect(faultsOf(FILE, withHoliday({ name: '春节', off: ['2025-02-30'] })).join()).toContain('holidays[6].off[0]')
    expect(faultsOf(FILE, withHoliday({ name: '春节', off: ['2025-02-30'] })).join()).toContain('YYYY-MM-DD')
    expect(faultsOf(FILE, null)).toHaveLength(1)
  })
})

it('years missing between lists, and a year given twice, are faults', () => {
  const faults = faultsBetween(
    'calendar/holidays',
    officialLists.filter(({ year }) => year !== 2019 && year !== 2020),
  )
  expect(faults.map((fault) => fault.file)).toEqual(['calendar/holidays/2019.yaml', 'calendar/holidays/2020.yaml'])
  const twice = faultsBetween('calendar/holidays', [...officialLists, ...officialLists.slice(3, 4)])
  expect(twice.map(faultText)).toEqual(['calendar/holidays: two lists for 2018. Keep the newer notice.'])
})

describe('office.yaml is refused', () => {
  const faultsOfOffice = (changes: object) => {
    const checked = readOffice('calendar/office.yaml', { ...shippedOffice, ...changes })
    return checked.ok ? '' : checked.faults.map(faultText).join('\n')
  }

  it('when hours end before they begin, overlap, or are no times', () => {
    expect(faultsOfOffice({ hours: [{ from: '17:30', to: '08:30' }] })).toContain('hours[0]: 17:30 is not before 08:30')
    const overlapping = [
      { from: '08:30', to: '12:00' },
      { from: '11:00', to: '17:30' },
    ]
    expect(faultsOfOffice({ hours: overlapping })).toContain('hours[1].from: 11:00 is before 12:00')
    expect(faultsOfOffice({ hours: [{ from: '8:30', to: '25:00' }] })).toContain('not a time HH:mm')
    expect(faultsOfOffice({ hours: [] })).toContain('hours')
  })

  it('when the zone is unknown', () => {
    expect(faultsOfOffice({ timeZone: 'Asia/Peking' })).toContain('Write an IANA name such as Asia/Shanghai.')
  })

  it('when a day is both off and working', () => {
    const both = { day: '2026-03-09', name: '县庆' }
    expect(faultsOfOffice({ extraDaysOff: [both], extraWorkingDays: [both] })).toContain(
      'extraWorkingDays[0].day: 2026-03-09 stands twice',
    )
  })

  it('when a setting is none of those known', () => {
    expect(faultsOfOffice({ receivedAfterHours: 'never' })).toContain('Write one of: next-working-day, same-day.')
  })
})
