import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { type SaidChoice, tell } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import { staffOf } from '../warnings/audience.ts'
import type { Special } from './special.ts'

export const showButton = (id: string): SaidChoice => ({ say: 'special.button.show', token: `special_show ${id}` })

const toPeople = (people: Iterable<string>, id: string, say: string, params: Params): readonly Wish[] =>
  [...new Set(people)].map((person) =>
    tell({ kind: 'person', person }, say, { purpose: 'duty', about: id, params, choices: [showButton(id)] }),
  )

const receiving = (org: Organisation, unit: string): readonly string[] => org.reception(unit).map(({ code }) => code)

/** Those who receive for the units. */
export const toUnits = (org: Organisation, units: readonly string[], id: string, say: string, params: Params) =>
  toPeople(
    units.flatMap((unit) => receiving(org, unit)),
    id,
    say,
    params,
  )

/** The head of the unit and the leader in charge of it: for what is overdue. */
export const toLeaders = (org: Organisation, unit: string, id: string, say: string, params: Params) =>
  toPeople(
    [org.headOf(unit), org.lineLeader(unit)].flatMap((person) => (person === undefined ? [] : [person.code])),
    id,
    say,
    params,
  )

export const toOffice = (org: Organisation, data: Special, id: string, say: string, params: Params) =>
  toPeople(staffOf(org, data.office, 'officer'), id, say, params)
