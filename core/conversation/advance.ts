import { inLanguage } from '../content/localized.ts'
import type { Act } from '../ports/channel.ts'
import { restored } from './back.ts'
import type { Field, Form } from './form.ts'
import { kept } from './kept-answers.ts'
import { kindOf } from './kinds/index.ts'
import type { Read } from './kinds/kind.ts'
import { askingOf, broken, current, formOf, token } from './open-form.ts'
import { comeBack } from './put-aside.ts'
import { ask, buttons, choose, review, which } from './questions.ts'
import { askMore, endRound, nextIn } from './rounds.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'

/** Asks the next thing that is missing, shows everything for confirmation, or sends. */
export const advance = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formOf(turn, dialogue)
  const next = nextIn(form, dialogue)
  if (next !== undefined && 'field' in next)
    return (await askedWhich(turn, next.field)) ? undefined : ask(turn, next.field)
  if (next !== undefined && 'more' in next) return askMore(turn, next.more)
  if (next !== undefined) {
    endRound(turn, form, next.full)
    return advance(turn)
  }
  if (form.review) return review(turn)
  return finish(turn)
}

/** Where the first words named it, but several things are called that, only which one is asked. */
const askedWhich = async (turn: Turn, field: Field): Promise<boolean> => {
  const { unclear } = current(turn)
  if (unclear?.field !== field.name) return false
  const asking = askingOf(turn, field, undefined)
  const read = await kindOf(field).read(field, { kind: 'text', text: unclear.words }, asking)
  if (!('which' in read)) return false
  which(turn, field, read)
  return true
}

/** Takes an act as the answer to `field`, of which `chosen` was pressed. */
export const answerWith = async (turn: Turn, form: Form, field: Field, act: Act, chosen?: string): Promise<void> =>
  take(turn, form, field, await kindOf(field).read(field, act, askingOf(turn, field, chosen)))

/** Keeps what an answer was read as and goes on, or says why it is none and asks again. */
const take = async (turn: Turn, form: Form, field: Field, read: Read): Promise<void> => {
  if ('fault' in read) {
    turn.say({ say: read.fault, params: read.params })
    return ask(turn, field, true)
  }
  if ('words' in read) {
    turn.say({ words: read.words })
    return ask(turn, field, true)
  }
  if ('which' in read) return which(turn, field, read)
  // Several choices are judged once they are all made: no rule may stand in the way of the first.
  const rule =
    read.more === undefined ? broken(form, field, { ...current(turn).answers, [field.name]: read.value }) : undefined
  if (rule !== undefined) return take(turn, form, field, { words: inLanguage(rule, turn.language) })
  await put(turn, form, field.name, read.value)
  if (read.more === undefined) return advance(turn)
  const dialogue = current(turn)
  turn.setDialogue({ ...dialogue, asking: field.name })
  turn.offer({
    text: turn.text(read.more.say, read.more.params),
    choices: buttons(turn, field),
    wants: kindOf(field).wants,
  })
}

export const skip = (turn: Turn, field: Field): Promise<void> => {
  const { asking: _asked, before: _changed, ...rest } = current(turn)
  turn.setDialogue({ ...rest, skipped: [...rest.skipped, field.name] })
  return advance(turn)
}

/** Says again what was asked last. */
export const repeat = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formOf(turn, dialogue)
  const field = form.fields.find((each) => each.name === dialogue.asking)
  if (field !== undefined) return ask(turn, field, true)
  return dialogue.choosing ? choose(turn, form) : advance(turn)
}

export const reviewAgain = (turn: Turn): Promise<void> => {
  const { asking: _asked, ...rest } = restored(current(turn))
  turn.setDialogue({ ...rest, choosing: false })
  return advance(turn)
}

/** Whoever has had enough is asked what becomes of what they have said: it is not thrown away for a sigh. */
export const leave = async (turn: Turn): Promise<void> => {
  if (Object.keys(current(turn).answers).length === 0) return cancel(turn)
  turn.say({
    say: 'form.leave',
    choices: [
      { say: 'form.continue', token: 'continue', style: 'primary' },
      { say: 'form.cancel', token: 'cancel' },
    ],
  })
}

export const cancel = async (turn: Turn): Promise<void> => {
  turn.setDialogue(undefined)
  turn.say({ say: 'form.cancelled' })
  comeBack(turn)
}

export const finish = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formOf(turn, dialogue)
  const command = turn.repertoire.commands.get(dialogue.command)
  if (command === undefined) return cancel(turn)
  const answers = kept(form, dialogue.answers)
  turn.sending = dialogue.run
  const done = await turn.politely(async () =>
    turn.sayAll(await command.run(turn.talk(command), dialogue.args, answers)),
  )
  // A command may have begun another form; only the one that ended here is put away.
  if (done && turn.state.dialogue?.run === dialogue.run) {
    turn.setDialogue(undefined)
    comeBack(turn)
  } else if (!done) {
    turn.offer({
      text: turn.text('form.not-sent'),
      choices: [
        { label: turn.text('form.edit'), token: token(dialogue, '!edit') },
        { label: turn.text('form.cancel'), token: token(dialogue, '!cancel'), style: 'danger' },
      ],
    })
  }
}
