import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'
import { dayOfOrdinal, ordinalOf, toDay } from './day.ts'
import type { Checked } from './fault.ts'
import { faultText } from './fault.ts'
import { type Instant, instantOf } from './instant.ts'
import { Office, readOffice, readYearList, type YearList } from './schema.ts'

/** For the tests of this folder: the shipped content, and days and instants drawn at random around it. */
const CONTENT = new URL('../../content/', import.meta.url)

const contentOf = (file: string): unknown => parse(readFileSync(new URL(file, CONTENT), 'utf8'))

function must<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.faults.map(faultText).join('\n'))
  return checked.value
}

export const officialLists: readonly YearList[] = readdirSync(new URL('calendar/holidays/', CONTENT))
  .map((name) => `calendar/holidays/${name}`)
  .map((file) => must(readYearList(file, contentOf(file))))

export const shippedOffice: Office = must(readOffice('calendar/office.yaml', contentOf('calendar/office.yaml')))

/** The shipped office with some settings changed. */
export const officeWith = (changes: Partial<Office>): Office => Office.parse({ ...shippedOffice, ...changes })

export const anyDay = fc
  .integer({ min: ordinalOf(toDay('2013-01-01')), max: ordinalOf(toDay('2029-12-31')) })
  .map(dayOfOrdinal)

const instants = (from: string, to: string): fc.Arbitrary<Instant> =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minute) => instantOf(minute * 60_000))

export const anyInstant = instants('2014-01-01T00:00:00Z', '2028-12-31T00:00:00Z')

/** Office lists with some of the years taken away, and one of those that were taken. */
export const listsAndOneToImport = fc
  .tuple(fc.subarray([...officialLists], { minLength: 1 }), fc.nat())
  .map(([taken, pick]) => ({
    lists: officialLists.filter((list) => !taken.includes(list)),
    imported: taken.slice(pick % taken.length, (pick % taken.length) + 1),
  }))
