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

const make = (content: Content): Calendar =>
  calendarFrom(
    content.files(Holidays).map(({ value }) => value),
    content.only(OfficeTimes),
  )

/** The office's calendar. */
export const calendarOf = (content: Content): Calendar => content.derive(make)
