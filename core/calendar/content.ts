import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Office as ThisOffice } from '../content/office.ts'
import { type Calendar, calendarFrom, Office, YearList } from './index.ts'

/** `content/calendar/holidays/YYYY.yaml`: the official days off and make-up working days of a year. */
export const Holidays = contentPiece<YearList>({
  name: 'holidays',
  files: 'calendar/holidays/*.yaml',
  schema: YearList,
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
