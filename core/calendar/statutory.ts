import { type Day, toDay } from './day.ts'

/**
 * Days off that every official list contains by the Regulation on Public Holidays (全国年节及纪念日放假办法). A list
 * that lacks one was cut short on the way, and would make real deadlines too early. Lunar festivals are looked for in
 * the span in which they can fall; mid-autumn may fall into the National Day week, hence one common span.
 */
interface Statutory {
  readonly festival: string
  readonly from: string
  readonly to: string
  readonly atLeast: number
}

const STATUTORY: readonly Statutory[] = [
  { festival: 'New Year (元旦)', from: '01-01', to: '01-01', atLeast: 1 },
  { festival: 'Spring Festival (春节)', from: '01-20', to: '02-28', atLeast: 3 },
  { festival: 'Qingming (清明节)', from: '04-04', to: '04-06', atLeast: 1 },
  { festival: 'Labour Day (劳动节)', from: '05-01', to: '05-01', atLeast: 1 },
  { festival: 'Dragon Boat (端午节)', from: '05-25', to: '06-28', atLeast: 1 },
  { festival: 'Mid-Autumn and National Day (中秋节、国庆节)', from: '09-07', to: '10-09', atLeast: 4 },
  { festival: 'National Day (国庆节)', from: '10-01', to: '10-03', atLeast: 3 },
]

/** The festivals for which `off`, the days off of `year`, does not hold enough days. */
export function missingFestivals(year: number, off: readonly Day[]): { festival: string; from: Day; to: Day }[] {
  const span = ({ from, to }: Statutory) => ({ from: toDay(`${year}-${from}`), to: toDay(`${year}-${to}`) })
  return STATUTORY.filter((entry) => {
    const { from, to } = span(entry)
    return off.filter((day) => day >= from && day <= to).length < entry.atLeast
  }).map((entry) => ({ festival: entry.festival, ...span(entry) }))
}
