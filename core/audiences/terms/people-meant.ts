import type { Organisation } from '../../people/index.ts'
import { plainName } from '../../people/names.ts'
import type { Meaning } from '../term.ts'

/** Enough for a name that half a county shares. */
const MOST = 20

/**
 * The people whom a line of a list means: by code, by their whole name, or by name and unit, `张三 柳溪镇` or
 * `张三(柳溪镇)`. Nothing is guessed: a message for somebody else is worse than a question.
 */
export const peopleMeant = (org: Organisation, words: string): readonly Meaning[] => {
  const coded = org.person(words.trim())
  if (coded !== undefined) return [meaningOf(org, coded.code)]
  const whole = called(org, words)
  if (whole.length > 0) return whole.map((code) => meaningOf(org, code))
  const [, name = '', unit = ''] = /^(\S+?)[\s(（]+([^)）]+)[)）]?$/u.exec(words.trim()) ?? []
  if (unit === '') return []
  // A table has the post behind the unit.
  const [first = unit] = unit.split(/\s+/u)
  const units = [unit, first].map((each) => org.findUnits(each, MOST)).find((found) => found.length > 0) ?? []
  const there = new Set(units.flatMap(({ code }) => org.subtree(code).map((each) => each.code)))
  return called(org, name)
    .filter((code) => org.unitsOf(code).some((each) => there.has(each)))
    .map((code) => meaningOf(org, code))
}

const called = (org: Organisation, name: string): readonly string[] =>
  plainName(name) === ''
    ? []
    : org
        .findPeople(name, MOST)
        .filter((each) => plainName(each.name) === plainName(name))
        .map(({ code }) => code)

const meaningOf = (org: Organisation, code: string): Meaning => {
  const unit = org.unitsOf(code)[0]
  const name = org.person(code)?.name ?? code
  return { value: code, label: unit === undefined ? `${name} ${code}` : `${name}(${org.unit(unit)?.name ?? unit})` }
}
