import { calendarOf } from '../../calendar/content.ts'
import { inLanguage } from '../../content/localized.ts'
import type { Reply, Talk } from '../../conversation/command.ts'
import { personIn } from '../../kernel/actor.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import type { Organisation } from '../../people/index.ts'
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
import { acknowledge, answerWarning, askTime, dispute } from '../person-steps.ts'
import { mayTake, type WarningOperation } from '../step.ts'
import { isDisputed } from '../timer.ts'
import type { WarningData } from '../warning.ts'
import type { TheWarning } from './the-warning.ts'

/** How many steps of its life stand in the view. */
const STEPS = 12

interface Offer {
  readonly step: Pick<WarningOperation<never>, 'step' | 'part'>
  readonly command: string
  readonly style?: SaidChoice['style']
  readonly when?: (data: WarningData) => boolean
}

const timeAsked = ({ moreTime }: WarningData): boolean => moreTime !== undefined && moreTime.decided === undefined
const wantsAnswer = (data: WarningData): boolean => data.expects === 'answer' && !isDisputed(data)

/** What usually comes next stands first. */
const OFFERS: readonly Offer[] = [
  { step: acknowledge, command: 'acknowledge', style: 'primary' },
  { step: answerWarning, command: 'respond', style: 'primary', when: wantsAnswer },
  { step: askTime, command: 'more_time', when: (data) => data.moreTime === undefined },
  { step: dispute, command: 'dispute', when: (data) => data.dispute === undefined },
  { step: acceptAnswer, command: 'accept_answer', style: 'primary' },
  { step: closeWarning, command: 'close_warning', style: 'primary' },
  { step: returnAnswer, command: 'return_answer' },
  { step: grantTime, command: 'grant_time', style: 'primary', when: timeAsked },
  { step: refuseTime, command: 'refuse_time', when: timeAsked },
  { step: upholdDispute, command: 'uphold', style: 'primary', when: isDisputed },
  { step: overruleDispute, command: 'overrule', when: isDisputed },
  { step: withdrawWarning, command: 'withdraw_warning', style: 'danger' },
]

/** A warning: the ground, the rule, the dates, what is expected, what was said, and what this person can do now. */
export const warningReply = async (talk: Talk, { id, data, parts }: TheWarning): Promise<Reply> => {
  const org = await talk.organisation()
  const files = [...data.answers.flatMap((each) => each.files), ...(data.dispute?.files ?? [])]
  const offers = OFFERS.filter(({ step, when }) => mayTake(parts, data, step) && (when === undefined || when(data)))
  const choices = [
    ...offers.map(({ command, style }) => ({
      say: `warnings.do.${command}`,
      token: `${command} ${id}`,
      ...(style === undefined ? {} : { style }),
    })),
    ...(data.ground.case === undefined ? [] : [{ say: 'warnings.button.case', token: `show ${data.ground.case}` }]),
    { say: 'warnings.button.list', token: 'warnings' },
  ]
  return {
    words: [headWords(talk, org, data), ...saidWords(talk, data), stepWords(talk, org, data)].join('\n\n'),
    choices,
    ...(files.length === 0 ? {} : { files: files.slice(0, 6).map(({ file, name, type }) => ({ file, name, type })) }),
  }
}

const headWords = (talk: Talk, org: Organisation, data: WarningData): string => {
  const { ground, expected } = data
  const severity = talk.text(`warnings.severity-${data.severity}`)
  const lines = [
    talk.text('warnings.view.head', {
      ...{ severity, number: data.number, state: talk.text(`warnings.state-${data.state}`) },
    }),
    talk.text('warnings.view.to', {
      name: org.person(data.to)?.name ?? data.to,
      unit: org.unit(data.unit)?.name ?? data.unit,
    }),
    talk.text('warnings.view.ground', { day: ground.day, ground: inLanguage(ground.says, talk.language) }),
    ground.rule === undefined
      ? talk.text('warnings.view.by-hand', { name: nameOf(talk, org, data.issuedBy) })
      : talk.text('warnings.view.rule', { rule: inLanguage(ground.rule.title, talk.language) }),
    ...(expected === undefined
      ? []
      : [talk.text('warnings.view.expected', { expected: inLanguage(expected, talk.language) })]),
    talk.text(`warnings.view.due-${data.expects}`, { due: data.due.day }),
    ...(data.due.provisional ? [talk.text('warnings.view.provisional')] : []),
  ]
  return lines.join('\n')
}

/** What was answered, asked for and disputed, and what became of it. */
const saidWords = (talk: Talk, data: WarningData): readonly string[] => {
  const day = (at: string): string => calendarOf(talk.content).dayAt(at)
  const { moreTime, dispute: disputed } = data
  return [
    ...data.answers.map((each) =>
      talk.text(each.until === undefined ? 'warnings.view.answer' : 'warnings.view.answer-until', {
        day: day(each.at),
        cause: each.cause,
        done: each.done,
        until: each.until ?? '',
      }),
    ),
    ...(moreTime === undefined
      ? []
      : [
          talk.text('warnings.view.more-time', {
            days: moreTime.days,
            reason: moreTime.reason,
            outcome: outcomeOf(talk, 'time', moreTime.decided?.granted),
          }),
        ]),
    ...(disputed === undefined
      ? []
      : [
          talk.text('warnings.view.dispute', {
            reason: disputed.reason,
            outcome: outcomeOf(talk, 'dispute', disputed.decided?.upheld),
          }),
        ]),
  ]
}

const outcomeOf = (talk: Talk, of: 'time' | 'dispute', yes: boolean | undefined): string =>
  talk.text(`warnings.view.${of}-${yes === undefined ? 'open' : yes ? 'yes' : 'no'}`)

const stepWords = (talk: Talk, org: Organisation, data: WarningData): string =>
  data.steps
    .slice(-STEPS)
    .map(({ at, by, did, note }) =>
      talk.text(note === undefined ? 'warnings.view.step' : 'warnings.view.step-noted', {
        day: calendarOf(talk.content).dayAt(at),
        who: nameOf(talk, org, by),
        did: talk.text(`warnings.did.${did}`),
        note: note ?? '',
      }),
    )
    .join('\n')

const nameOf = (talk: Talk, org: Organisation, by: string): string => {
  const code = personIn(by)
  return code === undefined ? talk.text('warnings.by-system') : (org.person(code)?.name ?? code)
}
