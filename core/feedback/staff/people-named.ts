import { refusal } from '../../kernel/errors.ts'
import type { Organisation } from '../../people/index.ts'

const BETWEEN = /[、,\uFF0C;\uFF1B\n]+/
const NAMED = /^([^(\uFF08]+)(?:[(\uFF08](.+)[)\uFF09])?$/

/** The people of these codes as an officer would write them: with their unit where a name alone does not tell. */
export const namesOf = (org: Organisation, codes: readonly string[]): string =>
  codes.map((code) => nameOf(org, code)).join('、')

const nameOf = (org: Organisation, code: string): string => {
  const name = org.person(code)?.name ?? code
  const unit = org.unitsOf(code)[0]
  return sameName(org, name).length > 1 && unit !== undefined
    ? `${name}\uFF08${org.unit(unit)?.name ?? unit}\uFF09`
    : name
}

const sameName = (org: Organisation, name: string): readonly string[] =>
  org
    .people()
    .filter((person) => person.name === name)
    .map(({ code }) => code)

/**
 * The people who are named: `周敏、李卫东(住建局)`. Only whole names count, since a near miss would keep the wrong person
 * away from a case.
 * @throws Refusal `case.person-not-named`, `case.person-of-many`
 */
export const peopleNamed = (org: Organisation, words: string): readonly string[] => {
  const parts = words
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return [...new Set(parts.map((part) => personNamed(org, part)))]
}

const personNamed = (org: Organisation, words: string): string => {
  const [, name = words, unit] = NAMED.exec(words) ?? []
  const same = sameName(org, name.trim())
  const inUnit =
    unit === undefined ? same : same.filter((code) => org.unitsOf(code).some((each) => isCalled(org, each, unit)))
  const [first] = inUnit
  if (first === undefined) throw refusal('case.person-not-named', { name: words.slice(0, 40) })
  if (inUnit.length > 1) throw refusal('case.person-of-many', { names: namesOf(org, inUnit) })
  return first
}

const isCalled = (org: Organisation, code: string, name: string): boolean => {
  const unit = org.unit(code)
  return code === name || unit?.name === name || unit?.short === name
}
