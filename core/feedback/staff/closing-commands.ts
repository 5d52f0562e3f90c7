import { inLanguage } from '../../content/localized.ts'
import { command } from '../../conversation/command.ts'
import { refusal } from '../../kernel/errors.ts'
import { wordsIn } from '../answers.ts'
import type { CaseData } from '../case.ts'
import { mayClose } from '../closing.ts'
import { approve, check, close } from '../closing-steps.ts'
import { ruleOn } from '../dispatch-steps.ts'
import { reopen, requireReopenable } from '../reporter-steps.ts'
import { rulesOf } from '../rules.ts'
import { OFFICERS } from './dispatching-commands.ts'
import { caseFor } from './the-case.ts'
import { done, showButton } from './words.ts'

const BOTH = ['handler', ...OFFICERS] as const

/** `rule ID`, or `rule ID UNIT` from a button that names the unit. */
export const ruleCase = command({
  name: 'rule',
  for: OFFICERS,
  summary: 'staff.rule',
  listed: false,
  form: 'rule',
  begin: async (talk, [named, unit]) => {
    await caseFor(talk, named, ruleOn)
    return unit === undefined ? {} : { unit }
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, ruleOn)
    const unit = wordsIn(answers, 'unit')
    const { number } = await talk.execute(ruleOn, { case: id, unit, reason: wordsIn(answers, 'reason') })
    return [done('staff.done.ruled', id, { number, unit: (await talk.organisation()).unit(unit)?.name ?? unit })]
  },
})

/** What the kind of case demands before closing, with a button for each thing that is still open 三不放过. */
export const checkCase = command({
  name: 'check',
  for: BOTH,
  summary: 'staff.check',
  listed: false,
  async run(talk, [named, item]) {
    const { id, data } = await caseFor(talk, named, check)
    if (item !== undefined) return talk.begin('check_item', [id, item])
    const { checklist } = rulesOf(talk.content).closing[data.kind]
    if (checklist.length === 0) return [done('staff.check-none', id, { number: data.number })]
    const lines = checklist.map(({ name, label }) => {
      const made = data.closing.checklist[name]
      return talk.text(made === undefined ? 'staff.check-open' : 'staff.check-done', {
        label: inLanguage(label, talk.language),
        note: made?.note ?? '',
      })
    })
    const open = checklist.filter(({ name }) => data.closing.checklist[name] === undefined)
    return [
      {
        words: [talk.text('staff.check-head', { number: data.number }), ...lines].join('\n'),
        choices: [
          ...open.map(({ name, label }) => ({
            say: 'staff.button.check-item',
            params: { label: inLanguage(label, talk.language) },
            token: `check ${id} ${name}`,
          })),
          showButton(id),
        ],
      },
    ]
  },
})

export const checkItem = command({
  name: 'check_item',
  for: BOTH,
  summary: 'staff.check',
  listed: false,
  form: 'check',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, check)
    return {}
  },
  async run(talk, [named, item = ''], answers) {
    const { id } = await caseFor(talk, named, check)
    const { number } = await talk.execute(check, { case: id, item, note: wordsIn(answers, 'note') })
    return [
      {
        say: 'staff.done.checked',
        params: { number },
        choices: [{ say: 'feedback.button.check', token: `check ${id}` }, showButton(id)],
      },
    ]
  },
})

export const approveClosing = command({
  name: 'approve',
  for: ['director'],
  summary: 'staff.approve',
  listed: false,
  async run(talk, [named]) {
    const { id } = await caseFor(talk, named, approve)
    const { number } = await talk.execute(approve, { case: id })
    return [
      {
        say: 'staff.done.approved',
        params: { number },
        choices: [{ say: 'feedback.button.close', token: `close ${id}`, style: 'primary' }, showButton(id)],
      },
    ]
  },
})

/** As what it is closed; the director is asked first where the kind of case demands it. */
export const closeCase = command({
  name: 'close',
  for: OFFICERS,
  summary: 'staff.close',
  listed: false,
  form: 'close',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, close)
    requireChecklist(mayClose(talk.content, data), data)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, close)
    const as = (['solved', 'explained', 'decided'] as const).find((each) => each === answers.outcome) ?? 'explained'
    const { number, state } = await talk.execute(close, { case: id, as })
    return [done(state === 'closed' ? 'staff.done.closed' : 'staff.done.director-asked', id, { number })]
  },
})

const requireChecklist = (missing: readonly string[], { number }: CaseData): void => {
  const open = missing.filter((name) => name !== 'approval')
  if (open.length > 0) throw refusal('case.checklist-open', { number, count: open.length })
}

/** An officer opens an answered, closed or refused case again; the citizen's own way is `reopen`. */
export const againCase = command({
  name: 'again',
  for: OFFICERS,
  summary: 'staff.again',
  listed: false,
  form: 'again',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, reopen)
    requireReopenable(data, talk.now, rulesOf(talk.content).reopenDays)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, reopen)
    const { number } = await talk.execute(reopen, { case: id, reason: wordsIn(answers, 'reason') })
    return [done('staff.done.reopened', id, { number })]
  },
})

export const closingCommands = [ruleCase, checkCase, checkItem, approveClosing, closeCase, againCase]
