import { inLanguage } from '../../content/localized.ts'
import type { Talk } from '../../conversation/command.ts'
import { personIn } from '../../kernel/actor.ts'
import type { Organisation } from '../../people/index.ts'
import type { CaseData } from '../case.ts'
import { rulesOf } from '../rules.ts'
import type { TheCase } from './the-case.ts'
import { dayOf, shortened } from './words.ts'

const LONG = 300
/** How many steps of the history are shown, the newest ones. */
const STEPS = 12

interface Said {
  readonly at: string
  readonly words: string
}

/** Everything that people said to the case after its first words, in the order in which they said it. */
export const whatWasSaid = (talk: Talk, org: Organisation, data: CaseData): readonly string[] => {
  const unitName = (code: string | undefined): string => (code === undefined ? '' : (org.unit(code)?.name ?? code))
  const line = (key: string, at: string, params: Record<string, string | number>): Said => ({
    at,
    words: talk.text(`staff.said.${key}`, { day: dayOf(talk, at), ...params }),
  })
  const photos = (files: readonly unknown[]): string =>
    files.length === 0 ? '' : talk.text('staff.said.photos', { count: files.length })
  const { checklist } = rulesOf(talk.content).closing[data.kind]
  const labels = new Map(checklist.map(({ name, label }) => [name, inLanguage(label, talk.language)]))
  const said: readonly Said[] = [
    ...data.additions.map(({ at, text, files }) =>
      line('addition', at, { text: shortened(text, LONG), photos: photos(files) }),
    ),
    ...data.questions.flatMap(({ at, text, answer }) => [
      line('question', at, { text: shortened(text, LONG) }),
      ...(answer === undefined
        ? []
        : [line('reply', answer.at, { text: shortened(answer.text, LONG), photos: photos(answer.files) })]),
    ]),
    ...data.passes.map(({ at, from, to, reason }) =>
      line(to === undefined ? 'pass' : 'pass-to', at, {
        from: unitName(from),
        to: unitName(to),
        reason: shortened(reason, LONG),
      }),
    ),
    ...(data.ruling === undefined
      ? []
      : [
          line('ruling', data.ruling.at, {
            unit: unitName(data.ruling.unit),
            reason: shortened(data.ruling.reason, LONG),
          }),
        ]),
    ...(data.extensions ?? []).flatMap(({ at, days, reason, decided }) => [
      line('time-asked', at, { days, reason: shortened(reason, LONG) }),
      ...(decided === undefined
        ? []
        : [line(decided.granted ? 'time-granted' : 'time-refused', decided.at, { reason: decided.reason ?? '' })]),
    ]),
    ...data.measures.map(({ at, text, files }) =>
      line('measure', at, { text: shortened(text, LONG), photos: photos(files) }),
    ),
    ...data.answers.map(({ at, unit, text, files }) =>
      line('answer', at, { unit: unitName(unit), text: shortened(text, LONG), photos: photos(files) }),
    ),
    ...data.ratings.map(({ at, solved, attitude, speed, words }) =>
      line('rating', at, {
        solved: talk.text(`staff.solved-${solved}`),
        attitude: attitude ?? '-',
        speed: speed ?? '-',
        words: shortened(words ?? '', LONG),
      }),
    ),
    ...data.stayed.map(({ at, solved }) => line(solved ? 'stayed' : 'came-back', at, {})),
    ...data.reopened.map(({ at, reason }) => line('reopened', at, { reason: shortened(reason, LONG) })),
    ...(data.refusal === undefined
      ? []
      : [
          line('refusal', data.refusal.at, {
            reason: shortened(data.refusal.reason, LONG),
            ask: data.refusal.ask ?? '',
          }),
        ]),
    ...Object.entries(data.closing.checklist).map(([item, { at, note }]) =>
      line('check', at, { item: labels.get(item) ?? item, note: shortened(note, LONG) }),
    ),
  ]
  const inOrder = [...said].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return inOrder.length === 0 ? [] : [inOrder.map(({ words }) => words).join('\n')]
}

/** What happened to the case, step by step, and who did it: staff by name, the citizen as "the citizen". */
export const historyWords = (talk: Talk, org: Organisation, { history }: TheCase): string => {
  const shown = history.slice(-STEPS).map(({ at, by, did }) => {
    const step = talk.text(`staff.did.${did.replace('feedback.', '')}`)
    return talk.text('staff.did-line', { day: dayOf(talk, at), who: whoDid(talk, org, by), step })
  })
  return [talk.text('staff.history'), ...shown].join('\n')
}

const whoDid = (talk: Talk, org: Organisation, by: string): string => {
  const code = personIn(by)
  if (code === undefined) return talk.text(by === 'system' ? 'staff.by-system' : 'staff.by-citizen')
  return org.person(code)?.name ?? code
}
