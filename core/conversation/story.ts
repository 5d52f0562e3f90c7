import { inLanguage } from '../content/localized.ts'
import type { FieldOf, Form } from './form.ts'
import { repeatOf } from './form-plan.ts'
import { current, formOf } from './open-form.ts'
import type { Turn } from './turn.ts'
import { readStory } from './understanding.ts'
import { cleanWords } from './words.ts'

/** Where a form keeps what somebody tells in their own words. */
export const storyOf = (form: Form): FieldOf<'longText'> | undefined =>
  form.fields.find(
    (each): each is FieldOf<'longText'> => each.kind === 'longText' && repeatOf(form, each) === undefined,
  )

/** Who writes something says who they are: that never goes where those read who deal with the matter. */
const SAYS_WHO =
  /我(?:叫|姓|的名字|名字|本人|就?是(?!说|想|要|怕|觉得|不|没|被|在|因|为|这里|这儿|本地|个))|(?:名字|姓名)[是叫:\uFF1A]|\d{7}|my name is|\bi am [A-Z]|\bi'm [A-Z]/u

export const saysWho = (words: string): boolean => SAYS_WHO.test(words)

/** The field that takes further words of whoever is asked something else; only for what everybody may fill in. */
const openStory = (turn: Turn): FieldOf<'longText'> | undefined => {
  const dialogue = current(turn)
  if (turn.repertoire.commands.get(dialogue.command)?.for !== 'everyone') return undefined
  return storyOf(formOf(turn, dialogue))
}

/** Whether what is told beside the answers can be kept. */
export const tellable = (turn: Turn): boolean => openStory(turn) !== undefined

/** What was told so far. */
export const toldSoFar = (turn: Turn): string => {
  const story = openStory(turn)
  return story === undefined ? '' : String(current(turn).answers[story.name] ?? '')
}

/** Adds words to what was told; what they say of other fields that are open is kept there. False where there is no room. */
export const addToStory = async (turn: Turn, said: string): Promise<boolean> => {
  const story = openStory(turn)
  const words = cleanWords(said)
  if (story === undefined || words === '') return false
  const before = toldSoFar(turn)
  const isTold = before === words || before.endsWith(`\n${words}`)
  const after = before === '' ? words : `${before}\n${words}`
  if (!isTold && after.length > story.max) return false
  if (!isTold) {
    const dialogue = current(turn)
    const skipped = dialogue.skipped.filter((name) => name !== story.name)
    turn.setDialogue({ ...dialogue, skipped, answers: { ...dialogue.answers, [story.name]: after } })
    await readStory(turn, formOf(turn, dialogue), words)
  }
  return true
}

/** Adds words to what was told, and says so. */
export const tell = async (turn: Turn, words: string): Promise<boolean> => {
  const story = openStory(turn)
  const isKept = await addToStory(turn, words)
  if (isKept && story !== undefined)
    turn.say({ say: 'form.told', params: { label: inLanguage(story.label, turn.language) } })
  return isKept
}
