import { calendarOf } from '../calendar/content.ts'
import { type Calendar, type Day, toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { CaseData } from '../feedback/case.ts'
import { personIn } from '../kernel/actor.ts'
import { mattersOf } from '../matters/matter.ts'
import type { Organisation } from '../people/index.ts'
import type { Post } from '../people/post.ts'
import { type Level, levelsBelow } from '../people/unit.ts'
import { ownOffice } from '../warnings/audience.ts'
import type { TriggerOf } from './rule.ts'

type Of = TriggerOf<'post'>['of']

interface Many {
  readonly length: number
}

/** What rules look at in a case. */
export interface SeenCase
  extends Pick<CaseData, 'kind' | 'matter' | 'state' | 'urgent' | 'round' | 'lead' | 'office' | 'due' | 'receivedAt'> {
  readonly place?: { readonly code?: string | undefined } | undefined
  readonly passes: Many
  readonly measures: Many
  readonly ratings: readonly Pick<CaseData['ratings'][number], 'solved'>[]
  readonly proposal: Pick<CaseData['proposal'], 'unit'>
}

/** The unit that a case now waits for. */
export const unitOf = (data: Pick<SeenCase, 'state' | 'lead' | 'office'>): string =>
  data.state === 'received' || data.state === 'disputed' ? data.office : (data.lead ?? data.office)

/** Who is in charge of a case: who took it on, while they are in service, or who receives for the unit. */
export const inChargeOf = (org: Organisation, data: CaseData): string | undefined => {
  const taken = personIn(data.acceptedBy ?? '')
  const person = taken === undefined ? undefined : org.person(taken)
  if (person?.state === 'active' && !org.away(person) && org.unitsOf(person.code).includes(unitOf(data)))
    return person.code
  return org.reception(unitOf(data))[0]?.code
}

const unitFacts = (org: Organisation, unit: string) => ({
  unit,
  unitKind: org.unit(unit)?.kind ?? '',
  unitLevel: org.unit(unit)?.level ?? '',
})

interface Looked {
  readonly calendar: Calendar
  readonly org: Organisation
  readonly data: SeenCase
  readonly today: Day
  readonly due: string | undefined
}

/** What a condition can ask of a case, each by itself: most ask for one or two. */
const OF_CASE = {
  unit: ({ data }: Looked) => unitOf(data),
  unitKind: ({ org, data }: Looked) => org.unit(unitOf(data))?.kind ?? '',
  unitLevel: ({ org, data }: Looked) => org.unit(unitOf(data))?.level ?? '',
  kind: ({ data }: Looked) => data.kind,
  matter: ({ data }: Looked) => data.matter ?? '',
  place: ({ data }: Looked) => data.place?.code ?? '',
  township: ({ org, data: { place } }: Looked) =>
    place?.code === undefined ? '' : (org.unitOfPlace(place.code, 'township')?.code ?? ''),
  state: ({ data }: Looked) => data.state,
  urgent: ({ data }: Looked) => data.urgent,
  round: ({ data }: Looked) => data.round,
  passes: ({ data }: Looked) => data.passes.length,
  measures: ({ data }: Looked) => data.measures.length,
  solved: ({ data }: Looked) => data.ratings.at(-1)?.solved ?? '',
  days: ({ calendar, data, today }: Looked) => calendar.workingDaysBetween(calendar.dayAt(data.receivedAt), today),
  left: ({ calendar, today, due }: Looked) => (due === undefined ? 0 : calendar.workingDaysBetween(today, toDay(due))),
}
type CaseFact = keyof typeof OF_CASE
export type CaseFacts = { readonly [F in CaseFact]: ReturnType<(typeof OF_CASE)[F]> }

/** All that a condition can ask of a case. */
export const CASE_FACTS = Object.keys(OF_CASE) as readonly CaseFact[] // its own keys
/** What stays as it is until the case itself changes. */
export const LASTING: ReadonlySet<CaseFact> = new Set([
  ...(['unit', 'kind', 'matter', 'place', 'state', 'urgent', 'round', 'passes', 'measures', 'solved'] as const),
])

/** Those of `asked` for a case at `now`. */
export const someFacts = (
  content: Content,
  org: Organisation,
  data: SeenCase,
  now: string,
  asked: readonly CaseFact[],
  due = data.due?.day,
): Partial<CaseFacts> => {
  const calendar = calendarOf(content)
  const looked: Looked = { calendar, org, data, today: calendar.dayAt(now), due }
  const facts: Partial<Record<CaseFact, unknown>> = {}
  for (const fact of asked) facts[fact] = OF_CASE[fact](looked)
  return facts as Partial<CaseFacts> // each by its own function
}

/** What a condition can ask of a case at `now`. */
export const caseFacts = (content: Content, org: Organisation, data: SeenCase, now: string, due?: string): CaseFacts =>
  someFacts(content, org, data, now, CASE_FACTS, due) as CaseFacts // all of them

export const matterName = (content: Content, code: string, language: 'zh-CN' | 'en'): string => {
  const matter = mattersOf(content).get(code)
  return matter === undefined ? code : inLanguage(matter.name, language)
}

/** What a condition can ask of a post on `day`. */
export const postFacts = (org: Organisation, post: Post, day: string) => ({
  ...unitFacts(org, post.unit),
  post: post.code,
  rank: post.rank,
  grade: post.grade ?? 0,
  discipline: post.discipline === true,
  years: post.since === undefined ? 0 : yearsBetween(post.since, day),
})

/** Whole years from one day to another. */
export const yearsBetween = (from: string, to: string): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)

/** The posts that somebody holds and that a rule is about. */
export const postsOf = (content: Content, org: Organisation, of: Of): readonly Post[] =>
  meant(content, org, of).filter((post) => org.holder(post.code) !== undefined)

/** Those that nobody in service holds. */
export const vacantPosts = (content: Content, org: Organisation, of: Of): readonly Post[] =>
  meant(content, org, of).filter((post) => org.holder(post.code)?.state !== 'active')

/** An office has no say over units of a level above its own: those only stand there to be turned to. */
export const isSupervised = (content: Content, org: Organisation, level: Level | undefined): boolean => {
  const own = org.unit(ownOffice(content))?.level
  return own === undefined || level === undefined || levelsBelow(level, own) >= 0
}

const meant = (content: Content, org: Organisation, { grades, ranks, kinds }: Of): readonly Post[] =>
  org
    .posts()
    .filter(
      (post) =>
        isSupervised(content, org, org.unit(post.unit)?.level) &&
        (grades === undefined || (post.grade !== undefined && grades.includes(post.grade))) &&
        (ranks === undefined || ranks.includes(post.rank)) &&
        (kinds === undefined || kinds.includes(org.unit(post.unit)?.kind ?? 'department')),
    )
