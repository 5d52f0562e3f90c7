import { ConditionFault, condition, type Variables } from '../conversation/condition.ts'
import type { Rule, Trigger } from './rule.ts'

/** What a rule can say of a case. Nothing of who reported it. */
export const CASE: Variables = {
  kind: 'string',
  matter: 'string',
  place: 'string',
  township: 'string',
  state: 'string',
  unit: 'string',
  unitKind: 'string',
  unitLevel: 'string',
  urgent: 'bool',
  round: 'double',
  passes: 'double',
  measures: 'double',
  solved: 'string',
  days: 'double',
  left: 'double',
}
const POST: Variables = {
  post: 'string',
  rank: 'string',
  grade: 'double',
  unit: 'string',
  unitKind: 'string',
  unitLevel: 'string',
  discipline: 'bool',
  years: 'double',
}

/** The words of each kind of trigger: docs/operating.md has them in a table. */
export const VOCABULARY: Readonly<Record<Trigger['kind'], Variables>> = {
  deadline: CASE,
  event: CASE,
  count: {
    count: 'double',
    unit: 'string',
    matter: 'string',
    place: 'string',
    townships: 'double',
    villages: 'double',
  },
  post: POST,
  vacancy: POST,
  calendar: POST,
  ranking: {
    unit: 'string',
    unitKind: 'string',
    unitLevel: 'string',
    rank: 'double',
    fromEnd: 'double',
    of: 'double',
    score: 'double',
  },
  manual: POST,
}

/** What the texts of each kind of trigger may fill in; `name` is whoever is warned, `holder` who holds the post. */
export const BLANKS: Readonly<Record<Trigger['kind'], readonly string[]>> = {
  deadline: ['number', 'matter', 'unit', 'due', 'left', 'days', 'name'],
  event: ['number', 'matter', 'unit', 'due', 'days', 'name', 'round'],
  count: ['count', 'days', 'unit', 'matter', 'place', 'townships', 'villages', 'name'],
  post: ['post', 'unit', 'years', 'holder', 'name'],
  vacancy: ['post', 'unit', 'days', 'name'],
  calendar: ['post', 'unit', 'name', 'festival'],
  ranking: ['unit', 'rank', 'of', 'period', 'name'],
  manual: ['post', 'unit', 'name'],
}

/** Expressions over lists can be nested until they take forever; no rule needs one. */
const RUNAWAY = /\.\s*(all|exists|exists_one|map|filter|matches|split|join)\s*\(/
const LONGEST = 500

/** A condition of a rule, checked for its types. @throws ConditionFault */
export const ruleCondition = (expression: string, variables: Variables) => {
  if (expression.length > LONGEST)
    throw new ConditionFault(`is longer than ${LONGEST} characters: make two rules of it`, 'too-long', String(LONGEST))
  const found = RUNAWAY.exec(expression)
  if (found !== null)
    throw new ConditionFault(`"${found[1]}" is not allowed: it could run away`, 'not-allowed', String(found[1]))
  return condition(expression, variables)
}

/** Whether the rule's own condition holds over `facts`. */
export const holds = ({ when, trigger }: Rule, facts: Readonly<Record<string, unknown>>): boolean =>
  when === undefined || ruleCondition(when, VOCABULARY[trigger.kind])(facts)

const BLANK = /\{\{\s*(\w+)\s*(?:,\s*day\s*)?\}\}/g
export const blanksIn = (text: string): readonly string[] => [...text.matchAll(BLANK)].map(([, name = '']) => name)
