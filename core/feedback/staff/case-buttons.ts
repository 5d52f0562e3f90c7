import type { Talk } from '../../conversation/command.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import type { Organisation } from '../../people/index.ts'
import { runs } from '../access.ts'
import type { CaseData } from '../case.ts'
import { mayClose } from '../closing.ts'
import { approve, check, close } from '../closing-steps.ts'
import { dispatch, dispatchAsProposed, ruleOn } from '../dispatch-steps.ts'
import { askExtension, grantExtension, mayAskForTime, refuseExtension, timeWaits } from '../extension-steps.ts'
import { accept, answerCase, ask, measure, pass } from '../handler-steps.ts'
import { merge, unmerge } from '../merge-steps.ts'
import { correct, own, refuse } from '../officer-steps.ts'
import { reopen } from '../reporter-steps.ts'
import { type CaseOperation, mayTake } from '../step.ts'

type Step = Pick<CaseOperation<never>, 'step' | 'by' | 'name'>

interface Offer {
  readonly step: Step
  /** The command behind the button. */
  readonly command: string
  readonly style?: SaidChoice['style']
  /** What the step needs of the case beyond its state. */
  readonly when?: (data: CaseData, missing: readonly string[]) => boolean
}

const APPROVAL_ONLY = (missing: readonly string[]): boolean => missing.length === 1 && missing[0] === 'approval'

/** In the order in which they are shown: what usually comes next stands first. */
const OFFERS: readonly Offer[] = [
  { step: accept, command: 'accept', style: 'primary' },
  {
    step: dispatchAsProposed,
    command: 'as_proposed',
    style: 'primary',
    when: ({ proposal }) => proposal.unit !== undefined,
  },
  { step: ruleOn, command: 'rule', style: 'primary' },
  { step: answerCase, command: 'answer', style: 'primary' },
  { step: approve, command: 'approve', style: 'primary', when: (_data, missing) => APPROVAL_ONLY(missing) },
  { step: measure, command: 'measure' },
  { step: answerCase, command: 'answer_help' },
  { step: dispatch, command: 'dispatch' },
  { step: dispatch, command: 'dispatch_help' },
  { step: correct, command: 'correct' },
  { step: ask, command: 'ask', when: ({ questions }) => questions.every(({ answer }) => answer !== undefined) },
  { step: pass, command: 'pass' },
  { step: grantExtension, command: 'extend_grant', style: 'primary', when: timeWaits },
  { step: refuseExtension, command: 'extend_refuse', when: timeWaits },
  { step: askExtension, command: 'extend', when: mayAskForTime },
  { step: check, command: 'check', when: (_data, missing) => missing.some((name) => name !== 'approval') },
  { step: close, command: 'close', when: (_data, missing) => missing.length === 0 || APPROVAL_ONLY(missing) },
  { step: merge, command: 'merge', when: ({ merged }) => merged.length === 0 },
  { step: unmerge, command: 'unmerge' },
  { step: own, command: 'own' },
  { step: reopen, command: 'again' },
  { step: refuse, command: 'refuse', style: 'danger' },
]

/** The buttons that `talk`'s actor may use on the case now: no others are ever shown. */
export const caseButtons = (talk: Talk, org: Organisation, id: string, data: CaseData): readonly SaidChoice[] => {
  const missing = mayClose(talk.content, data)
  const offers = OFFERS.filter(
    ({ step, when }) => mayTake(org, talk.actor, data, step) && (when === undefined || when(data, missing)),
  )
  const identity =
    data.reporter === 'named' && runs(org, talk.actor, data, 'custodian')
      ? [{ say: 'feedback.button.identity', token: `identity ${id}` }]
      : []
  return [
    ...offers.map(({ command, style }) => ({
      say: `feedback.button.${command}`,
      token: `${command} ${id}`,
      ...(style === undefined ? {} : { style }),
    })),
    ...ruledFor(talk, org, id, data),
    ...identity,
    ...(data.state === 'closed' && runs(org, talk.actor, data)
      ? [{ say: 'feedback.button.publish', token: `publish ${id}` }]
      : []),
  ]
}

/** Where units disagree, one tap rules for each of those that said no. */
const ruledFor = (talk: Talk, org: Organisation, id: string, data: CaseData): readonly SaidChoice[] => {
  if (!mayTake(org, talk.actor, data, ruleOn)) return []
  const units = new Set(data.passes.flatMap(({ from, to }) => [from, ...(to === undefined ? [] : [to])]))
  return [...units].slice(-4).map((unit) => ({
    say: 'feedback.button.rule-for',
    params: { unit: org.unit(unit)?.short ?? org.unit(unit)?.name ?? unit },
    token: `rule ${id} ${unit}`,
  }))
}
