import { answerWith, reviewAgain } from './advance.ts'
import { changeAnswer } from './back.ts'
import type { Answer } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current } from './open-form.ts'
import { putRight, rightIn } from './put-right.ts'
import { choose, shorten } from './questions.ts'
import { lettersBeside } from './sounds-like.ts'
import { saysWho, tell } from './story.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'
import { cleanWords } from './words.ts'

/** Fewer letters are a word that was not understood, and tell nothing. */
const LEAST = 4

/** 金额是两千, where nothing asked for an amount: it says itself what it puts right. */
const SAYS_WHAT = /^[^,，。\s]{2,8}(?:是|为|应该是|改成)./u

/** Words that come while everything is shown put an answer right, or tell more; else it is asked what they are for. */
export const atReview = async (turn: Turn, form: Form, said: string): Promise<void> => {
  if (await putRight(turn, form, said)) return
  const words = cleanWords(said)
  const right = rightIn(words)
  if (!/\p{L}|\p{N}/u.test(words)) return reviewAgain(turn)
  const isTold = right === undefined ? lettersBeside(words, '') >= LEAST : SAYS_WHAT.test(right)
  if (!isTold && right === undefined) {
    turn.say({ say: 'form.choose-unread' })
    return reviewAgain(turn)
  }
  if (isTold && !saysWho(words) && (await tell(turn, right ?? words))) return reviewAgain(turn)
  return keepFor(turn, form, right ?? words)
}

/** What was written while it is asked which answer is wrong: one that can be told, or it is asked once more. */
export const whichIsWrong = async (turn: Turn, form: Form, said: string): Promise<void> => {
  if (await putRight(turn, form, said)) return
  const words = cleanWords(said)
  return keepFor(turn, form, rightIn(words) ?? words)
}

const keepFor = (turn: Turn, form: Form, words: string): Promise<void> => {
  if (/\p{L}|\p{N}/u.test(words)) {
    turn.say({ say: 'form.kept-for-change', params: { words: shorten(words) } })
    turn.setDialogue({ ...current(turn), right: words })
  }
  return choose(turn, form)
}

/** Asks for the answer that is wrong, or takes what was said already. */
export const changeWith = async (turn: Turn, form: Form, field: Field): Promise<void> => {
  const { right, ...dialogue } = current(turn)
  turn.setDialogue(dialogue)
  if (right === undefined) return changeAnswer(turn, field)
  // What was told at length goes on: a few words are no story of their own.
  if (field.kind === 'longText' && (await tell(turn, right))) return reviewAgain(turn)
  const read = await kindOf(field).read(field, { kind: 'text', text: right }, askingOf(turn, field, undefined))
  if (!('value' in read) && !('which' in read)) return changeAnswer(turn, field)
  return answerWith(turn, form, field, { kind: 'text', text: right })
}

/** Goes on without what somebody can't say. */
export const leaveUnsaid = async (turn: Turn, form: Form, field: Field): Promise<void> => {
  const words = turn.text('form.unsaid')
  const value: Answer = field.kind === 'place' ? { text: words } : words
  await put(turn, form, field.name, value)
  return reviewAgain(turn)
}
