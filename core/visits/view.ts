import { calendarOf } from '../calendar/content.ts'
import type { Reply, Talk } from '../conversation/command.ts'
import { handedOut } from '../feedback/staff/words.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { lackWords } from './checklist.ts'
import type { Visit } from './visit.ts'

/** With more open findings than this, the rest waits until these are decided. */
const DECIDED_AT_ONCE = 3

/** A visit as its reader sees it; an officer decides on each finding by one tap. */
export const visitReply = async (
  talk: Talk,
  id: string,
  data: Visit,
  { decides, own }: { readonly decides: boolean; readonly own: boolean },
): Promise<Reply> => {
  const org = await talk.organisation()
  const lines = [
    talk.text('visits.view.head', {
      ...{ number: data.number, day: data.day, unit: org.unit(data.unit)?.name ?? data.unit },
      manner: talk.text(data.announced ? 'visits.announced' : 'visits.unannounced'),
    }),
    ...(data.place === undefined ? [] : [talk.text('visits.view.place', { place: data.place.text })]),
    ...(data.kind === 'other' ? [] : [lacksLine(talk, data)]),
    ...data.findings.map(({ text, place, became }, n) => {
      const what = became === undefined ? 'open' : became.what
      const state = talk.text(`visits.became-${what}`, {
        number: became?.number ?? '',
        day: became === undefined ? '' : calendarOf(talk.content).dayAt(became.at),
      })
      return talk.text('visits.view.finding', {
        n: n + 1,
        text: place === undefined ? text : `${text}（${place.text}）`,
        state,
      })
    }),
  ]
  const photos = [...data.photos, ...data.findings.flatMap((finding) => finding.photos)]
  return {
    words: lines.join('\n'),
    ...(photos.length === 0 ? {} : { files: photos.slice(0, 10).map(handedOut) }),
    choices: [
      ...(decides ? decisions(id, data) : []),
      ...(own ? [{ say: 'visits.button.add', token: `visit_add ${id}` }] : []),
    ],
  }
}

/** What of the checklist is not done; there is none for what is of no kind. */
const lacksLine = (talk: Talk, data: Visit): string => {
  const lacks = lackWords(talk.content, talk.language, data)
  return lacks.length === 0
    ? talk.text('visits.view.all-done')
    : talk.text('visits.view.lacks', { lacks: lacks.join(talk.text('list.semicolon')) })
}

const decisions = (id: string, { findings }: Visit): readonly SaidChoice[] =>
  findings
    .flatMap(({ became }, n) => (became === undefined ? [n] : []))
    .slice(0, DECIDED_AT_ONCE)
    .flatMap((n) =>
      ['case', 'warn', 'note'].map((what) => ({
        say: `visits.do.${what}`,
        params: { n: n + 1 },
        token: `visit_${what} ${id} ${n}`,
      })),
    )
