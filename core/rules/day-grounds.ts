import { calendarOf, holidayLists } from '../calendar/content.ts'
import { addDays, instantAt, toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { mattersOf } from '../matters/matter.ts'
import type { Organisation } from '../people/index.ts'
import type { Post } from '../people/post.ts'
import { caseCondition } from './case-condition.ts'
import { matterName, postFacts, postsOf, type SeenCase, unitOf, vacantPosts } from './facts.ts'
import type { Ground } from './ground.ts'
import type { Rule, TriggerOf } from './rule.ts'
import { holds } from './vocabulary.ts'

const DAY = 86_400_000
const ordinal = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY

/** The grounds that a rule finds on one day; `cases` are those received in its window, the others ignore them. */
export const dayGrounds = (
  content: Content,
  org: Organisation,
  rule: Rule,
  day: string,
  cases: readonly SeenCase[],
): readonly Ground[] => {
  const { trigger } = rule
  if (trigger.kind === 'count') return countGrounds(content, org, rule, trigger, day, cases)
  if (trigger.kind === 'post') return postGrounds(content, org, rule, trigger, day)
  if (trigger.kind === 'vacancy') return vacancyGrounds(content, org, rule, trigger, day)
  if (trigger.kind === 'calendar') return calendarGrounds(content, org, rule, trigger, day)
  return []
}

/** The first day of the window that ends on `day`. */
export const windowStart = (trigger: TriggerOf<'count'>, day: string): string => addDays(toDay(day), 1 - trigger.days)

const countGrounds = (
  content: Content,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'count'>,
  day: string,
  cases: readonly SeenCase[],
): readonly Ground[] => {
  const calendar = calendarOf(content)
  const closing = calendar.closing(toDay(day))
  const each = trigger.each === undefined ? undefined : caseCondition(trigger.each, content, org, closing)
  const first = instantAt(toDay(windowStart(trigger, day)), '00:00', calendar.timeZone)
  const over = instantAt(addDays(toDay(day), 1), '00:00', calendar.timeZone)
  const groups = new Map<string, SeenCase[]>()
  for (const data of cases) {
    if (data.receivedAt < first || data.receivedAt >= over || data.state === 'merged') continue
    const key = trigger.by === 'unit' ? unitOf(data) : trigger.by === 'matter' ? data.matter : data.place?.code
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [data])
    else group.push(data)
  }
  return [...groups].flatMap(([group, all]) => {
    // Most groups are too small whatever their cases are like, and conditions take longest.
    if (all.length < trigger.atLeast) return []
    const found = each === undefined ? all : all.filter(each)
    if (found.length < trigger.atLeast) return []
    const townships = new Set(
      found.flatMap(({ place }) =>
        place?.code === undefined ? [] : (org.unitOfPlace(place.code, 'township')?.code ?? []),
      ),
    )
    const villages = new Set(
      found.flatMap(({ place }) =>
        place?.code === undefined ? [] : (org.unitOfPlace(place.code, 'village')?.code ?? place.code),
      ),
    )
    const unit = unitOfGroup(content, org, trigger, group, found)
    const facts = {
      ...{ count: found.length, townships: townships.size, villages: villages.size, unit },
      matter: trigger.by === 'matter' ? group : '',
      place: trigger.by === 'place' ? group : '',
    }
    if (!holds(rule, facts)) return []
    const values = (language: 'zh-CN' | 'en') => ({
      ...{ count: found.length, days: trigger.days, unit: org.unit(unit)?.name ?? unit },
      ...{ townships: townships.size, villages: villages.size },
      matter: trigger.by === 'matter' ? matterName(content, group, language) : '',
      place: trigger.by === 'place' ? (org.place(group)?.name ?? group) : '',
    })
    // Once for each stretch as long as the window: the same letters don't warn every day.
    const key = `${group}:${Math.floor(ordinal(day) / trigger.days)}`
    return [
      { key, unit, person: org.reception(unit)[0]?.code, day, values: { 'zh-CN': values('zh-CN'), en: values('en') } },
    ]
  })
}

/**
 * The unit itself; that of the place; the department that makes the rules for a matter. Where that is not known, the
 * unit that most of the cases waited for.
 */
const unitOfGroup = (
  content: Content,
  org: Organisation,
  { by }: TriggerOf<'count'>,
  group: string,
  found: readonly SeenCase[],
): string => {
  if (by === 'unit') return group
  const made = by === 'matter' ? departmentOf(content, org, group) : undefined
  if (made !== undefined) return made
  const served = by === 'place' ? org.unitOfPlace(group)?.code : undefined
  if (served !== undefined) return served
  const counts = new Map<string, number>()
  for (const data of found) {
    const unit = data.lead ?? data.proposal.unit ?? data.office
    counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

/** Who answers for a matter whatever the place, or who supports whoever does at the place. */
const departmentOf = (content: Content, org: Organisation, matter: string): string | undefined => {
  const found = mattersOf(content).get(matter)
  const named = found === undefined ? [] : [found.lead.default, ...found.supporting]
  return named.find((code) => org.unit(code) !== undefined)
}

const ofPost = (
  org: Organisation,
  rule: Rule,
  post: Post,
  day: string,
  key: string,
  more: object,
): readonly Ground[] => {
  const facts = postFacts(org, post, day)
  if (!holds(rule, facts)) return []
  const values = {
    ...{ post: post.title, unit: org.unit(post.unit)?.name ?? post.unit, years: facts.years },
    ...{ holder: post.holder === undefined ? '' : (org.person(post.holder)?.name ?? post.holder) },
    ...more,
  }
  return [{ key, unit: post.unit, post: post.code, person: post.holder, day, values: { 'zh-CN': values, en: values } }]
}

const postGrounds = (
  content: Content,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'post'>,
  day: string,
): readonly Ground[] =>
  postsOf(content, org, trigger.of).flatMap((post) => {
    if (post.since === undefined || post.since > day) return []
    if (yearsBetweenWith(post.since, day, trigger.before) < trigger.years) return []
    // Once for each holder of the post.
    return ofPost(org, rule, post, day, `${post.code}:${post.holder ?? ''}:${post.since}`, { years: trigger.years })
  })

const vacancyGrounds = (
  content: Content,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'vacancy'>,
  day: string,
): readonly Ground[] => {
  const { dayAt } = calendarOf(content)
  return vacantPosts(content, org, trigger.of).flatMap((post) => {
    // Of what was imported without a holder nobody knows since when: long enough.
    const left = post.heldAt === undefined ? undefined : dayAt(post.heldAt)
    if (left !== undefined && addDays(left, trigger.days) > day) return []
    return ofPost(org, rule, { ...post, holder: undefined }, day, `${post.code}:${post.heldAt ?? ''}`, {
      days: trigger.days,
    })
  })
}

const yearsBetweenWith = (since: string, day: string, before: number): number => {
  const until = addDays(toDay(day), before)
  return Number(until.slice(0, 4)) - Number(since.slice(0, 4)) - (until.slice(5) < since.slice(5) ? 1 : 0)
}

const calendarGrounds = (
  content: Content,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'calendar'>,
  day: string,
): readonly Ground[] => {
  const found = moment(content, trigger, day)
  if (found === undefined) return []
  // Somebody who holds several such posts is told once.
  const people = new Set<string>()
  return postsOf(content, org, trigger.of).flatMap((post) => {
    if (post.holder === undefined || people.has(post.holder)) return []
    people.add(post.holder)
    const values = { festival: found.replace(/^.*@/, '') }
    return ofPost(org, rule, post, day, `${found}:${post.holder}`, values).map((ground) => ({
      ...ground,
      moment: found,
    }))
  })
}

/** What begins on `day`, by a name of its own; undefined on every other day. */
const moment = (content: Content, { on }: TriggerOf<'calendar'>, day: string): string | undefined => {
  if (!('festival' in on)) {
    const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))]
    // A month that is too short has it on its last day.
    const isIt = date === on.day || (date < on.day && addDays(toDay(day), 1).endsWith('-01'))
    return isIt && ('month' in on ? on.month : month) === month ? day : undefined
  }
  const calendar = calendarOf(content)
  for (const { year, holidays } of holidayLists(content)) {
    for (const { name, off } of holidays.filter((each) => each.name.includes(on.festival))) {
      const first = [...off].sort()[0]
      if (first !== undefined && calendar.addWorkingDays(first, -Math.max(1, on.before)).day === day)
        return `${year}@${name}`
    }
  }
  return undefined
}
