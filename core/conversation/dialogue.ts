import { inLanguage } from '../content/localized.ts'
import type { Act } from '../ports/channel.ts'
import { advance, answerWith, cancel, finish, repeat, reviewAgain, skip } from './advance.ts'
import { atReview, changeWith, leaveUnsaid, whichIsWrong } from './at-review.ts'
import { backFromBetween, goBack } from './back.ts'
import { answersElsewhere, type Elsewhere } from './elsewhere.ts'
import type { Field, Form, Group } from './form.ts'
import { repeatOf } from './form-plan.ts'
import { heardAs } from './heard-as.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current, formOf, visible } from './open-form.ts'
import { meansAlone, phrases } from './phrases.ts'
import { putRight } from './put-right.ts'
import { ask, choose } from './questions.ts'
import { closeRounds, dropRound, groupNamed, meansEnough, nextIn, openRound, showRounds } from './rounds.ts'
import { addToStory, tellable } from './story.ts'
import { isPolite, passesOver, tellsMore, unread } from './tells-more.ts'
import type { Turn } from './turn.ts'
import { heedDanger, put } from './understanding.ts'

/** What a person did while a form is open. `pressed` is what stood behind the button, without the leading `=`. */
export const answerDialogue = async (turn: Turn, act: Act, pressed?: string): Promise<void> => {
  const dialogue = current(turn)
  const form = formOf(turn, dialogue)
  const [run, name, value] = pressed?.split(':') ?? []
  if (pressed !== undefined && run !== dialogue.run) {
    turn.say({ say: 'form.button-is-old' })
    return repeat(turn)
  }
  if (name?.startsWith('!')) return formButton(turn, form, name.slice(1), value)
  const field = form.fields.find((each) => each.name === (name ?? dialogue.asking))
  await heedDanger(turn, act)
  if (act.kind === 'files' && field?.kind !== 'files') return filesMeanwhile(turn, form, field, act)
  if (field === undefined && dialogue.choosing)
    return act.kind === 'text' ? whichIsWrong(turn, form, act.text) : choose(turn, form)
  if (field === undefined) return betweenQuestions(turn, form, act)
  if (pressed === undefined && act.kind === 'text') {
    if (skips(turn, act.text)) return skip(turn, field)
    if (meansAlone(turn, 'form.back-words', act.text)) return goBack(turn, form, field)
    if (meansAlone(turn, 'form.no-answer-words', act.text)) return stillNeeded(turn, field)
    const elsewhere = await answersElsewhere(turn, form, field, act.text)
    if (elsewhere !== undefined) return noteElsewhere(turn, form, field, elsewhere)
    if ((await passesOver(turn, field, act.text)) || (await isPolite(turn, field, act.text))) return
    if (form.review && field.kind !== 'longText' && (await putRight(turn, form, act.text, true))) return
    const heard = tellable(turn) ? await heardAs(turn, form, field, act.text) : {}
    if (heard.isStory) return tellsMore(turn, form, field, act.text, heard.answer)
    if (await unread(turn, field, act)) return
  }
  if (act.kind === 'files' && act.text !== undefined) await addToStory(turn, act.text)
  await answerWith(turn, form, field, act, value)
}

const askedNow = (turn: Turn): Field | undefined => {
  const dialogue = current(turn)
  return formOf(turn, dialogue).fields.find(({ name }) => name === dialogue.asking)
}

/** Whether `words` leave out the question that is open, which may be. */
export const skips = (turn: Turn, words: string): boolean =>
  askedNow(turn)?.required === false && (meansAlone(turn, 'form.skip-words', words) || givesUp(turn, words))

/** 算了不弄了太麻烦: whoever has had enough says little more. What must be answered they are asked about. */
export const givesUp = (turn: Turn, words: string): boolean =>
  meansAlone(turn, 'form.leave-words', words) ||
  (words.length <= SIGH &&
    !meansAlone(turn, 'chat.cancel-words', words) &&
    phrases(turn, 'form.sigh-words', words).some((phrase) => words.startsWith(phrase) && !COUNTS.test(words)))
const SIGH = 12
/** 算了一下 is about a sum. */
const COUNTS = /^算了[一下半好几]/u

/** Whether what was written is one of the answers that the open question offers. */
export const answersChoice = async (turn: Turn, act: Act): Promise<boolean> => {
  const field = askedNow(turn)
  return field?.kind === 'choice' && 'value' in (await kindOf(field).read(field, act, askingOf(turn, field, undefined)))
}

/** Words that come while no question is open: an answer to "one more?", or else the same once more. */
const betweenQuestions = async (turn: Turn, form: Form, act: Act): Promise<void> => {
  const next = nextIn(form, current(turn))
  if (act.kind === 'text' && meansAlone(turn, 'form.back-words', act.text)) return backFromBetween(turn, form, next)
  if (act.kind === 'text' && next === undefined && meansAlone(turn, 'form.send-words', act.text)) return finish(turn)
  const [only, ...others] = form.fields
  // What was not accepted is answered anew by just writing it, where there is nothing else that it could be.
  if (act.kind === 'text' && next === undefined && !form.review && only !== undefined && others.length === 0)
    return answerWith(turn, form, only, act)
  if (act.kind === 'text' && next === undefined && form.review) return atReview(turn, form, act.text)
  if (act.kind !== 'text' || next === undefined || !('more' in next)) return reviewAgain(turn)
  if (meansEnough(turn, act.text)) {
    closeRounds(turn, next.more.name)
    return advance(turn)
  }
  // Whoever goes on telling has one more.
  openRound(turn, next.more.name)
  const first = nextIn(form, current(turn))
  if (first === undefined || !('field' in first)) return advance(turn)
  await answerWith(turn, form, first.field, act)
}

/**
 * Photos that come while something else is asked, or everything is shown, are kept where the form has room for them; a
 * caption answers the question.
 */
const filesMeanwhile = async (
  turn: Turn,
  form: Form,
  field: Field | undefined,
  act: Extract<Act, { kind: 'files' }>,
): Promise<void> => {
  const places = form.fields.filter((each) => each.kind === 'files')
  const place =
    places.find(({ group }) => group !== undefined && group === field?.group) ??
    places.find((each) => repeatOf(form, each) === undefined)
  if (place === undefined) {
    turn.say({ say: 'form.no-files-here' })
    return repeat(turn)
  }
  const read = await kindOf(place).read(place, act, { ...askingOf(turn, place, undefined), meanwhile: true })
  if ('value' in read) {
    await put(turn, form, place.name, read.value)
    if (read.more !== undefined) turn.say(read.more)
  }
  if (field === undefined && act.text !== undefined) await addToStory(turn, act.text)
  if (field === undefined || act.text === undefined) return repeat(turn)
  await answerWith(turn, form, field, { kind: 'text', text: act.text })
}

const formButton = async (turn: Turn, form: Form, button: string, name: string | undefined): Promise<void> => {
  const dialogue = current(turn)
  const field = form.fields.find((each) => each.name === name)
  if (button === 'send') return dialogue.asking === undefined ? finish(turn) : repeat(turn)
  if (button === 'cancel') return cancel(turn)
  if (button === 'edit') return choose(turn, form)
  if (button === 'review' || button === 'keep') return reviewAgain(turn)
  const group = groupNamed(form, name?.split('.')[0])
  if (group !== undefined) return groupButton(turn, form, button, group, Number(name?.split('.')[1] ?? 0))
  if (button === 'default' && field?.default !== undefined) {
    await put(turn, form, field.name, field.default)
    return advance(turn)
  }
  if (button === 'change' && field !== undefined) return changeWith(turn, form, field)
  if (button === 'unsaid' && field !== undefined) return leaveUnsaid(turn, form, field)
  if (button === 'skip' && field !== undefined && !field.required) return skip(turn, field)
  return repeat(turn)
}

/** "Send" or "next" is no place and no name. */
const stillNeeded = (turn: Turn, field: Field): Promise<void> => {
  turn.say({ say: 'form.still-needed', params: { label: inLanguage(field.label, turn.language) } })
  return ask(turn, field, true)
}

/** Keeps what answers another question, says so, and asks what was asked once more. */
const noteElsewhere = async (turn: Turn, form: Form, asked: Field, { field, value }: Elsewhere): Promise<void> => {
  const shown = await kindOf(field).show(field, value, askingOf(turn, field, undefined))
  turn.say({ say: 'form.noted', params: { label: inLanguage(field.label, turn.language), value: shown } })
  await put(turn, form, field.name, value)
  return visible(form, asked, current(turn).answers) ? ask(turn, asked, true) : advance(turn)
}

const groupButton = async (turn: Turn, form: Form, button: string, group: Group, n: number): Promise<void> => {
  if (button === 'rounds') return showRounds(turn, form, group)
  if (button === 'more') openRound(turn, group.name)
  if (button === 'enough') closeRounds(turn, group.name)
  if (button !== 'drop') return advance(turn)
  dropRound(turn, group, n)
  return showRounds(turn, form, group)
}
