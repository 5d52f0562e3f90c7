import { IANAZone } from 'luxon'
import { z } from 'zod'
import { Day } from './day.ts'
import { type Checked, check, type Fault } from './fault.ts'
import { type ListFault, listFaults } from './list-faults.ts'

/** One festival of a notice: the days off and the weekend days worked instead. */
const Holiday = z.strictObject({
  name: z.string().min(1),
  off: z.array(Day).min(1),
  work: z.array(Day).default([]),
})

type InWords = (params: ListFault['params']) => readonly [message: string, cure: string]
const IN_WORDS: Readonly<Record<ListFault['code'], InWords>> = {
  'wrong-year': ({ day, year }) => [
    `${day} is not ruled by the list of ${year}`,
    'Correct the year, or move it to its list.',
  ],
  twice: ({ day }) => [`${day} stands twice in this list`, 'Keep it once, either off or work.'],
  'no-weekend': ({ day }) => [
    `${day} is no Saturday or Sunday, and worked anyway`,
    'Correct the day: only weekend days are worked instead.',
  ],
  gap: ({ day, name }) => [`${day} is left out in the middle of ${name}`, 'Add it, or correct the days around it.'],
  empty: ({ year }) => [`no days off for ${year}`, 'Delete the file until the official list is announced.'],
  'festival-missing': ({ festival, from, to }) => [
    `${festival} is missing: too few days off from ${from} to ${to}`,
    'Complete it from the notice.',
  ],
}

/** The form of such a list, before anybody looks whether it can be true. */
export const YearListForm = z.strictObject({
  year: z.int().min(1949).max(9998),
  sources: z.array(z.url()).min(1),
  holidays: z.array(Holiday),
})

/**
 * The notice of the State Council for one year (`calendar/holidays/YYYY.yaml`). Outside its year it may rule
 * only the turn of the year before.
 */
export const YearList = YearListForm.superRefine((list, context) => {
  for (const { path, code, params } of listFaults(list)) {
    const [message, cure] = IN_WORDS[code](params)
    context.addIssue({ code: 'custom', path: [...path], message, params: { cure } })
  }
})
export type YearList = z.infer<typeof YearList>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time HH:mm')
const LocalDay = z.strictObject({ day: Day, name: z.string().min(1) })

/** `calendar/office.yaml`: when the office is open, and where it differs from the official calendar. */
export const Office = z
  .strictObject({
    timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), {
      message: 'unknown time zone',
      params: { cure: 'Write an IANA name such as Asia/Shanghai.' },
    }),
    hours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).min(1),
    receivedAfterHours: z.enum(['next-working-day', 'same-day']).default('next-working-day'),
    extraDaysOff: z.array(LocalDay).default([]),
    extraWorkingDays: z.array(LocalDay).default([]),
  })
  .superRefine((office, context) => {
    const fault = (path: PropertyKey[], message: string, cure: string) =>
      context.addIssue({ code: 'custom', path, message, params: { cure } })
    office.hours.forEach(({ from, to }, index) => {
      if (from >= to) fault(['hours', index], `${from} is not before ${to}`, 'Write the opening first.')
      const before = office.hours[index - 1]
      if (before !== undefined && before.to > from)
        fault(['hours', index, 'from'], `${from} is before ${before.to}`, 'Write the hours in order, without overlap.')
    })
    const seen = new Set<Day>()
    for (const kind of ['extraDaysOff', 'extraWorkingDays'] as const) {
      office[kind].forEach(({ day }, index) => {
        if (seen.has(day)) fault([kind, index, 'day'], `${day} stands twice`, 'Keep it once, either off or working.')
        seen.add(day)
      })
    }
  })
export type Office = z.infer<typeof Office>

/** Validates the parsed content of a year's file, whose name must say the same year. */
export function readYearList(file: string, content: unknown): Checked<YearList> {
  const checked = check(YearList, file, content)
  const named = /(\d{4})\.[a-z]+$/.exec(file)?.[1]
  if (!checked.ok || named === undefined || Number(named) === checked.value.year) return checked
  const problem = `the file is named ${named} but holds the list of ${checked.value.year}`
  return { ok: false, faults: [{ file, path: 'year', problem, cure: 'Rename the file or import the right year.' }] }
}

/** Validates the parsed content of `office.yaml`. */
export const readOffice = (file: string, content: unknown): Checked<Office> => check(Office, file, content)

/** Faults between lists: a year given twice, and years missing between the first and the last. */
export function faultsBetween(directory: string, lists: readonly YearList[]): Fault[] {
  const years = lists.map((list) => list.year).sort((a, b) => a - b)
  return years.flatMap((year, index): Fault[] => {
    const before = years[index - 1] ?? year - 1
    if (before === year)
      return [{ file: directory, path: '', problem: `two lists for ${year}`, cure: 'Keep the newer notice.' }]
    return Array.from({ length: year - before - 1 }, (_, gap) => {
      const missing = before + 1 + gap
      const problem = `no list for ${missing}, though there is one for ${year}`
      return { file: `${directory}/${missing}.yaml`, path: '', problem, cure: `Import the list of ${missing}.` }
    })
  })
}
