import { emergencyLines } from '../content/emergency.ts'
import type { Extraction } from '../ports/assistant.ts'
import type { Act } from '../ports/channel.ts'
import { wordsOf } from './command.ts'
import { type Answer, Place } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current } from './open-form.ts'
import type { Turn } from './turn.ts'
import { cleanWords } from './words.ts'

/** Keeps one answer; words that tell a story also answer what they can of the fields that are still open. */
export const put = async (turn: Turn, form: Form, name: string, answer: Answer): Promise<void> => {
  const field = form.fields.find((each) => each.name === name)
  if (field === undefined) return
  const dialogue = current(turn)
  const { asking: _asked, before: _changed, right: _right, unclear, ...rest } = dialogue
  turn.setDialogue({
    ...rest,
    ...(unclear === undefined || unclear.field === name ? {} : { unclear }),
    answers: { ...dialogue.answers, [name]: answer },
    skipped: dialogue.skipped.filter((each) => each !== name),
    choosing: false,
  })
  const story = field.kind === 'longText' ? String(answer) : beside(field, answer)
  if (story !== '') await readStory(turn, form, story)
}

/** Fills in what a story, or more of it, says of the fields that are still open. */
export const readStory = async (turn: Turn, form: Form, story: string): Promise<void> => {
  if (form.fields.some((each) => each.fill !== undefined)) await understand(turn, form, story)
  const { answers, command } = current(turn)
  const read = turn.repertoire.commands.get(command)?.reads?.(story) ?? {}
  turn.setDialogue({ ...current(turn), answers: { ...read, ...answers } })
}

/** What was said behind where it is: 柳溪镇老街，一个礼拜了. */
const beside = ({ kind }: Field, answer: Answer): string => {
  const place = kind === 'place' ? Place.safeParse(answer).data : undefined
  // Of a pin, the words are our own.
  return place === undefined || place.lat !== undefined ? '' : (/[,\uFF0C。\s](.*)$/su.exec(place.text)?.[1] ?? '')
}

/** Whom to call is said at once, and once, wherever a life is in danger, whatever the words are for. */
export const heedDanger = async (turn: Turn, act: Act): Promise<void> => {
  const words = cleanWords(wordsOf(act) ?? '')
  if (words !== '' && !isForOthers(turn) && (await turn.extract(words)).danger === true) alarm(turn)
}

/** What a part of the office alone may fill in is written for others: it tells of nothing that happens now. */
const isForOthers = ({ repertoire, state }: Turn): boolean =>
  typeof repertoire.commands.get(state.dialogue?.command ?? '')?.for === 'object'

const alarm = (turn: Turn): void => {
  const words = turn.text('chat.emergency', { lines: emergencyLines(turn.context.content, turn.language) })
  if (!turn.said.some(({ text }) => text === words)) turn.say({ words })
}

const understand = async (turn: Turn, form: Form, words: string): Promise<void> => {
  const found = await turn.extract(words)
  if (found.danger === true) alarm(turn)
  const answers: Record<string, Answer> = { ...current(turn).answers }
  let { unclear } = current(turn)
  for (const field of form.fields) {
    const part = field.fill === undefined ? undefined : partOf(turn, found, field.fill)
    const said = typeof part === 'object' ? part.join(',') : part
    if (said === undefined || said === '' || answers[field.name] !== undefined) continue
    const read = await kindOf(field).read(field, { kind: 'text', text: said }, askingOf(turn, field, undefined))
    if ('value' in read && read.more === undefined) answers[field.name] = read.value
    // Asked about when its turn comes: nobody has to say again what they have said.
    if ('which' in read && read.said !== undefined) unclear = { field: field.name, words: read.said }
  }
  turn.setDialogue({ ...current(turn), answers, ...(unclear === undefined ? {} : { unclear }) })
}

/** Danger to life is now, and what is only suggested has not begun: nobody is asked since when. */
const partOf = (turn: Turn, found: Extraction, part: NonNullable<Field['fill']>) => {
  if (part !== 'since' || found.since !== undefined) return found[part]
  if (found.danger === true) return turn.text('form.since-now')
  return found.kind === 'suggestion' ? turn.text('form.since-suggested') : undefined
}
