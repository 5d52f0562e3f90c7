import type { Message } from '../../core/messaging/message.ts'
import type { Act } from '../../core/ports/channel.ts'

/** What somebody says who can't tell where it is. */
const SOMEWHERE = '不清楚'
/** And since when, where their letter bears no date. */
const SOME_TIME = '说不清'

/** What a letter's writer does when the office has said something. */
export type Reaction =
  | { readonly kind: 'answer'; readonly act: Act }
  /** The case is taken in; its id stands behind the button that tells how far it is. */
  | { readonly kind: 'done'; readonly case: string }
  /** The menu is shown, so nothing is known of the letter: its words are said again. */
  | { readonly kind: 'again' }
  /** Nothing was asked. */
  | { readonly kind: 'listen' }

/**
 * Answers as a citizen would who wants to be done: known from what the message shows (what it wants, its buttons)
 * and from nothing else. No photos, no place, the letter's day for since when, anonymous with notices, and yes.
 */
export const reactionTo = (message: Message, day: string | undefined): Reaction => {
  const choices = message.choices ?? []
  const done = choices.flatMap(({ token }) => /^status (c[0-9a-z]{16})$/.exec(token)?.[1] ?? [])[0]
  if (done !== undefined) return { kind: 'done', case: done }
  if (choices.some(({ token }) => token === 'complain')) return { kind: 'again' }
  const pressed =
    choices.find(({ style }) => style === 'primary') ??
    choices.find(({ token }) => token.endsWith(':notices') || token.endsWith(':together'))
  const offered = choices.filter(({ token }) => token.startsWith('='))
  if (pressed !== undefined) return press(pressed.token)
  if (message.wants === 'place') return say(SOMEWHERE)
  // Whoever has nothing to send takes the last button, which goes on without.
  if (message.wants === 'files') return press(offered.at(-1)?.token)
  if (message.wants === 'number') return say('1')
  if (message.wants === 'text' || message.wants === 'date') return say(day ?? SOME_TIME)
  return press(offered[0]?.token)
}

const say = (text: string): Reaction => ({ kind: 'answer', act: { kind: 'text', text } })
const press = (token: string | undefined): Reaction =>
  token === undefined ? { kind: 'listen' } : { kind: 'answer', act: { kind: 'press', token } }
