import type { Content } from '../content/content.ts'
import type { Organisation } from '../people/index.ts'
import { CASE_FACTS, LASTING, type SeenCase, someFacts } from './facts.ts'
import { CASE, ruleCondition } from './vocabulary.ts'

/** What conditions without any passing fact found of a case as it stands, by their source. */
const found = new WeakMap<SeenCase, Map<string, boolean>>()

/**
 * Whether a condition holds for a case at `now`. Rules ask it of every case of a season, every day: only the facts that
 * it names are worked out, and where all of them last until the case changes, once for each state of the case.
 * @throws ConditionFault
 */
export const caseCondition = (
  source: string,
  content: Content,
  org: Organisation,
  now: string,
): ((data: SeenCase) => boolean) => {
  const condition = ruleCondition(source, CASE)
  const asked = CASE_FACTS.filter((fact) => new RegExp(`\\b${fact}\\b`).test(source))
  const judge = (data: SeenCase): boolean => condition(someFacts(content, org, data, now, asked))
  if (!asked.every((fact) => LASTING.has(fact))) return judge
  return (data) => {
    const known = found.get(data) ?? new Map<string, boolean>()
    found.set(data, known)
    const holds = known.get(source) ?? judge(data)
    known.set(source, holds)
    return holds
  }
}
