import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { ConditionFault } from '../conversation/condition.ts'
import { Rule } from './rule.ts'
import { BLANKS, blanksIn, CASE, ruleCondition, VOCABULARY } from './vocabulary.ts'

type Fault = Pick<ContentFault, 'message'> & { readonly at: readonly (string | number)[] }

/** What the shape of a rule does not say: conditions and blanks in the trigger's words, and a ladder that ends. */
export function* faultsOf(rule: Rule): Iterable<Fault> {
  const { trigger, when } = rule
  yield* inCel(when, VOCABULARY[trigger.kind], ['when'])
  if (trigger.kind === 'count') yield* inCel(trigger.each, CASE, ['trigger', 'each'])
  const allowed = BLANKS[trigger.kind]
  for (const [part, texts] of Object.entries({ says: rule.says, expected: rule.expected })) {
    for (const [language, text] of Object.entries(texts ?? {})) {
      for (const blank of blanksIn(text).filter((each) => !allowed.includes(each)))
        yield {
          at: [part, language],
          message: `has no {{${blank}}} to fill in; a ${trigger.kind} rule has ${allowed.join(', ')}`,
        }
    }
  }
  const rungs = rule.ladder ?? []
  for (const [n, { to }] of rungs.entries()) {
    if (to === 'person' || to === rule.to)
      yield { at: ['ladder', n, 'to'], message: `leads back to ${to}: a ladder only goes up` }
    else if (rungs.findIndex((each) => each.to === to) < n)
      yield { at: ['ladder', n, 'to'], message: `${to} stands twice in this ladder: it would go in a circle` }
  }
  if (rule.silencedBy.includes(rule.severity))
    yield { at: ['silencedBy'], message: `a rule can't be silenced by its own kind, ${rule.severity}` }
}

function* inCel(
  expression: string | undefined,
  words: Parameters<typeof ruleCondition>[1],
  at: readonly (string | number)[],
): Iterable<Fault> {
  if (expression === undefined) return
  try {
    ruleCondition(expression, words)
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error
    yield { at, message: `${error.message}. It may speak of ${Object.keys(words).join(', ')}` }
  }
}

/** `content/rules/*.yaml`: lists of rules. */
export const RuleFiles = contentPiece<readonly Rule[]>({
  name: 'rules',
  files: 'rules/*.yaml',
  schema: z.array(Rule),
  check: function* (rules, content): Iterable<ContentFault> {
    const all = rulesIn(content)
    for (const [n, rule] of rules.entries()) {
      if (all.filter(({ name }) => name === rule.name).length > 1)
        yield { at: [n, 'name'], message: `"${rule.name}" stands twice: every rule has a name of its own` }
      for (const fault of faultsOf(rule)) yield { ...fault, at: [n, ...fault.at] }
    }
  },
})

/** All rules of the content, as the office wrote them. */
export const rulesIn = (content: Content): readonly Rule[] => content.files(RuleFiles).flatMap(({ value }) => value)
