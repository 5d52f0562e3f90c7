import { command, type Talk } from '../../conversation/command.ts'
import type { CaseData } from '../case.ts'
import { answerCase } from '../handler-steps.ts'
import { type Precedent, precedents } from '../precedents.ts'
import { caseFor } from './the-case.ts'
import { dayOf, matterName, showButton } from './words.ts'

/**
 * `answer_help ID`: what an answer to this case may look like. The frame holds what the record says and leaves the rest open;
 * below stands how cases like it were answered, each with its number. Nothing of it is sent: whoever answers writes.
 */
export const draftAnswer = command({
  name: 'answer_help',
  for: ['handler'],
  summary: 'staff.draft',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await caseFor(talk, named, answerCase)
    const { rows } = await talk.execute(precedents, { case: id, limit: 3 })
    const org = await talk.organisation()
    const cited = rows.map((row, n) => precedentWords(talk, row, n + 1, org.unit(row.unit)?.name ?? row.unit))
    const below = cited.length === 0 ? [talk.text('staff.draft-none')] : [talk.text('staff.draft-precedents'), ...cited]
    return [
      {
        words: [talk.text('staff.draft-head', { number: data.number }), frameWords(talk, data), ...below].join('\n\n'),
        choices: [{ say: 'feedback.button.answer', token: `answer ${id}`, style: 'primary' }, showButton(id)],
      },
    ]
  },
})

const frameWords = (talk: Talk, data: CaseData): string => {
  const measures = data.measures.map(({ at, text }) =>
    talk.text('staff.draft-measure', { day: dayOf(talk, at), text: text.slice(0, 200).toWellFormed() }),
  )
  return talk.text('staff.draft-frame', {
    day: dayOf(talk, data.receivedAt),
    place: data.place?.text ?? '',
    matter: matterName(talk, data.matter),
    measures: measures.length === 0 ? talk.text('staff.draft-no-measure') : measures.join('\n'),
  })
}

const precedentWords = (talk: Talk, row: Precedent, n: number, unit: string): string =>
  talk.text('staff.draft-precedent', {
    n,
    number: row.number,
    unit,
    day: dayOf(talk, row.answeredAt),
    answer: row.answer,
  })
