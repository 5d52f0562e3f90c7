import { type Command, command } from '../../conversation/command.ts'
import { wordsIn } from '../../feedback/answers.ts'
import { read as readCase } from '../../feedback/queries.ts'
import { personMeant } from '../../people/called.ts'
import { issue } from '../issue.ts'
import {
  acceptAnswer,
  closeWarning,
  grantTime,
  overruleDispute,
  refuseTime,
  returnAnswer,
  upholdDispute,
  withdrawWarning,
} from '../office-steps.ts'
import type { WarningOperation } from '../step.ts'
import { Expects, Severity } from '../warning.ts'
import { readWarning } from './said.ts'
import { done, warningFor } from './the-warning.ts'

const OFFICERS = ['officer', 'director'] as const

/** `warn`, `warn NAME`, 给刘局长发个提醒, or `warn case ID` from a case. */
const warn = command({
  name: 'warn',
  for: OFFICERS,
  summary: 'warnings.warn',
  words: 'warnings.warn-words',
  sentence: true,
  form: 'warning',
  async begin(talk, args) {
    if (args[0] === 'case') return {}
    const { severity, to } = readWarning(args.join(' '))
    const person = to === undefined ? undefined : await personMeant(talk, to)
    return { ...(severity === undefined ? {} : { severity }), ...(person === undefined ? {} : { person }) }
  },
  async run(talk, [kind, about], answers) {
    const named = answers.case === undefined ? (kind === 'case' ? about : undefined) : wordsIn(answers, 'case')
    const found = named === undefined ? undefined : await talk.execute(readCase, { case: named.slice(0, 60) })
    const { id, number } = await talk.execute(issue, {
      ...{ person: wordsIn(answers, 'person'), severity: Severity.parse(answers.severity) },
      ...{ ground: wordsIn(answers, 'ground'), channel: talk.chat.channel },
      expects: Expects.parse(answers.expects),
      ...(answers.expected === undefined ? {} : { expected: wordsIn(answers, 'expected') }),
      ...(answers.within === undefined ? {} : { within: Math.trunc(Number(answers.within)) }),
      ...(found === undefined ? {} : { case: found.id }),
    })
    const name = (await talk.organisation()).person(wordsIn(answers, 'person'))?.name ?? ''
    return [done('warnings.done.issued', id, number, { name })]
  },
})

/** A decision that takes one tap. */
const byTap = (
  name: string,
  step: WarningOperation<{ warning: string; channel?: string | undefined }>,
  say: string,
): Command =>
  command({
    name,
    for: OFFICERS,
    summary: `warnings.do.${name}`,
    listed: false,
    async run(talk, [named]) {
      const { id } = await warningFor(talk, named, step)
      const { number } = await talk.execute(step, { warning: id, channel: talk.chat.channel })
      return [done(say, id, number)]
    },
  })

/** A decision that needs a reason, which those concerned will read. */
const byReason = (
  name: string,
  step: WarningOperation<{ reason: string; warning: string; channel?: string | undefined }>,
  say: string,
): Command =>
  command({
    name,
    for: OFFICERS,
    summary: `warnings.do.${name}`,
    listed: false,
    form: `${name.replace(/_.*$/, '')}-reason`,
    begin: async (talk, [named]) => {
      await warningFor(talk, named, step)
      return {}
    },
    async run(talk, [named], answers) {
      const { id } = await warningFor(talk, named, step)
      const reason = wordsIn(answers, 'reason')
      const { number } = await talk.execute(step, { warning: id, reason, channel: talk.chat.channel })
      return [done(say, id, number)]
    },
  })

export const officeCommands = [
  warn,
  byTap('accept_answer', acceptAnswer, 'warnings.done.accepted'),
  byTap('close_warning', closeWarning, 'warnings.done.closed'),
  byTap('grant_time', grantTime, 'warnings.done.granted'),
  byReason('return_answer', returnAnswer, 'warnings.done.returned'),
  byReason('refuse_time', refuseTime, 'warnings.done.refused'),
  byReason('uphold', upholdDispute, 'warnings.done.upheld'),
  byReason('overrule', overruleDispute, 'warnings.done.overruled'),
  byReason('withdraw_warning', withdrawWarning, 'warnings.done.withdrawn'),
]
