import { toSimplified } from '../../content/traditional.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Wish } from '../../kernel/outcome.ts'
import { excludedUnits } from '../../matters/route.ts'
import { peopleCalled, surnameOf } from '../../people/called.ts'
import type { Organisation } from '../../people/index.ts'
import { unitsMeant } from '../../people/lookups.ts'
import { isConcernedPerson, runs } from '../access.ts'
import type { CaseData } from '../case.ts'
import { toOfficers } from '../notices.ts'
import { officeFor } from '../office-for.ts'

type Against = CaseData['against']

/** Whom such words mean, where they mean one alone; a person before the unit that stands beside their name. */
export const accusedBy = (org: Organisation, words: string): Against | undefined => {
  const people = peopleCalled(org, toSimplified(words))
  const [person] = people
  if (person !== undefined) return people.length === 1 ? { units: [], people: [person.code] } : undefined
  const units = unitsMeant(org, words)
  const [unit] = units
  return unit !== undefined && units.length === 1 ? { units: [unit.code], people: [] } : undefined
}

/** The same with whoever these words could mean, so that nobody of them is asked about themselves. */
export const withAccused = (org: Organisation, against: Against, all: readonly string[]): Against => {
  const people = all.flatMap((words) => peopleCalled(org, toSimplified(words))).map(({ code }) => code)
  const units = all.flatMap((words) => [...unitsMeant(org, words), ...org.unitsNamedIn(words)]).map(({ code }) => code)
  return {
    units: [...new Set([...against.units, ...units])],
    people: [...new Set([...against.people, ...people])],
  }
}

/** What stands before or behind a surname where it stands for somebody. */
const BEFORE_SURNAME = /[姓小老阿大]$/u
const AFTER_SURNAME =
  /^(?:[某姐哥叔姨婶嫂爷总工头]|[副局县镇乡村处科股所站队校院部会书主经支警同]|老师|医生|先生|女士|师傅)/u

/** 王主任, 姓王的, 王某, 小王, 王姐: somebody of this surname may be meant, whatever their post. */
export const mayBeCalled = (name: string, all: readonly string[]): boolean => {
  const surname = surnameOf(name)
  if (surname === '') return false
  return all.some((words) => {
    const parts = toSimplified(words).split(surname)
    return parts.slice(1).some((after, n) => AFTER_SURNAME.test(after) || BEFORE_SURNAME.test(parts[n] ?? ''))
  })
}

/** The case as it would stand if all of these words accused whom they could mean. */
const asAccused = (context: Pick<Context, 'content'>, org: Organisation, data: CaseData, all: readonly string[]) => {
  const against = withAccused(org, data.against, all)
  return { ...data, against, office: officeFor(context, org, against) }
}

/**
 * Whether `actor` may look at words that perhaps accuse somebody: an officer of the case whom nobody could mean by them.
 * Where they may mean the office itself, those of the one above, as if it had been said (docs/decisions/0007).
 */
export const judges = (
  context: Pick<Context, 'content'>,
  org: Organisation,
  actor: Actor,
  data: CaseData,
  all: readonly string[],
): boolean =>
  runs(org, actor, asAccused(context, org, data, all)) &&
  !(actor.kind === 'person' && mayBeCalled(org.person(actor.person)?.name ?? '', all))

/** Whether somebody who has to do with the case now could be meant. */
export const isInTheirHands = (org: Organisation, data: CaseData, all: readonly string[]): boolean => {
  const against = withAccused(org, data.against, all)
  const hands = [data.office, ...data.units, ...(data.lead === undefined ? [] : [data.lead])]
  const out = excludedUnits(org, against)
  return hands.some(
    (unit) =>
      out.has(unit) ||
      org
        .people()
        .some(
          ({ code, name, roles }) =>
            roles.length > 0 &&
            org.unitsOf(code).includes(unit) &&
            (isConcernedPerson(org, code, against) || mayBeCalled(name, all)),
        ),
  )
}

/** Tells the officers who may judge `all`; nobody whom these words could mean. */
export const toJudges = (
  context: Pick<Context, 'content'>,
  org: Organisation,
  id: string,
  data: CaseData,
  all: readonly string[],
  ...[say, notice]: [say: string, notice: Parameters<typeof toOfficers>[4]]
): readonly Wish[] => {
  const unnamed = (code: string): boolean => !mayBeCalled(org.person(code)?.name ?? '', all)
  return toOfficers(org, id, asAccused(context, org, data, all), say, notice, unnamed)
}
