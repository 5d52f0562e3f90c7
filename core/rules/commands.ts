import { calendarOf } from '../calendar/content.ts'
import { addDays, instantAt, toDay } from '../calendar/index.ts'
import { inLanguage } from '../content/localized.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { leftOut } from '../conversation/left-out.ts'
import { unlessRefused } from '../kernel/errors.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { list, read, switchRule } from './operations.ts'
import type { Rule, Trigger } from './rule.ts'
import { endSilence, silence, silences } from './silence.ts'
import { type Trial, tryRule } from './try.ts'

const OFFICERS = ['officer', 'director'] as const
const PAGE = 8

/** `rules`, `rules FROM`: every rule, which ones run, a page at a time. */
const rules = command({
  name: 'rules',
  for: 'person',
  summary: 'rules.list',
  words: 'rules.list-words',
  async run(talk, [from]) {
    const { rows } = await talk.execute(list, {})
    const start = leftOut(from)
    const page = rows.slice(start, start + PAGE)
    if (page.length === 0) return start > 0 ? talk.begin('rules') : [{ say: 'rules.none' }]
    const lines = page.map(({ rule }, n) =>
      talk.text(rule.on ? 'rules.line-on' : 'rules.line-off', {
        ...{ n: start + n + 1, title: inLanguage(rule.title, talk.language) },
        severity: talk.text(`warnings.severity-${rule.severity}`),
      }),
    )
    const more = start + PAGE < rows.length ? [{ say: 'chat.list-more', token: `rules ${start + PAGE}` } as const] : []
    return [
      {
        words: [
          talk.text('rules.head', { on: rows.filter((each) => each.rule.on).length, all: rows.length }),
          ...lines,
        ].join('\n'),
        choices: [
          ...page.map(({ rule }) => ({
            say: 'rules.button.show',
            params: { title: inLanguage(rule.title, talk.language) },
            token: `rule_show ${rule.name}`,
          })),
          ...more,
          ...(isOfficer(talk) ? [{ say: 'rules.button.write', token: 'rule_write' } as const] : []),
        ],
      },
    ]
  },
})

/** `rule_show NAME`: what it says, to whom, and the buttons that officers have for it. */
const show = command({
  name: 'rule_show',
  for: 'person',
  summary: 'rules.show',
  listed: false,
  run: async (talk, [name = '']) => [await ruleReply(talk, name)],
})

export const ruleReply = async (talk: Talk, name: string): Promise<Reply> => {
  const { rule, version } = await talk.execute(read, { name })
  const choices: SaidChoice[] = [
    // What an officer has to say has no history to be tried on.
    ...(rule.trigger.kind === 'manual'
      ? rule.on
        ? [{ say: 'rules.button.use', token: `rule_use ${name}`, style: 'primary' } as const]
        : []
      : [{ say: 'rules.button.try', token: `rule_try ${name}`, style: 'primary' } as const]),
    rule.on
      ? { say: 'rules.button.off', token: `rule_switch ${name} off` }
      : { say: 'rules.button.on', token: `rule_switch ${name} on` },
    { say: 'rules.button.silence', token: `silence ${name}` },
  ]
  const lines = [
    talk.text(rule.on ? 'rules.view.on' : 'rules.view.off', { title: inLanguage(rule.title, talk.language), version }),
    talk.text(`rules.trigger-${triggerName(rule.trigger)}`, triggerValues(talk, rule.trigger)),
    ...(rule.when === undefined ? [] : [talk.text('rules.view.when', { when: rule.when })]),
    talk.text('rules.view.to', {
      severity: talk.text(`warnings.severity-${rule.severity}`),
      to: talk.text(`rules.to-${rule.to}`),
    }),
    ...upwards(talk, rule),
    talk.text('rules.view.says', { says: inLanguage(rule.says, talk.language).replace(/\{\{\s*\w+[^}]*\}\}/g, '…') }),
  ]
  return { words: lines.join('\n'), ...(isOfficer(talk) ? { choices } : {}) }
}

const isOfficer = ({ actor }: Talk): boolean =>
  actor.kind === 'person' && actor.roles.some((role) => role === 'officer' || role === 'director')

/** Who gets a copy, and whom it climbs to where that is not as usual for its kind. */
const upwards = (talk: Talk, { copies, ladder }: Rule): readonly string[] => {
  const to = (audience: string): string => talk.text(`rules.to-${audience}`)
  const rungs = ladder?.map(({ after, to: next }) => talk.text('rules.view.rung', { after, to: to(next) }))
  const comma = talk.text('list.comma')
  return [
    ...(copies.length === 0 ? [] : [talk.text('rules.view.copies', { copies: copies.map(to).join(comma) })]),
    ...(rungs === undefined
      ? []
      : [talk.text(rungs.length === 0 ? 'rules.view.ladder-none' : 'rules.view.ladder', { rungs: rungs.join(comma) })]),
  ]
}

const triggerName = (trigger: Trigger): string =>
  trigger.kind !== 'calendar'
    ? trigger.kind
    : `calendar-${'festival' in trigger.on ? 'festival' : 'month' in trigger.on ? 'yearly' : 'monthly'}`

const triggerValues = (talk: Talk, trigger: Trigger): Record<string, string | number> => {
  const values = { ...trigger, ...(trigger.kind === 'calendar' ? trigger.on : {}) }
  const plain = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  )
  return {
    ...Object.fromEntries(plain),
    ...(trigger.kind === 'event' ? { step: talk.text(`rules.step-${trigger.step}`) } : {}),
  }
}

/** `rule_try NAME`: what it would have issued in the last ninety days. */
const tryCommand = command({
  name: 'rule_try',
  for: OFFICERS,
  summary: 'rules.try',
  listed: false,
  async run(talk, [name = '']) {
    const to = calendarOf(talk.content).dayAt(talk.now)
    const trial = await talk.execute(tryRule, { name, from: addDays(to, -90), to })
    return [{ words: trialWords(talk, trial), choices: [{ say: 'rules.button.back', token: `rule_show ${name}` }] }]
  },
})

const trialWords = (talk: Talk, { count, people, units, from, to, nobody }: Trial): string =>
  [
    talk.text(count === 0 ? 'rules.trial-none' : 'rules.trial', { from, to, count, people, units: units.length }),
    ...units.slice(0, 10).map(({ name, count: each }) => talk.text('rules.trial-unit', { unit: name, count: each })),
    ...(units.length > 10 ? [talk.text('rules.trial-more', { units: units.length - 10 })] : []),
    ...(nobody === 0 ? [] : [talk.text('rules.trial-nobody', { count: nobody })]),
  ].join('\n')

/** `rule_switch NAME on|off`, with a reason. */
const switchCommand = command({
  name: 'rule_switch',
  for: OFFICERS,
  summary: 'rules.switch',
  listed: false,
  form: 'rule-reason',
  async run(talk, [name = '', way], answers) {
    const on = way === 'on'
    await talk.execute(switchRule, { name, on, reason: String(answers.reason ?? '') })
    const { rule } = await talk.execute(read, { name })
    return [
      {
        say: on ? 'rules.switched-on' : 'rules.switched-off',
        params: { title: inLanguage(rule.title, talk.language) },
        choices: [{ say: 'rules.button.back', token: `rule_show ${name}` }],
      },
    ]
  },
})

/** `silence`, or `silence RULE` from a rule: for a unit, a rule or both, until the end of a day. */
const silenceCommand = command({
  name: 'silence',
  for: OFFICERS,
  summary: 'rules.silence',
  words: 'rules.silence-words',
  form: 'silence',
  async run(talk, [name], answers) {
    const { hours, timeZone } = officeOf(talk)
    const until = instantAt(toDay(String(answers.until)), hours, timeZone)
    await talk.execute(silence, {
      ...(name === undefined ? {} : { rule: name }),
      ...(answers.unit === undefined ? {} : { unit: String(answers.unit) }),
      mode: answers.mode === 'group' ? 'group' : 'silence',
      ...{ until, reason: String(answers.reason ?? '') },
    })
    return [{ say: 'rules.silenced', params: { until: String(answers.until) }, choices: [listButton] }]
  },
})

const officeOf = (talk: Talk) => ({ hours: '23:59', timeZone: calendarOf(talk.content).timeZone })
const listButton = { say: 'rules.button.silences', token: 'silences' } as const

/** The silences that are on, what they held back, and a button to end each. */
const silencesCommand = command({
  name: 'silences',
  for: OFFICERS,
  summary: 'rules.silences',
  listed: false,
  async run(talk) {
    const { rows } = await talk.execute(silences, {})
    if (rows.length === 0) return [{ say: 'rules.silences-none' }]
    const org = await talk.organisation()
    const lines = await Promise.all(
      rows.map(async (row, n) =>
        talk.text(`rules.silence-${row.mode}`, {
          n: n + 1,
          what: [await titleOf(talk, row.rule), row.unit === undefined ? '' : (org.unit(row.unit)?.name ?? row.unit)]
            .filter((each) => each !== '')
            .join(talk.text('list.comma')),
          ...{ until: calendarOf(talk.content).dayAt(row.until), reason: row.reason, held: row.held.length },
        }),
      ),
    )
    return [
      {
        words: lines.join('\n'),
        choices: rows.slice(0, PAGE).map((row, n) => ({
          say: 'rules.button.end-silence',
          params: { n: n + 1 },
          token: `unsilence ${row.id}`,
        })),
      },
    ]
  },
})

const titleOf = async (talk: Talk, name: string | undefined): Promise<string> => {
  if (name === undefined) return ''
  const found = await unlessRefused(() => talk.execute(read, { name }))
  return found === undefined ? name : inLanguage(found.rule.title, talk.language)
}

const unsilence = command({
  name: 'unsilence',
  for: OFFICERS,
  summary: 'rules.unsilence',
  listed: false,
  async run(talk, [id = '']) {
    await talk.execute(endSilence, { id })
    return [{ say: 'rules.unsilenced', choices: [listButton] }]
  },
})

export const ruleCommands = [rules, show, tryCommand, switchCommand, silenceCommand, silencesCommand, unsilence]
