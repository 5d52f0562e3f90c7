import { z } from 'zod'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { record } from '../kernel/record.ts'
import { rulesIn } from './check.ts'
import { Rule } from './rule.ts'

const ChangeSchema = z.object({
  /** The rule as an officer wrote it; that of the content where absent. */
  rule: Rule.optional(),
  on: z.boolean(),
  version: z.number().int(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})

/** What officers changed about one rule; its id is `q-` and the rule's name. */
export const RuleChange = record('rule-change', { prefix: 'q', schema: ChangeSchema })

export const changeId = (name: string): string => `${RuleChange.prefix}-${name}`

/** A rule as it stands, and which version of it: 1 is that of the content. */
export interface Standing {
  readonly rule: Rule
  readonly version: number
}

const asWritten = (content: Content): ReadonlyMap<string, Standing> =>
  new Map(rulesIn(content).map((rule) => [rule.name, { rule, version: 1 }]))

/** Every rule: those of the content, with what officers changed, and those that officers added. */
export const standingRules = async (context: Pick<Context, 'read' | 'content'>): Promise<readonly Standing[]> => {
  const rules = new Map(context.content.derive(asWritten))
  for await (const { id, data } of context.read(RuleChange).stream({})) {
    const name = id.slice(RuleChange.prefix.length + 1)
    const rule = data.rule ?? rules.get(name)?.rule
    if (rule !== undefined) rules.set(name, { rule: { ...rule, on: data.on }, version: data.version })
  }
  return [...rules.values()]
}

export const activeRules = async (context: Pick<Context, 'read' | 'content'>): Promise<readonly Standing[]> =>
  (await standingRules(context)).filter(({ rule }) => rule.on)
