import type { Texts } from '../content/content.ts'
import { command } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { ruleReply } from './commands.ts'
import { putRule } from './operations.ts'
import type { Rule } from './rule.ts'

/** `rule_write`: the rules that offices write most, in a few questions; everything else is YAML or `rules.put`. */
export const ruleWrite = command({
  name: 'rule_write',
  for: ['officer', 'director'],
  summary: 'rules.write',
  form: 'rule-new',
  async run(talk, _args, answers) {
    // A name that nobody has to think of; the title is what people see.
    const name = `own-${Date.parse(talk.now).toString(36)}`
    // The operation reads it by the schema of rules, and says what is wrong with it.
    await talk.execute(putRule, { rule: ruleOf(name, answers) as Rule, reason: String(answers.title) })
    return [{ say: 'rules.written' }, await ruleReply(talk, name)]
  },
})

/** Switched off: an officer tries it on history, and then switches it on. */
const ruleOf = (name: string, answers: Answers): unknown => {
  const looksAt = String(answers.looksAt)
  const says = String(answers.says)
  return {
    ...{ name, title: same(String(answers.title)), on: false, severity: answers.severity, to: answers.to },
    ...(typeof answers.when === 'string' && answers.when !== '' ? { when: answers.when } : {}),
    trigger: triggerOf(looksAt, Number(answers.days), Number(answers.atLeast ?? 1)),
    says: BEGINS[looksAt]?.(says) ?? same(says),
  }
}

const triggerOf = (looksAt: string, days: number, atLeast: number) =>
  looksAt === 'before' || looksAt === 'after'
    ? { kind: 'deadline', days: looksAt === 'before' ? -days : days }
    : { kind: 'count', by: looksAt, days, atLeast }

const same = (text: string): Texts => ({ 'zh-CN': text, en: text })
const ofCase = (says: string): Texts => ({
  'zh-CN': `{{number}}（{{matter}}，{{unit}}，期限{{due, day}}）：${says}`,
  en: `{{number}} ({{matter}}, {{unit}}, due {{due, day}}): ${says}`,
})
const counted =
  (what: string) =>
  (says: string): Texts => ({
    'zh-CN': `{{${what}}}{{days}}天里有{{count}}件：${says}`,
    en: `{{count}} cases of {{${what}}} in {{days}} days: ${says}`,
  })

/** What stands before the officer's own words. */
const BEGINS: Readonly<Record<string, (says: string) => Texts>> = {
  before: ofCase,
  after: ofCase,
  unit: counted('unit'),
  matter: counted('matter'),
  place: counted('place'),
}
