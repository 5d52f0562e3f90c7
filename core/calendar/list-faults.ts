import { type Day, dayOfOrdinal, isWeekday, ordinalOf, yearOf } from './day.ts'
import { missingFestivals } from './statutory.ts'

/** From this day on, December may be ruled by the notice for the following year, as 2018-12-29 was. */
export const TURN_OF_YEAR = '12-25'
const isTurnOfYearBefore = (day: Day, year: number) => yearOf(day) === year - 1 && day.slice(5) >= TURN_OF_YEAR

interface List {
  readonly year: number
  readonly holidays: readonly { readonly name: string; readonly off: readonly Day[]; readonly work: readonly Day[] }[]
}

/** What is wrong with a list of official days, and where in it. */
export interface ListFault {
  readonly path: readonly (string | number)[]
  readonly code: 'wrong-year' | 'twice' | 'no-weekend' | 'gap' | 'empty' | 'festival-missing'
  readonly params: Readonly<Record<string, string | number>>
}

/** Every fault of a list, so that it is corrected in one go. */
export function listFaults({ year, holidays }: List): readonly ListFault[] {
  if (holidays.length === 0) return [{ path: ['holidays'], code: 'empty', params: { year } }]
  const faults: ListFault[] = []
  const seen = new Set<Day>()
  holidays.forEach(({ name, ...days }, index) => {
    for (const kind of ['off', 'work'] as const)
      days[kind].forEach((day, at) => {
        const path = ['holidays', index, kind, at]
        if (yearOf(day) !== year && !isTurnOfYearBefore(day, year))
          faults.push({ path, code: 'wrong-year', params: { day, year, name } })
        if (seen.has(day)) faults.push({ path, code: 'twice', params: { day, name } })
        else if (kind === 'work' && isWeekday(ordinalOf(day)))
          faults.push({ path, code: 'no-weekend', params: { day, name } })
        seen.add(day)
      })
    for (const day of missingWithin(days.off))
      faults.push({ path: ['holidays', index, 'off'], code: 'gap', params: { day, name } })
  })
  const off = holidays.flatMap((holiday) => holiday.off)
  for (const { festival, from, to } of missingFestivals(year, off)) {
    const inChinese = /[(（](.+)[)）]/.exec(festival)?.[1] ?? festival
    faults.push({ path: ['holidays'], code: 'festival-missing', params: { festival, inChinese, from, to, year } })
  }
  return faults
}

/** Days of one festival follow each other; a weekday left out between two is a slip of the pen. A weekend is off anyway. */
const missingWithin = (off: readonly Day[]): readonly Day[] => {
  const ordinals = [...new Set(off.map(ordinalOf))].sort((a, b) => a - b)
  return ordinals.flatMap((ordinal, n) => {
    const next = ordinals[n + 1] ?? ordinal + 1
    // Two festivals a month apart under one name are no gap.
    if (next - ordinal > 7) return []
    const between = Array.from({ length: next - ordinal - 1 }, (_, k) => ordinal + 1 + k)
    return between.filter(isWeekday).map(dayOfOrdinal)
  })
}
