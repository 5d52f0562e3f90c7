import type { Texts } from '../content/content.ts'
import { command } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { rowsOf } from '../conversation/form-plan.ts'
import { ruleReply } from './commands.ts'
import { list, putRule, useRule } from './operations.ts'
import type { Rule } from './rule.ts'

/** `rule_write`: a rule of any trigger in a few questions; copies and the ladder are as usual until somebody changes them. */
export const ruleWrite = command({
  name: 'rule_write',
  for: ['officer', 'director'],
  summary: 'rules.write',
  words: 'rules.write-words',
  form: 'rule-new',
  async run(talk, _args, answers) {
    // A name that nobody has to think of; the title is what people see.
    const { rows } = await talk.execute(list, {})
    const name = `own-${Date.parse(talk.now).toString(36)}-${rows.length}`
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
    ...whenOf(answers),
    trigger: triggerOf(looksAt, answers),
    says: BEGINS[looksAt]?.(says) ?? same(says),
    ...copiesOf(answers),
    ...ladderOf(answers),
  }
}

const triggerOf = (looksAt: string, answers: Answers): object => {
  const days = Number(answers.days)
  const of = answers.grade === undefined || answers.grade === 'any' ? {} : { grades: [Number(answers.grade)] }
  switch (looksAt) {
    case 'before':
      return { kind: 'deadline', days: -days }
    case 'after':
      return { kind: 'deadline', days }
    case 'event':
      return { kind: 'event', step: answers.step }
    case 'post':
      return { kind: 'post', years: Number(answers.years), of }
    case 'vacancy':
      return { kind: 'vacancy', days, of }
    case 'calendar':
      return { kind: 'calendar', on: { festival: answers.festival, before: days }, of }
    case 'monthly':
      return { kind: 'calendar', on: { day: Number(answers.dayOfMonth) }, of }
    case 'yearly':
      return { kind: 'calendar', on: { month: Number(answers.month), day: Number(answers.dayOfMonth) }, of }
    case 'ranking':
      return { kind: 'ranking', ranking: 'quarter' }
    case 'manual':
      return { kind: 'manual' }
    default:
      return { kind: 'count', by: looksAt, days, atLeast: Number(answers.atLeast ?? 1) }
  }
}

const copiesOf = ({ copies }: Answers): object =>
  Array.isArray(copies) ? { copies: copies.filter((each) => each !== 'none') } : {}

const ladderOf = ({ ladder, rungs }: Answers): object => {
  if (ladder !== 'none' && ladder !== 'own') return {}
  const own = rowsOf(rungs).map(({ row }) => ({ after: Number(row.after), to: row.rungTo }))
  return { ladder: ladder === 'own' ? own : [] }
}

/** What the officer asks for besides, and which places of a ranking are meant. */
const whenOf = ({ when, last }: Answers): object => {
  const own = typeof when === 'string' && when !== '' ? when : undefined
  const places = last === undefined ? undefined : `fromEnd <= ${Number(last)}.0`
  if (own === undefined || places === undefined) return { when: own ?? places }
  return { when: `${places} && (${own})` }
}

const same = (text: string): Texts => ({ 'zh-CN': text, en: text })
const before =
  (zh: string, en: string) =>
  (says: string): Texts => ({ 'zh-CN': `${zh}：${says}`, en: `${en}: ${says}` })
const ofCase = before(
  '{{number}}（{{matter}}，{{unit}}，期限{{due, day}}）',
  '{{number}} ({{matter}}, {{unit}}, due {{due, day}})',
)
const counted = (what: string) =>
  before(`{{${what}}}{{days}}天里有{{count}}件`, `{{count}} cases of {{${what}}} in {{days}} days`)

/** What stands before the officer's own words. */
const BEGINS: Readonly<Record<string, (says: string) => Texts>> = {
  before: ofCase,
  after: ofCase,
  unit: counted('unit'),
  matter: counted('matter'),
  place: counted('place'),
  event: before('{{number}}（{{matter}}，{{unit}}）', '{{number}} ({{matter}}, {{unit}})'),
  post: before('{{unit}}{{post}}{{holder}}任职满{{years}}年', '{{years}} years of {{holder}} in {{post}} ({{unit}})'),
  vacancy: before('{{unit}}{{post}}空了{{days}}天', '{{post}} ({{unit}}) has been vacant for {{days}} days'),
  calendar: before('{{festival}}前', 'Before {{festival}}'),
  ranking: before('{{period}}{{unit}}排第{{rank}}名，一共{{of}}家', '{{unit}} came {{rank}} of {{of}} in {{period}}'),
}

/** `rule_use NAME`: an officer applies a rule that waits for that, and names the person. */
export const ruleUse = command({
  name: 'rule_use',
  for: ['officer', 'director'],
  summary: 'rules.use',
  listed: false,
  form: 'rule-use',
  async run(talk, [name = ''], answers) {
    await talk.execute(useRule, { name, person: String(answers.person) })
    return [{ say: 'rules.used', choices: [{ say: 'warnings.button.list', token: 'warnings all' }] }]
  },
})
