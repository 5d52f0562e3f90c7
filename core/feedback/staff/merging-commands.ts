import { command, type Reply, type Talk } from '../../conversation/command.ts'
import { type Alike, alike } from '../alike.ts'
import { wordsIn } from '../answers.ts'
import { merge, unmerge } from '../merge-steps.ts'
import { OFFICERS } from './dispatching-commands.ts'
import { listReply } from './list-view.ts'
import { caseFor, theCase } from './the-case.ts'
import { done, showButton } from './words.ts'

/** `merge ID` shows what it may belong to; `merge ID OTHER` merges. */
export const mergeCase = command({
  name: 'merge',
  for: OFFICERS,
  summary: 'staff.merge',
  async run(talk, [named, other]) {
    const { id, data } = await caseFor(talk, named, merge)
    if (other !== undefined) return [await merged(talk, id, other)]
    const { rows } = await talk.execute(alike, { case: id, limit: 5 })
    const another = { say: 'staff.button.merge-other', token: `merge_other ${id}` }
    if (rows.length === 0) return talk.begin('merge_other', [id])
    const list = listReply(talk, talk.text('staff.merge-candidates', { number: data.number }), rows, [], (row) =>
      reasonWords(talk, row),
    )
    const into = rows.map((row) => ({
      say: 'staff.button.merge-into',
      params: { number: row.number },
      token: `merge ${id} ${row.id}`,
    }))
    return [{ ...list, choices: [...into, another, showButton(id)] }]
  },
})

/** Why a case stands among those that may be about the same problem. */
const reasonWords = (talk: Talk, { certainty, because }: Alike): string =>
  certainty === 0 || because.length === 0
    ? talk.text('staff.alike-nearby')
    : talk.text('staff.alike-words', {
        percent: Math.round(certainty * 100),
        words: because.slice(0, 5).join(talk.text('list.comma')),
      })

/** The number of the other case, typed. */
export const mergeOther = command({
  name: 'merge_other',
  for: OFFICERS,
  summary: 'staff.merge',
  listed: false,
  form: 'merge',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, merge)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, merge)
    return [await merged(talk, id, wordsIn(answers, 'into').replace(/\s+/g, ''))]
  },
})

const merged = async (talk: Talk, id: string, other: string): Promise<Reply> => {
  const into = await theCase(talk, other)
  const { number } = await talk.execute(merge, { case: id, into: into.id })
  return {
    say: 'staff.done.merged',
    params: { number, into: into.data.number },
    choices: [
      { say: 'feedback.button.unmerge', token: `unmerge ${id}` },
      showButton(into.id),
      { say: 'staff.button.queue', token: 'queue' },
    ],
  }
}

export const unmergeCase = command({
  name: 'unmerge',
  for: OFFICERS,
  summary: 'staff.unmerge',
  listed: false,
  async run(talk, [named]) {
    const { id } = await caseFor(talk, named, unmerge)
    const { number } = await talk.execute(unmerge, { case: id })
    return [done('staff.done.unmerged', id, { number })]
  },
})

export const mergingCommands = [mergeCase, mergeOther, unmergeCase]
