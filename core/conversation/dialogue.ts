import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { idFrom } from '../kernel/execution.ts'
import type { Choice } from '../messaging/message.ts'
import type { Act } from '../ports/channel.ts'
import type { Command } from './command.ts'
import { condition } from './condition.ts'
import type { Answer, Answers, Dialogue } from './conversation.ts'
import { type Field, type Form, Forms, variablesOf } from './form.ts'
import { kindOf } from './kinds/index.ts'
import type { Asking, Option, Read } from './kinds/kind.ts'
import { remindLater } from './reminder.ts'
import type { Turn } from './turn.ts'
import { cleanWords } from './words.ts'

/** A button inside a form: `=run:field:value`, or `=run:!act[:field]` for the form's own buttons. */
const token = (dialogue: Dialogue, ...rest: readonly string[]): string => `=${[dialogue.run, ...rest].join(':')}`

/** Begins to fill in the form of `command` with what is known already. */
export const startDialogue = async (
  turn: Turn,
  command: Command,
  args: readonly string[],
  known: Answers,
): Promise<void> => {
  const form = formNamed(turn, command.form ?? '')
  const open = turn.state.dialogue
  if (open !== undefined && isSame(open, command, args, known)) return repeat(turn)
  putAside(turn, form)
  const run = idFrom(`${turn.context.key}/${command.name}`).slice(0, 4)
  if (form.review) turn.wishes.push(remindLater(turn.chat, run, turn.context.now))
  turn.setDialogue({
    run,
    command: command.name,
    args: [...args],
    form: form.name,
    answers: {},
    skipped: [],
    choosing: false,
    startedAt: turn.context.now,
  })
  if (form.intro !== undefined) turn.say({ words: inLanguage(form.intro, turn.language) })
  for (const [name, answer] of Object.entries(known)) {
    const most = mostOf(form, name)
    if (typeof answer === 'string' && most !== undefined && answer.length > most) {
      turn.say({ say: 'form.too-long', params: { length: answer.length, max: most } })
    } else await put(turn, form, name, answer)
  }
  await advance(turn)
}

/** How many characters a field of words takes. */
const mostOf = (form: Form, name: string): number | undefined => {
  const field = form.fields.find((each) => each.name === name)
  return field?.kind === 'text' || field?.kind === 'longText' ? field.max : undefined
}

/** Begun once more while it is open: it goes on where it stands. */
const isSame = (open: Dialogue, command: Command, args: readonly string[], known: Answers): boolean =>
  open.command === command.name && open.args.join(' ') === args.join(' ') && Object.keys(known).length === 0

/** A longer form that is open waits until `form` has ended. */
const putAside = (turn: Turn, form: Form): void => {
  const open = turn.state.dialogue
  if (open === undefined || form.review || !formNamed(turn, open.form).review) return
  turn.update({ paused: open })
}

/** Comes back to the form that was put aside, if there is one. */
const comeBack = (turn: Turn): void => {
  const { paused, ...rest } = turn.state
  if (paused === undefined || turn.state.dialogue !== undefined) return
  turn.state = { ...rest, dialogue: paused }
  turn.say({
    say: 'form.put-aside',
    params: { title: inLanguage(formNamed(turn, paused.form).title, turn.language) },
    choices: [
      { say: 'form.continue', token: 'continue', style: 'primary' },
      { say: 'form.cancel', token: 'cancel' },
    ],
  })
}

/** Asks the next thing that is missing, shows everything for confirmation, or sends. */
export const advance = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formNamed(turn, dialogue.form)
  const next = form.fields.find(
    (field) =>
      !field.quiet &&
      visible(form, field, dialogue.answers) &&
      dialogue.answers[field.name] === undefined &&
      !dialogue.skipped.includes(field.name),
  )
  if (next !== undefined) return ask(turn, next)
  if (form.review) return review(turn)
  return finish(turn)
}

/** What a person did while a form is open. `pressed` is what stood behind the button, without the leading `=`. */
export const answerDialogue = async (turn: Turn, act: Act, pressed?: string): Promise<void> => {
  const dialogue = current(turn)
  const form = formNamed(turn, dialogue.form)
  const [run, name, value] = pressed?.split(':') ?? []
  if (pressed !== undefined && run !== dialogue.run) {
    turn.say({ say: 'form.button-is-old' })
    return repeat(turn)
  }
  if (name?.startsWith('!')) return formButton(turn, form, name.slice(1), value)
  const field = form.fields.find((each) => each.name === (name ?? dialogue.asking))
  if (field === undefined) return dialogue.choosing ? choose(turn, form) : reviewAgain(turn)
  if (act.kind === 'files' && field.kind !== 'files') return filesMeanwhile(turn, form, field, act)
  const asking = askingOf(turn, field, value)
  if (act.kind === 'files' && act.text !== undefined) await keepCaption(turn, form, act.text)
  await take(turn, form, field, await kindOf(field).read(field, act, asking))
}

/** What was written under a photo is part of the story. */
const keepCaption = async (turn: Turn, form: Form, caption: string): Promise<void> => {
  const words = cleanWords(caption)
  const story = form.fields.find((each) => each.kind === 'longText')
  if (story === undefined || words === '') return
  const before = current(turn).answers[story.name]
  const after = before === undefined ? words : `${String(before)}\n${words}`
  if (story.kind === 'longText' && after.length <= story.max) {
    turn.setDialogue({ ...current(turn), answers: { ...current(turn).answers, [story.name]: after } })
  }
}

/** Photos that come while something else is asked are kept where the form has room for them; a caption answers the question. */
const filesMeanwhile = async (
  turn: Turn,
  form: Form,
  field: Field,
  act: Extract<Act, { kind: 'files' }>,
): Promise<void> => {
  const place = form.fields.find((each) => each.kind === 'files')
  if (place === undefined) {
    turn.say({ say: 'form.no-files-here' })
    return ask(turn, field, true)
  }
  const read = await kindOf(place).read(place, act, askingOf(turn, place, undefined))
  if ('value' in read) {
    await put(turn, form, place.name, read.value)
    if (read.more !== undefined) turn.say(read.more)
  }
  if (act.text === undefined) return ask(turn, field, true)
  await take(
    turn,
    form,
    field,
    await kindOf(field).read(field, { kind: 'text', text: act.text }, askingOf(turn, field, undefined)),
  )
}

const take = async (turn: Turn, form: Form, field: Field, read: Read): Promise<void> => {
  if ('fault' in read) {
    turn.say({ say: read.fault, params: read.params })
    return ask(turn, field, true)
  }
  if ('words' in read) {
    turn.say({ words: read.words })
    return ask(turn, field, true)
  }
  if ('which' in read) return which(turn, field, read.which)
  const rule = broken(form, field, { ...current(turn).answers, [field.name]: read.value })
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

/** Keeps one answer; words that tell a story also answer what they can of the fields that are still open. */
const put = async (turn: Turn, form: Form, name: string, answer: Answer): Promise<void> => {
  const field = form.fields.find((each) => each.name === name)
  if (field === undefined) return
  const dialogue = current(turn)
  const { asking: _asked, ...rest } = dialogue
  turn.setDialogue({
    ...rest,
    answers: { ...dialogue.answers, [name]: answer },
    skipped: dialogue.skipped.filter((each) => each !== name),
    choosing: false,
  })
  if (field.kind === 'longText' && form.fields.some((each) => each.fill !== undefined))
    await understand(turn, form, String(answer))
}

const understand = async (turn: Turn, form: Form, words: string): Promise<void> => {
  const found = await turn.context.assistant.extract(words)
  if (found.danger === true) turn.say({ words: emergency(turn) })
  const answers: Record<string, Answer> = { ...current(turn).answers }
  for (const field of form.fields) {
    const part = field.fill === undefined ? undefined : found[field.fill]
    const said = typeof part === 'object' ? part.join(',') : part
    if (said === undefined || said === '' || answers[field.name] !== undefined) continue
    const read = await kindOf(field).read(field, { kind: 'text', text: said }, askingOf(turn, field, undefined))
    if ('value' in read && read.more === undefined) answers[field.name] = read.value
  }
  turn.setDialogue({ ...current(turn), answers })
}

/** Whom to call now, from the office's own list. */
const emergency = (turn: Turn): string => {
  const lines = turn.context.content.only(Office).emergency.map(({ name, number, when }) =>
    turn.text('chat.emergency-line', {
      number,
      name: inLanguage(name, turn.language),
      when: inLanguage(when, turn.language),
    }),
  )
  return turn.text('chat.emergency', { lines: lines.join('\n') })
}

const ask = async (turn: Turn, field: Field, again = false): Promise<void> => {
  turn.setDialogue({ ...current(turn), asking: field.name, choosing: false })
  const help = field.help === undefined || again ? '' : `\n${inLanguage(field.help, turn.language)}`
  turn.offer({
    text: `${inLanguage(field.ask, turn.language)}${help}`,
    choices: buttons(turn, field),
    wants: kindOf(field).wants,
  })
}

const buttons = (turn: Turn, field: Field): Choice[] => {
  const dialogue = current(turn)
  const options = kindOf(field).options(field, askingOf(turn, field, undefined))
  const choices: Choice[] = options.map(({ value, label }) => ({ label, token: token(dialogue, field.name, value) }))
  const answered = dialogue.answers[field.name] !== undefined
  if (!field.required && !answered)
    choices.push({ label: turn.text('form.skip'), token: token(dialogue, '!skip', field.name) })
  return choices
}

const which = (turn: Turn, field: Field, options: readonly Option[]): void => {
  const dialogue = current(turn)
  turn.setDialogue({ ...dialogue, asking: field.name })
  turn.offer({
    text: turn.text('form.which'),
    choices: options.map(({ value, label }) => ({
      label: label.slice(0, 64),
      token: token(dialogue, field.name, value),
    })),
  })
}

const formButton = async (turn: Turn, form: Form, button: string, name: string | undefined): Promise<void> => {
  const dialogue = current(turn)
  const field = form.fields.find((each) => each.name === name)
  if (button === 'send') return dialogue.asking === undefined ? finish(turn) : repeat(turn)
  if (button === 'cancel') return cancel(turn)
  if (button === 'edit') return choose(turn, form)
  if (button === 'review') return reviewAgain(turn)
  if (button === 'change' && field !== undefined) return changeAnswer(turn, field)
  if (button === 'skip' && field !== undefined && !field.required) {
    const { asking: _asked, ...rest } = dialogue
    turn.setDialogue({ ...rest, skipped: [...dialogue.skipped, field.name] })
    return advance(turn)
  }
  return repeat(turn)
}

const changeAnswer = (turn: Turn, field: Field): Promise<void> => {
  const dialogue = current(turn)
  const { [field.name]: _before, ...answers } = dialogue.answers
  turn.setDialogue({ ...dialogue, answers, skipped: dialogue.skipped.filter((each) => each !== field.name) })
  return ask(turn, field)
}

/** Says again what was asked last. */
export const repeat = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formNamed(turn, dialogue.form)
  const field = form.fields.find((each) => each.name === dialogue.asking)
  if (field !== undefined) return ask(turn, field, true)
  return dialogue.choosing ? choose(turn, form) : advance(turn)
}

const reviewAgain = (turn: Turn): Promise<void> => {
  const { asking: _asked, ...rest } = current(turn)
  turn.setDialogue({ ...rest, choosing: false })
  return advance(turn)
}

const review = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formNamed(turn, dialogue.form)
  const lines: string[] = []
  for (const field of form.fields) {
    const answer = dialogue.answers[field.name]
    if (answer === undefined || !visible(form, field, dialogue.answers)) continue
    const shown = await kindOf(field).show(field, answer, askingOf(turn, field, undefined))
    lines.push(turn.text('form.line', { label: inLanguage(field.label, turn.language), value: shorten(shown) }))
  }
  turn.offer({
    text: turn.text('form.review', { title: inLanguage(form.title, turn.language), lines: lines.join('\n') }),
    choices: [
      {
        label: form.submit === undefined ? turn.text('form.send') : inLanguage(form.submit, turn.language),
        token: token(dialogue, '!send'),
        style: 'primary',
      },
      { label: turn.text('form.edit'), token: token(dialogue, '!edit') },
      { label: turn.text('form.cancel'), token: token(dialogue, '!cancel'), style: 'danger' },
    ],
    wants: 'choice',
  })
}

const choose = async (turn: Turn, form: Form): Promise<void> => {
  const { asking: _asked, ...dialogue } = current(turn)
  turn.setDialogue({ ...dialogue, choosing: true })
  const fields = form.fields.filter((field) => visible(form, field, dialogue.answers))
  turn.offer({
    text: turn.text('form.which-answer'),
    choices: [
      ...fields.map((field) => ({
        label: inLanguage(field.label, turn.language),
        token: token(dialogue, '!change', field.name),
      })),
      { label: turn.text('form.back'), token: token(dialogue, '!review') },
    ],
  })
}

export const cancel = async (turn: Turn): Promise<void> => {
  turn.setDialogue(undefined)
  turn.say({ say: 'form.cancelled' })
  comeBack(turn)
}

const finish = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formNamed(turn, dialogue.form)
  const command = turn.repertoire.commands.get(dialogue.command)
  if (command === undefined) return cancel(turn)
  const answers = Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = dialogue.answers[field.name]
      return answer === undefined || !visible(form, field, dialogue.answers) ? [] : [[field.name, answer]]
    }),
  )
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

const current = (turn: Turn): Dialogue => {
  if (turn.state.dialogue === undefined) throw new Error('no form is open')
  return turn.state.dialogue
}

const formNamed = (turn: Turn, name: string): Form => {
  const form = turn.context.content.files(Forms).find(({ value }) => value.name === name)?.value
  if (form === undefined) throw new Error(`there is no form ${name}`)
  return form
}

const visible = (form: Form, field: Field, answers: Answers): boolean =>
  field.visibleIf === undefined || condition(field.visibleIf, variablesOf(form))(answers)

const broken = (form: Form, field: Field, answers: Answers) =>
  field.validIf === undefined || condition(field.validIf.rule, variablesOf(form))(answers)
    ? undefined
    : field.validIf.say

const askingOf = (turn: Turn, field: Field, chosen: string | undefined): Asking => ({
  context: turn.context,
  language: turn.language,
  lookups: turn.repertoire.lookups,
  current: turn.state.dialogue?.answers[field.name],
  ...(chosen === undefined ? {} : { chosen }),
})

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
