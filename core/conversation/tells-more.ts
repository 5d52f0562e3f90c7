import { inLanguage } from '../content/localized.ts'
import type { Act } from '../ports/channel.ts'
import { advance, answerWith, skip } from './advance.ts'
import type { Reply } from './command.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, broken, current, formOf } from './open-form.ts'
import { meansAlone, phrases } from './phrases.ts'
import { ask } from './questions.ts'
import { lettersBeside, soundsLikeQuestion } from './sounds-like.ts'
import { addToStory, saysWho, tell, tellable, toldSoFar } from './story.ts'
import type { Turn } from './turn.ts'
import { cleanWords } from './words.ts'

/** So many letters tell something, where a tap was asked for. */
const TELLS = 8

/**
 * Words that go on telling while `asked` is open: they are kept with what was told, `answer` of them answers, and what is
 * still missing is asked. Who says the same once more means it for an answer.
 */
export const tellsMore = async (turn: Turn, form: Form, asked: Field, said: string, answer?: string): Promise<void> => {
  const words = cleanWords(said)
  const told = toldSoFar(turn)
  const isQuestion = soundsLikeQuestion(words)
  if (!isQuestion && told.endsWith(`\n${words}`)) return answerWith(turn, form, asked, { kind: 'text', text: words })
  if (answer !== undefined) {
    await addToStory(turn, words)
    return answerWith(turn, form, asked, { kind: 'text', text: answer })
  }
  const isTold = told !== words && !isQuestion && /\p{L}{2}|^\d{2,6}\D?$/u.test(words) && (await tell(turn, words))
  if (isTold && current(turn).answers[asked.name] !== undefined) return advance(turn)
  if (!isTold)
    turn.say(
      asked.validIf === undefined
        ? { say: asked.kind === 'place' ? 'form.place-wanted' : 'form.since-wanted' }
        : { words: inLanguage(asked.validIf.say, turn.language) },
    )
  return ask(turn, asked, true)
}

/** Whoever has none, or can't take any, says so in many ways, and briefly. */
const NO_PHOTO =
  /(?:没|不|冇|无|無|唔)[^,，。]{0,4}(?:照|拍|图|圖|相|影|发|發|传|傳|弄)|(?:照|拍|发|發|传|傳|弄)(?:不|唔)[了起来來到好得动]|\b(?:no|don[’']?t have|haven[’']?t got|can[’']?t (?:take|send)|without)\b.{0,8}(?:photo|picture|image|any|one)/iu
const LATER =
  /(?:晚点|晚些|等会儿?|待会儿?|以后|回头|改天|明天|过后|到时候|下次)[^,，。]{0,4}(?:发|拍|照|传|补|说)|\b(?:later|tomorrow)\b/iu
const BRIEF = 14
/** Asks whether, or what, one may send. */
const OF_SENDING =
  /(?:可以|能|行|可不可以|能不能|行不行|要不要|算不算)[吗么不没]?[啊呀]?[?\uFF1F]?$|[照拍图圖发發传傳]|怎么弄|视频|視頻|录音|錄音|(?:video|photo|picture|screenshot|file|that ok|send)/iu

/** So few letters are a sign that somebody heard, and tell nothing. */
const LEAST = 3

const PAUSE = /[,\uFF0C。.;\uFF1B!\uFF01\n]/u

/** 没有照片，但是大家都看见了: passes over what may be, and keeps what else was said. Somebody who looks for a photo is not hurried. */
export const passesOver = async (turn: Turn, field: Field, words: string): Promise<boolean> => {
  const first = words.split(PAUSE)[0] ?? ''
  const rest = words.slice(first.length + 1).trim()
  if (field.kind === 'files' && lettersBeside(words, '') <= TELLS && waits(turn, words)) {
    return askAgain(turn, field, { say: 'form.no-hurry' })
  }
  const isPassed =
    !field.required &&
    ((field.kind === 'files' && lettersBeside(first, '') <= BRIEF && (NO_PHOTO.test(first) || LATER.test(first))) ||
      (field.kind !== 'longText' && rest !== '' && meansAlone(turn, 'form.skip-words', first)))
  if (!isPassed) return false
  if (field.kind === 'files' && LATER.test(first)) turn.say({ say: 'form.files-later' })
  if (lettersBeside(rest, '') >= TELLS) {
    if (saysWho(rest)) turn.say({ say: 'form.not-told-who' })
    else await tell(turn, rest)
  }
  await skip(turn, field)
  return true
}

const waits = (turn: Turn, words: string): boolean =>
  phrases(turn, 'form.wait-words', words).some((phrase) => words.toLowerCase().includes(phrase))

/** Thanks and excuses tell nothing: whoever is polite is answered politely, and asked once more. */
export const isPolite = async (turn: Turn, field: Field, words: string): Promise<boolean> => {
  if (field.kind === 'text' || field.kind === 'longText' || !meansAlone(turn, 'form.polite-words', words)) return false
  return askAgain(turn, field, { say: 'form.polite' })
}

/** A plea where a button, a photo or a telephone is wanted is kept with what was told; where nothing can hold it, it is heard for itself. */
export const unread = async (turn: Turn, field: Field, act: Extract<Act, { kind: 'text' }>): Promise<boolean> => {
  const words = cleanWords(act.text)
  const length = lettersBeside(words, '')
  const { review } = formOf(turn, current(turn))
  if (length < LEAST || !(await isNoAnswer(turn, field, act))) return false
  const isQuestion = soundsLikeQuestion(words)
  if (field.kind === 'files' && isQuestion && OF_SENDING.test(words))
    return askAgain(turn, field, { say: 'form.files-which' })
  if ('options' in field && namesOption(turn, field, words)) return askAgain(turn, field, { say: 'form.choose' }, false)
  if (!tellable(turn)) return length >= TELLS && hearAnew(turn, act)
  // Few letters at a choice of a longer form are a choice that was not understood.
  if ('options' in field && review && length < TELLS) return false
  if (saysWho(words)) return askAgain(turn, field, { say: 'form.not-told-who' })
  if (field.kind === 'text' && isQuestion) return false
  if (!(await tell(turn, words))) return false
  // Who goes on about photos may be afraid of them: what becomes of them is said once more.
  return askAgain(turn, field, undefined, field.kind !== 'files')
}

/** Whether words are none of what is offered, or break the rule of what else is asked. */
const isNoAnswer = async (turn: Turn, field: Field, act: Act): Promise<boolean> => {
  const isTapped = 'options' in field || field.kind === 'files'
  if (!isTapped && (field.kind !== 'text' || field.fill !== undefined)) return false
  const read = await kindOf(field).read(field, act, askingOf(turn, field, undefined))
  if ('fault' in read) return isTapped
  const { answers } = current(turn)
  return (
    'value' in read &&
    broken(formOf(turn, current(turn)), field, { ...answers, [field.name]: read.value }) !== undefined
  )
}

const askAgain = async (turn: Turn, field: Field, why?: Reply, again = true): Promise<boolean> => {
  if (why !== undefined) turn.say(why)
  await ask(turn, field, again)
  return true
}

/** A short form that can't hold what was written ends for it. */
const hearAnew = async (turn: Turn, act: Act): Promise<boolean> => {
  const dialogue = current(turn)
  const isOpenToAll = turn.repertoire.commands.get(dialogue.command)?.for === 'everyone'
  if (!isOpenToAll || formOf(turn, dialogue).review) return false
  turn.setDialogue(undefined)
  await turn.hear(turn.listener(), act)
  return true
}

/** Speaks of what is offered, and chooses none of it: what the options are is said once more. */
const namesOption = ({ language }: Turn, { options }: Extract<Field, { options: unknown }>, words: string): boolean =>
  options.some(({ label }) => words.includes(inLanguage(label, language)))
