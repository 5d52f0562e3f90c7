import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { ConditionFault } from '../conversation/condition.ts'
import { type Params, refusal } from '../kernel/errors.ts'
import { Rule } from './rule.ts'
import { BLANKS, blanksIn, CASE, ruleCondition, VOCABULARY } from './vocabulary.ts'

/** What is wrong with a rule and where; its words are the text `errors.rules.faulty-<kind>`. */
export interface RuleFault {
  readonly at: readonly (string | number)[]
  readonly kind: string
  readonly params: Params
}

/** The text of a fault, and what it fills in. */
const textOf = ({ at, kind, params }: RuleFault): [string, Params] => [
  `rules.faulty-${kind}`,
  { ...params, at: at.join('.') },
]

/** @throws Refusal `rules.faulty-<kind>`: the first thing that is wrong with it */
export const requireSound = (rule: Rule): void => {
  const [fault] = faultsOf(rule)
  if (fault !== undefined) throw refusal(...textOf(fault))
}

/** What the shape of a rule does not say: conditions and blanks in the trigger's words, and a ladder that ends. */
export function* faultsOf(rule: Rule): Iterable<RuleFault> {
  const { trigger, when } = rule
  yield* inCel(when, VOCABULARY[trigger.kind], ['when'])
  if (trigger.kind === 'count') yield* inCel(trigger.each, CASE, ['trigger', 'each'])
  const blanks = BLANKS[trigger.kind].join(', ')
  for (const [part, texts] of Object.entries({ says: rule.says, expected: rule.expected })) {
    for (const [language, text] of Object.entries(texts ?? {})) {
      for (const blank of blanksIn(text).filter((each) => !BLANKS[trigger.kind].includes(each)))
        yield { at: [part, language], kind: 'blank', params: { blank, blanks } }
    }
  }
  const rungs = rule.ladder ?? []
  for (const [n, { to }] of rungs.entries()) {
    const at = ['ladder', n, 'to']
    if (to === 'person' || to === rule.to) yield { at, kind: 'ladder-back', params: { to } }
    else if (rungs.findIndex((each) => each.to === to) < n) yield { at, kind: 'ladder-circle', params: { to } }
  }
  if (rule.silencedBy.includes(rule.severity))
    yield { at: ['silencedBy'], kind: 'silences-itself', params: { severity: rule.severity } }
}

function* inCel(
  expression: string | undefined,
  words: Parameters<typeof ruleCondition>[1],
  at: readonly (string | number)[],
): Iterable<RuleFault> {
  if (expression === undefined) return
  try {
    ruleCondition(expression, words)
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error
    yield { at, kind: error.kind, params: { part: error.part, words: Object.keys(words).join(', ') } }
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
      for (const fault of faultsOf(rule)) {
        const [text, params] = textOf(fault)
        yield { at: [n, ...fault.at], message: content.say('en', `errors.${text}`, params) }
      }
    }
  },
})

/** All rules of the content, as the office wrote them. */
export const rulesIn = (content: Content): readonly Rule[] => content.files(RuleFiles).flatMap(({ value }) => value)
