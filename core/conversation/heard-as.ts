import type { Field, Form } from './form.ts'
import { repeatOf } from './form-plan.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current } from './open-form.ts'
import { isUnsure, lettersBeside, soundsLikePlace, soundsLikeQuestion, soundsLikeTime } from './sounds-like.ts'
import type { Turn } from './turn.ts'

/** What words are that came when `asked` was asked: its answer, more of the story, or both. */
export interface HeardAs {
  /** The part that answers. */
  readonly answer?: string
  /** Belongs to what was told before. */
  readonly isStory?: true
}

/** A longer sentence that names something by the way says nothing of where it is. */
const SHORT = 12
/** So many letters beside the answer tell something of their own. */
const TELLS = 8

/** Where and since when are asked in so many words; everything else that one may write is an answer. */
export const heardAs = async (turn: Turn, form: Form, asked: Field, words: string): Promise<HeardAs> => {
  const whole = { answer: words }
  if (repeatOf(form, asked) !== undefined || isUnsure(words) || current(turn).unclear?.field === asked.name)
    return whole
  if (asked.fill === 'since') return sinceIn(turn, words)
  if (asked.kind === 'place') return placeIn(turn, asked, words)
  return whole
}

const sinceIn = async (turn: Turn, words: string): Promise<HeardAs> => {
  const { since, place } = await turn.extract(words)
  if (since !== undefined) return partly(words, since)
  if (place !== undefined && lettersBeside(words, place) <= 2) return { isStory: true }
  return soundsLikeTime(words) && !soundsLikeQuestion(words) ? { answer: words } : { isStory: true }
}

const placeIn = async (turn: Turn, asked: Field, words: string): Promise<HeardAs> => {
  const { place } = await turn.extract(words)
  if (place !== undefined) return partly(words, place)
  const isShort = soundsLikePlace(words)
  const read = await kindOf(asked).read(asked, { kind: 'text', text: words }, askingOf(turn, asked, undefined))
  const isKnown = 'which' in read || ('value' in read && typeof read.value === 'object' && 'code' in read.value)
  if (/^\d{2,6}$/.test(words.trim())) return { isStory: true }
  return isShort || (isKnown && lettersBeside(words, '') <= SHORT) ? { answer: words } : { isStory: true }
}

/** The part, where so much stands beside it that it tells something; else all that was said, which is more exact. */
const partly = (words: string, part: string): HeardAs =>
  lettersBeside(words, part) >= TELLS ? { answer: around(words, part), isStory: true } : { answer: words }

/** The clause that the part stands in, where it tells nothing else: 河东街道那个学府花园的工地. */
const around = (words: string, part: string): string => {
  const clause = words
    .split(/[,\uFF0C。;\uFF1B!\uFF01?\uFF1F\n]|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u)
    .find((each) => each.includes(part))
  return clause !== undefined && soundsLikePlace(clause) ? clause.trim() : part
}
