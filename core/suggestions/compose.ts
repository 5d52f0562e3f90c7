import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { MemberAnswer } from '../network/member-answer.ts'
import { mask } from '../privacy/mask.ts'
import { type Item, loadPaper, OFFICERS, Output, outputOf, SuggestionPaper, Which } from './paper.ts'

/** More than this is read by no leader: the rest waits for the next issue. */
const MOST = 100
/** So much of one member's words stands in the paper. */
const LENGTH = 500

/** Suggestions that were taken and stand in no paper yet. */
export const COLLECTED = { 'data.became': 'suggestion', 'data.paper': null } as const

/** Puts what members suggested, and nobody has reported yet, into a draft: by matter, without names or telephones. */
export const compose = operation({
  name: 'suggestions.compose',
  summary: 'Begin a paper of the suggestions of members for the county leadership',
  // Issues follow each other without gaps.
  oneAtATime: true,
  allow: OFFICERS,
  input: z.strictObject({}),
  output: Output,
  async run(context) {
    const papers = context.read(SuggestionPaper)
    if ((await papers.first({ where: { 'data.state': 'draft' } })) !== undefined)
      throw refusal('suggestions.draft-open')
    const { rows } = await context.read(MemberAnswer).page({ where: COLLECTED, order: ['data.at'], limit: MOST })
    if (rows.length === 0) throw refusal('suggestions.none')
    const items = await Promise.all(rows.map((row) => itemFrom(context, row)))
    const year = Number(calendarOf(context.content).dayAt(context.now).slice(0, 4))
    const last = await papers.first({ where: { 'data.year': year }, order: ['-data.issue'] })
    const id = context.newId(SuggestionPaper)
    return create(
      SuggestionPaper,
      id,
      {
        ...{ year, issue: (last?.data.issue ?? 0) + 1, state: 'draft' as const },
        items: items.toSorted((a, b) => compared(a.matter ?? '~', b.matter ?? '~')),
        ...{ at: context.now, by: actorName(context.actor) },
      },
      rows.map((row) => ({ do: 'network.putInPaper', input: { answer: row.id, paper: id } })),
    )
  },
  outputOf,
})

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const itemFrom = async (context: Context, { id, data }: Stored<MemberAnswer>): Promise<Item> => {
  const { text } = mask(data.text)
  const matter = (await context.assistant.classify(text)).best?.matter
  return { text: text.slice(0, LENGTH), answers: [id], ...(matter === undefined ? {} : { matter }) }
}

/** Throws a draft away: its suggestions wait for the next one. The issue is not given again. */
export const discard = operation({
  name: 'suggestions.discard',
  summary: 'Throw a draft of a paper of suggestions away',
  allow: OFFICERS,
  input: z.strictObject(Which),
  output: Output,
  async run(context, { paper }) {
    const stored = await loadPaper(context, paper, 'draft')
    const answers = stored.data.items.flatMap((item) => item.answers)
    return change(
      SuggestionPaper,
      stored,
      { ...stored.data, state: 'discarded' },
      answers.map((answer) => ({ do: 'network.putInPaper', input: { answer } })),
    )
  },
  outputOf,
})
