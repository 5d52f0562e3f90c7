import { calendarOf } from '../calendar/content.ts'
import type { Reply, Talk } from '../conversation/command.ts'
import { handedOut } from '../feedback/staff/words.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { type Part, takesPart } from './access.ts'
import type { BrewingView } from './lists.ts'
import { backButton, button } from './notices.ts'
import { type BrewingStep, mayStep } from './problem.ts'
import { lastMove } from './steps.ts'

/** The commands that take a step: by whom, and which. The funnel's steps are one tap each. */
const BUTTONS: readonly (readonly [string, Part, BrewingStep])[] = [
  ['brewing_find', 'unit', 'find'],
  ['brewing_settle', 'officer', 'settle'],
  ['brewing_send', 'officer', 'send'],
  ['brewing_check', 'officer', 'check'],
  ['brewing_case', 'officer', 'becomeCase'],
  ['brewing_file', 'officer', 'file'],
  ['brewing_measure', 'officer', 'measure'],
  ['brewing_same', 'officer', 'merge'],
  ['brewing_drop', 'officer', 'drop'],
  ['brewing_say', 'officer', 'say'],
  ['brewing_back', 'officer', 'back'],
]

/** A brewing problem as its reader sees it, with a button for each step that is theirs now. */
export const brewingReply = async (talk: Talk, id: string, data: BrewingView, own: boolean): Promise<Reply> => {
  const org = await talk.organisation()
  const day = (at: string): string => calendarOf(talk.content).dayAt(at)
  const unit = data.unit === undefined ? '' : (org.unit(data.unit)?.name ?? data.unit)
  const lines = [
    talk.text('brewing.view.head', {
      ...{ number: data.number, state: talk.text(`brewing.state-${data.state}`), day: day(data.receivedAt) },
    }),
    talk.text('brewing.view.where', { place: data.place?.text ?? talk.text('brewing.no-place') }),
    talk.text('brewing.view.how', {
      affected: talk.text(`brewing.affected-${data.affected}`),
      urgency: talk.text(`brewing.urgency-${data.urgency}`),
    }),
    ...(data.since === undefined ? [] : [talk.text('brewing.view.since', { since: data.since })]),
    data.text,
    ...(data.state === 'checking' ? [talk.text('brewing.view.checking', { unit, day: data.checkBy ?? '' })] : []),
    ...(data.case === undefined ? [] : [talk.text('brewing.view.case', { number: data.case.number })]),
    ...data.steps
      .filter(({ did, takenBack }) => did !== 'back' && takenBack === undefined)
      .map(({ did, at, words }) =>
        talk.text(words === undefined ? 'brewing.view.step' : 'brewing.view.step-words', {
          ...{ day: day(at), did: talk.text(`brewing.did-${did}`), words: words ?? '' },
        }),
      ),
  ]
  const photos = [...data.attachments, ...data.steps.flatMap(({ files }) => files ?? [])]
  return {
    words: lines.join('\n'),
    ...(photos.length === 0 ? {} : { files: photos.slice(0, 10).map(handedOut) }),
    choices: [...stepsOf(talk, id, data, org), ...(own ? [button('brewing_add', id)] : []), ...caseButton(talk, data)],
  }
}

const stepsOf = (talk: Talk, id: string, data: BrewingView, org: Awaited<ReturnType<Talk['organisation']>>) => {
  return BUTTONS.filter(([, part, step]) => mayStep(data.state, step) && takesPart(org, talk.actor, data, part)).map(
    ([command, , step]): SaidChoice => (step === 'back' ? backButton(id, lastMove(data)) : button(command, id)),
  )
}

const caseButton = (talk: Talk, data: BrewingView): readonly SaidChoice[] =>
  data.case === undefined || talk.actor.kind !== 'person' || !talk.actor.roles.includes('officer')
    ? []
    : [{ say: 'brewing.button.case', params: { number: data.case.number }, token: `show ${data.case.id}` }]
