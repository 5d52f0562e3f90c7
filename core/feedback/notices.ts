import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { type SaidChoice, tell } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import { isConcernedPerson } from './access.ts'
import type { CaseData } from './case.ts'

interface Notice {
  readonly params?: Params
  readonly choices?: readonly SaidChoice[]
  /** Comes in quiet hours too. */
  readonly urgent?: boolean
}

/** Tells whoever reported the case, and whoever reported one that was merged into it. */
export const toReporters = (id: string, data: CaseData, say: string, notice: Notice = {}): readonly Wish[] =>
  [id, ...data.merged].map((each) =>
    tell({ kind: 'reporter', case: each }, say, {
      ...notice,
      params: { number: data.number, ...notice.params },
      choices: (notice.choices ?? []).map((choice) => ({ ...choice, token: choice.token.replace(id, each) })),
      about: each,
    }),
  )

/**
 * Tells those who receive for a unit; who is complained about hears nothing. Where nobody is left to hear it, officers
 * hear that, since the case would lie there unseen.
 */
export const toUnit = (
  org: Organisation,
  unit: string,
  id: string,
  data: CaseData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => {
  const told = toPeopleOf(org, unit, id, data, say, notice)
  if (told.length > 0) return told
  return toOfficers(org, id, data, 'feedback.told.nobody-there', {
    params: { unit: org.unit(unit)?.name ?? unit },
    choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
  })
}

/** The same, where it does no harm that nobody hears it. */
export const toPeopleOf = (
  org: Organisation,
  unit: string,
  id: string,
  data: CaseData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => {
  const people = org.reception(unit).map(({ code }) => code)
  return toPeople(org, people, id, data, say, notice)
}

/** Tells the officers of the office that runs the case, or those of them that are `wanted`. */
export const toOfficers = (
  org: Organisation,
  id: string,
  data: CaseData,
  say: string,
  notice: Notice = {},
  wanted: (person: string) => boolean = () => true,
): readonly Wish[] => toPeople(org, staff(org, data.office, 'officer').filter(wanted), id, data, say, notice)

/** Somebody's life may hang on it: officers hear at once, whatever the queue says. */
export const alarm = (org: Organisation, id: string, data: CaseData): readonly Wish[] =>
  toOfficers(org, id, data, 'feedback.told.danger', {
    urgent: true,
    choices: [{ say: 'feedback.button.show', token: `show ${id}`, style: 'primary' }],
  })

export const toDirectors = (
  org: Organisation,
  id: string,
  data: CaseData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => toPeople(org, staff(org, data.office, 'director'), id, data, say, notice)

const staff = (org: Organisation, office: string, role: 'officer' | 'director'): readonly string[] =>
  org
    .people()
    .filter(
      (person) => person.state === 'active' && person.roles.includes(role) && org.unitsOf(person.code).includes(office),
    )
    .map(({ code }) => code)

const toPeople = (
  org: Organisation,
  people: readonly string[],
  id: string,
  data: CaseData,
  say: string,
  notice: Notice,
): readonly Wish[] =>
  people
    .filter((code) => !isConcernedPerson(org, code, data.against))
    .map((code) =>
      tell({ kind: 'person', person: code }, say, {
        purpose: 'duty',
        ...notice,
        params: { number: data.number, ...notice.params },
        about: id,
      }),
    )
