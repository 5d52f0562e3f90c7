import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { type SaidChoice, tell } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import { staffOf } from '../warnings/audience.ts'
import { isAbout } from './access.ts'
import type { BrewingData } from './problem.ts'

interface Notice {
  readonly params?: Params
  readonly choices?: readonly SaidChoice[]
  readonly urgent?: boolean
}

export const showButton = (id: string): SaidChoice => ({ say: 'brewing.button.show', token: `brewing_show ${id}` })

/** A step of a brewing problem, as a button of its command. */
export const button = (command: string, id: string): SaidChoice => ({
  say: `brewing.do.${command}`,
  token: `${command} ${id}`,
})

/** Takes back the step at this place, and no other. */
export const backButton = (id: string, step: number): SaidChoice => ({
  say: 'brewing.do.brewing_back',
  token: `brewing_back ${id} ${step}`,
})

const toPeople = (people: readonly string[], id: string, data: BrewingData, say: string, notice: Notice) =>
  [...new Set(people)].map((person) =>
    tell({ kind: 'person', person }, say, {
      ...{ purpose: 'duty' as const, about: id, choices: [showButton(id)] },
      ...notice,
      params: { number: data.number, ...notice.params },
    }),
  )

/** Tells the information officer who reported it, and whoever reported the same. */
export const toReporters = (id: string, data: BrewingData, say: string, notice: Notice = {}): readonly Wish[] =>
  toPeople([data.reporter, ...data.also], id, data, say, notice)

/** Tells the officers of the office that runs it; who is complained about hears nothing. */
export const toOfficers = (
  org: Organisation,
  id: string,
  data: BrewingData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => {
  const officers = staffOf(org, data.office, 'officer').filter((code) => !isAbout(org, code, data))
  return toPeople(officers, id, data, say, notice)
}

/** Tells those who receive for the unit that checks. */
export const toUnit = (
  org: Organisation,
  unit: string,
  id: string,
  data: BrewingData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => {
  const people = org
    .reception(unit)
    .map(({ code }) => code)
    .filter((code) => !isAbout(org, code, data))
  return toPeople(people, id, data, say, notice)
}
