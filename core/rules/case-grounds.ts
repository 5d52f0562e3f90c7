import { calendarOf } from '../calendar/content.ts'
import { type Calendar, toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { CaseData } from '../feedback/case.ts'
import type { Organisation } from '../people/index.ts'
import { caseFacts, inChargeOf, matterName, unitOf } from './facts.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'
import { holds } from './vocabulary.ts'

/**
 * The moment of a deadline rule: at the closing of the last day, or at the opening of the working day that lies so many
 * days before or after it.
 */
export const momentOf = (calendar: Calendar, due: string, days: number): string =>
  days === 0 ? calendar.closing(toDay(due)) : calendar.openingAfter(calendar.addWorkingDays(toDay(due), days - 1).day)

interface OfCase {
  readonly id: string
  readonly data: CaseData
}

/** The ground that a case is for a rule at `now`; none where the condition does not hold. */
export const caseGround = (
  content: Content,
  org: Organisation,
  rule: Rule,
  { id, data }: OfCase,
  now: string,
  due = data.due?.day,
): Ground | undefined => {
  const facts = caseFacts(content, org, data, now, due)
  if (!holds(rule, facts)) return undefined
  const unit = unitOf(data)
  const values = (language: 'zh-CN' | 'en') => ({
    ...{ number: data.number, matter: matterName(content, data.matter ?? '', language) },
    ...{ unit: org.unit(unit)?.name ?? unit, due: due ?? '', days: facts.days, round: data.round },
    left: Math.abs(facts.left),
  })
  return {
    // Another last day is another ground: an extension, a reopening, a stop that was over.
    key: rule.trigger.kind === 'deadline' ? `${id}:${due ?? ''}` : `${id}:${data.round}:${data.passes.length}`,
    ...{ unit, office: data.office, case: id, person: inChargeOf(org, data) },
    day: calendarOf(content).dayAt(now),
    values: { 'zh-CN': values('zh-CN'), en: values('en') },
  }
}
