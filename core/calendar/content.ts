import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Office as ThisOffice } from '../content/office.ts'
import { type Calendar, calendarFrom, Office, YearList } from './index.ts'

/** `content/calendar/holidays/YYYY.yaml`: the official days off and make-up working days of a year. */
export const Holidays = contentPiece<YearList>({
  name: 'holidays',
  files: 'calendar/holidays/*.yaml',
  schema: YearList,
  check: function* (list, content): Iterable<ContentFault> {
    const files = content.files(Holidays)
    const file = files.find(({ value }) => value === list)?.file ?? ''
    const named = /(\d{4})\.ya?ml$/.exec(file)?.[1]
    if (named !== undefined && Number(named) !== list.year)
      yield { at: ['year'], message: `the file is named ${named}: is this the list of the wrong year?` }
    const years = files.map(({ value }) => value.year)
    if (years.filter((year) => year === list.year).length > 1)
      yield { at: ['year'], message: `two lists for ${list.year}: keep the newer notice` }
    if (years.some((year) => year < list.year) && !years.includes(list.year - 1))
      yield { at: ['year'], message: `there is no list for ${list.year - 1}: import that one first` }
  },
})

/** `content/calendar/office.yaml`: office hours and local days off. */
export const OfficeTimes = contentPiece<Office>({
  name: 'office-times',
  files: 'calendar/office.yaml',
  schema: Office,
  check: function* (times, content): Iterable<ContentFault> {
    const { timezone } = content.only(ThisOffice)
    if (times.timeZone !== timezone)
      yield { at: ['timeZone'], message: `must be ${timezone}, as in ${ThisOffice.files}` }
  },
})

/** Lists that the office took in while the program runs, by the content that they were taken into. */
const takenIn = new WeakMap<Content, readonly YearList[]>()
const calendars = new WeakMap<Content, Calendar>()

/** From now on `content` has these lists as well; one of a year that it has already goes before that. */
export const takeIn = (content: Content, lists: readonly YearList[]): void => {
  takenIn.set(content, lists)
  calendars.delete(content)
}

/** The official lists: those of the files, and those taken in since. */
export const holidayLists = (content: Content): readonly YearList[] => {
  const later = takenIn.get(content) ?? []
  const years = new Set(later.map(({ year }) => year))
  return [...content.files(Holidays).flatMap(({ value }) => (years.has(value.year) ? [] : value)), ...later]
}

/** The office's calendar. */
export const calendarOf = (content: Content): Calendar => {
  const known = calendars.get(content) ?? calendarFrom(holidayLists(content), content.only(OfficeTimes))
  calendars.set(content, known)
  return known
}
