import { inLanguage } from '../content/localized.ts'
import { idFrom } from '../kernel/execution.ts'
import { advance, repeat } from './advance.ts'
import { type Command, whatIsAsked } from './command.ts'
import type { Answers, Dialogue } from './conversation.ts'
import { formDigest, repeatOf } from './form-plan.ts'
import { broken, current, formOf, mostOf } from './open-form.ts'
import { putAside } from './put-aside.ts'
import { remindLater } from './reminder.ts'
import { quietDefaults } from './rounds.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'
import { takeWritten } from './written.ts'

/** Begins to fill in the form of `command` with what is known already. */
export const startDialogue = async (
  turn: Turn,
  command: Command,
  args: readonly string[],
  known: Answers,
  written = '',
): Promise<void> => {
  const asked = await whatIsAsked(command, turn.talk(command), args)
  const form = formOf(turn, asked)
  const open = turn.state.dialogue
  if (open !== undefined && isSame(open, command, args, known)) return repeat(turn)
  putAside(turn, form)
  const run = idFrom(`${turn.context.key}/${command.name}`).slice(0, 4)
  if (form.review) turn.wishes.push(remindLater(turn.chat, run, turn.context.now))
  turn.setDialogue({
    run,
    command: command.name,
    args: [...args],
    ...asked,
    digest: formDigest(form),
    answers: { ...quietDefaults(form.fields.filter((field) => repeatOf(form, field) === undefined)) },
    skipped: [],
    choosing: false,
    startedAt: turn.context.now,
  })
  if (form.intro !== undefined) turn.say({ words: inLanguage(form.intro, turn.language) })
  for (const [name, answer] of Object.entries(known)) {
    const most = mostOf(form, name)
    const field = form.fields.find((each) => each.name === name)
    const rule = field && broken(form, field, { ...current(turn).answers, [name]: answer })
    if (typeof answer === 'string' && most !== undefined && answer.length > most) {
      turn.say({ say: 'form.too-long', params: { length: answer.length, max: most } })
    } else if (rule !== undefined) turn.say({ words: inLanguage(rule, turn.language) })
    else await put(turn, form, name, answer)
  }
  if (written !== '') await takeWritten(turn, form, written)
  await advance(turn)
}

/** Begun once more while it is open: it goes on where it stands. */
const isSame = (open: Dialogue, command: Command, args: readonly string[], known: Answers): boolean =>
  open.command === command.name && open.args.join(' ') === args.join(' ') && Object.keys(known).length === 0
