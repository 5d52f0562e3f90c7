import { z } from 'zod'
import { actorName } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import { Said } from '../network/member-answer.ts'
import { mask } from '../privacy/mask.ts'
import { itemOf, loadPaper, OFFICERS, Output, outputOf, SuggestionPaper, Which, WhichItem } from './paper.ts'

/** Two suggestions that say the same are one, in the words of `into`; each member hears what came of it. */
export const joinItems = operation({
  name: 'suggestions.join',
  summary: 'Make one of two suggestions of a draft that say the same',
  allow: OFFICERS,
  input: z.strictObject({ ...WhichItem, into: z.number().int().min(0) }),
  output: Output,
  async run(context, { paper, item, into }) {
    const stored = await loadPaper(context, paper, 'draft')
    const { data } = stored
    const [one, other] = [itemOf(data, item), itemOf(data, into)]
    if (item === into) throw notFound('suggestions.item-unknown')
    const joined = { ...other, answers: [...other.answers, ...one.answers] }
    const items = data.items.flatMap((each, n) => (n === item ? [] : [n === into ? joined : each]))
    return change(SuggestionPaper, stored, { ...data, items })
  },
  outputOf,
})

/** The office's own words for a suggestion. */
export const wordItem = operation({
  name: 'suggestions.word',
  summary: 'Put a suggestion of a draft into the words of the office',
  allow: OFFICERS,
  input: z.strictObject({ ...WhichItem, text: z.string().trim().min(4).max(1_000) }),
  output: Output,
  async run(context, { paper, item, text }) {
    const stored = await loadPaper(context, paper, 'draft')
    const { data } = stored
    itemOf(data, item)
    if (mask(text).count > 0) throw refusal('suggestions.personal')
    const items = data.items.map((each, n) => (n === item ? { ...each, text } : each))
    return change(SuggestionPaper, stored, { ...data, items })
  },
  outputOf,
})

/** The paper goes to the leadership: nothing in it changes any more, and every member whose suggestion it has hears of it. */
export const hand = operation({
  name: 'suggestions.hand',
  summary: 'Keep that a paper of suggestions was handed to the county leadership, and tell its members',
  allow: OFFICERS,
  input: z.strictObject(Which),
  output: Output,
  async run(context, { paper }) {
    const stored = await loadPaper(context, paper, 'draft')
    const { data } = stored
    const handed = { ...data, state: 'handed' as const, handedAt: context.now, handedBy: actorName(context.actor) }
    const wishes = data.items
      .flatMap(({ answers }) => answers)
      .map((answer) => ({ do: 'network.tellHanded', input: { answer, year: data.year, issue: data.issue } }))
    return change(SuggestionPaper, stored, handed, wishes)
  },
  outputOf,
})

/** What the leadership said of a suggestion 批示; its members are told. Said again, the newer words hold. */
export const say = operation({
  name: 'suggestions.say',
  summary: 'Keep what the county leadership said of a suggestion, and tell the members whose it was',
  allow: OFFICERS,
  input: z.strictObject({ ...WhichItem, ...Said.omit({ at: true }).shape }),
  output: Output,
  async run(context, { paper, item, what, words }) {
    const stored = await loadPaper(context, paper, 'handed')
    const { data } = stored
    const { answers } = itemOf(data, item)
    const said = { what, words, at: context.now }
    const by = actorName(context.actor)
    const items = data.items.map((each, n) => (n === item ? { ...each, said: { ...said, by } } : each))
    return change(
      SuggestionPaper,
      stored,
      { ...data, items },
      answers.map((answer) => ({ do: 'network.tellSaid', input: { answer, said } })),
    )
  },
  outputOf,
})
