import { command, type Reply, type Talk } from '../../conversation/command.ts'
import { type Alike, alike } from '../alike.ts'
import { wordsIn } from '../answers.ts'
import { mayStep } from '../lifecycle.ts'
import { coversAgainst, merge, unmerge } from '../merge-steps.ts'
import { OFFICERS } from './dispatching-commands.ts'
import { listReply } from './list-view.ts'
import { caseFor, theCase } from './the-case.ts'
import { done, showButton } from './words.ts'

/** How many are looked through for a case, and how many of them are shown. */
const LOOKED = 20
const SHOWN = 5
/** From here on, two letters say the same: a flood is one problem. */
const SURE = 0.9

/** `merge ID` shows what it may belong to; `merge ID OTHER` merges. */
export const mergeCase = command({
  name: 'merge',
  for: OFFICERS,
  summary: 'staff.merge',
  async run(talk, [named, other]) {
    const { id, data } = await caseFor(talk, named, merge)
    if (other !== undefined) return [await merged(talk, id, other)]
    const { rows } = await talk.execute(alike, { case: id, limit: LOOKED })
    const another = { say: 'staff.button.merge-other', token: `merge_other ${id}` }
    if (rows.length === 0) return talk.begin('merge_other', [id])
    const shown = rows.slice(0, SHOWN)
    const list = listReply(talk, talk.text('staff.merge-candidates', { number: data.number }), shown, [], (row) =>
      reasonWords(talk, row),
    )
    const { length: count } = rows.filter(({ certainty }) => certainty >= SURE)
    const here =
      count > 1
        ? [{ say: 'staff.button.merge-here', params: { count, number: data.number }, token: `merge_here ${id}` }]
        : []
    const into = shown.map((row) => ({
      say: 'staff.button.merge-into',
      params: { number: row.number },
      token: `merge ${id} ${row.id}`,
    }))
    return [{ ...list, choices: [...here, ...into, another, showButton(id)] }]
  },
})

/** One tap for a flood: everything that says the same as this case, and may be merged, into it. */
export const mergeHere = command({
  name: 'merge_here',
  for: OFFICERS,
  summary: 'staff.merge',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await caseFor(talk, named, merge)
    const { rows } = await talk.execute(alike, { case: id, limit: LOOKED })
    let count = 0
    for (const row of rows.filter(({ certainty }) => certainty >= SURE)) {
      const other = await theCase(talk, row.id)
      const isFree = mayStep(other.data.state, merge.step) && other.data.merged.length === 0
      if (!isFree || !coversAgainst(data.against, other.data.against)) continue
      await talk.execute(merge, { case: row.id, into: id })
      count += 1
    }
    return [done('staff.done.merged-here', id, { count, number: data.number })]
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

export const mergingCommands = [mergeCase, mergeOther, mergeHere, unmergeCase]
