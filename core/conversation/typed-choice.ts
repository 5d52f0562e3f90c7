import { Delivery } from '../messaging/index.ts'
import type { Choice } from '../messaging/message.ts'
import { lanesTo } from '../messaging/route.ts'
import type { Turn } from './turn.ts'

/** Labels are no longer than this, so longer words are none. */
const LONGEST_LABEL = 64

/**
 * The button that is meant by typing its label or its number, in half-width or full-width digits: one that was offered
 * last, here or by a notice that came meanwhile.
 */
export const typedChoice = async (turn: Turn, words: string): Promise<Choice | undefined> => {
  if (words === '' || words.length > LONGEST_LABEL) return undefined
  const noticed = turn.state.dialogue === undefined ? await noticedSince(turn) : []
  return meant(noticed, words) ?? meant(turn.state.offered, words)
}

const A_NUMBER = /^\d{1,2}$/

/** Where the labels are numbers themselves, a number is what it says and no place in a row. */
const meant = (choices: readonly Choice[], words: string): Choice | undefined => {
  const number = words.normalize('NFKC')
  const named = choices.find(({ label }) => label === words || label === number)
  if (named !== undefined || !A_NUMBER.test(number) || choices.some(({ label }) => A_NUMBER.test(label))) return named
  return choices[Number(number) - 1]
}

/** The buttons of the newest notice that this chat or its person got since something was last received here. */
const noticedSince = async (turn: Turn): Promise<readonly Choice[]> => {
  const person = turn.actor.kind === 'person' ? turn.actor.person : undefined
  const lanes = lanesTo(turn.context.seal, turn.chat, person)
  const newest = await Promise.all(
    lanes.map((lane) => turn.context.read(Delivery).first({ where: { 'data.lane': lane }, order: ['-data.order'] })),
  )
  const [notice] = newest
    .flatMap((delivery) => (delivery === undefined ? [] : [delivery.data]))
    .filter(({ purpose, queuedAt }) => purpose !== 'reply' && queuedAt > turn.lastAt)
    .sort((a, b) => (a.order < b.order ? 1 : -1))
  return notice?.message.choices ?? []
}
