import { inLanguage } from '../content/localized.ts'
import { unlessRefused } from '../kernel/errors.ts'
import type { Choice } from '../messaging/message.ts'
import type { Field, Form } from './form.ts'
import { repeatOf, repeatsOf, standing } from './form-plan.ts'
import { kindOf } from './kinds/index.ts'
import type { Read } from './kinds/kind.ts'
import { askingOf, current, formOf, token, visible } from './open-form.ts'
import { roundLines } from './rounds.ts'
import type { Turn } from './turn.ts'

/** Several things that words may mean. */
type Which = Extract<Read, { readonly which: unknown }>

export const ask = async (turn: Turn, field: Field, again = false): Promise<void> => {
  turn.setDialogue({ ...current(turn), asking: field.name, choosing: false })
  const help = field.help === undefined || again ? '' : `\n${inLanguage(field.help, turn.language)}`
  turn.offer({
    text: `${inLanguage(field.ask, turn.language)}${help}`,
    choices: buttons(turn, field, again),
    wants: kindOf(field).wants,
  })
}

/** Where and since when: who can't say it goes on without. */
const mayBeUnsaid = (field: Field): boolean => field.required && (field.kind === 'place' || field.fill === 'since')

export const buttons = (turn: Turn, field: Field, again = false): Choice[] => {
  const dialogue = current(turn)
  const options = kindOf(field).options(field, askingOf(turn, field, undefined))
  const choices: Choice[] = options.map(({ value, label }) => ({
    ...{ label, token: token(dialogue, field.name, value) },
    ...(field.kind === 'choice' && field.default === value ? { style: 'primary' as const } : {}),
  }))
  const answered = dialogue.answers[field.name] !== undefined
  const usual = answered ? undefined : usualOf(turn, field)
  if (usual !== undefined)
    choices.unshift({
      label: turn.text('form.default', { value: usual }),
      token: token(dialogue, '!default', field.name),
    })
  if (again && mayBeUnsaid(field) && !answered)
    choices.push({ label: turn.text('form.unsaid'), token: token(dialogue, '!unsaid', field.name) })
  if (!field.required && !answered)
    choices.push({ label: turn.text('form.skip'), token: token(dialogue, '!skip', field.name) })
  if (dialogue.before?.field === field.name)
    choices.push({ label: turn.text('form.back'), token: token(dialogue, '!keep', field.name) })
  return choices
}

/** The default in words, for a button of its own. */
const usualOf = (turn: Turn, field: Field): string | undefined => {
  const { default: usual } = field
  if (usual === undefined || field.kind === 'choice') return undefined
  if (!('options' in field)) return String(usual)
  const labels = field.options.filter(({ value }) => (Array.isArray(usual) ? usual.includes(value) : usual === value))
  return labels.map(({ label }) => inLanguage(label, turn.language)).join(turn.text('list.comma'))
}

export const which = (turn: Turn, field: Field, { which: options, said, unknown }: Which): void => {
  const { unclear: _before, ...dialogue } = current(turn)
  turn.setDialogue({
    ...{ ...dialogue, asking: field.name },
    ...(said === undefined ? {} : { unclear: { field: field.name, words: said } }),
  })
  const skips = unknown !== undefined && !field.required && dialogue.answers[field.name] === undefined
  turn.offer({
    text: unknown === undefined ? turn.text('form.which') : turn.text('form.none-but-alike', { words: unknown }),
    choices: [
      ...options.map(({ value, label }) => ({
        label: label.slice(0, 64),
        token: token(dialogue, field.name, value),
      })),
      ...(skips ? [{ label: turn.text('form.skip'), token: token(dialogue, '!skip', field.name) }] : []),
    ],
  })
}

export const review = async (turn: Turn): Promise<void> => {
  const dialogue = current(turn)
  const form = formOf(turn, dialogue)
  const lines: string[] = []
  let title = inLanguage(form.title, turn.language)
  for (const field of form.fields) {
    const group = repeatOf(form, field)
    if (group !== undefined && form.fields.find((each) => each.group === group.name) === field)
      lines.push(...(await roundLines(turn, form, group)))
    if (group !== undefined) continue
    const answer = dialogue.answers[field.name]
    if (answer === undefined || !visible(form, field, dialogue.answers)) continue
    const shown = await kindOf(field).show(field, answer, askingOf(turn, field, undefined))
    if (field.name === form.headedBy) title = shown
    else lines.push(turn.text('form.line', { label: inLanguage(field.label, turn.language), value: shorten(shown) }))
  }
  const { values } = standing(form, dialogue.answers)
  for (const { name, label } of form.computed)
    if (label !== undefined)
      lines.push(turn.text('form.line', { label: inLanguage(label, turn.language), value: String(values[name] ?? '') }))
  const hint = await hintOf(turn)
  const all = turn.text('form.review', { title, lines: lines.join('\n') })
  turn.offer({
    text: hint === undefined ? all : `${all}\n\n${hint}`,
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

/** What the command has to say of the answers; nothing where it refuses, since sending says why. */
const hintOf = async (turn: Turn): Promise<string | undefined> => {
  const { command: name, args, answers } = current(turn)
  const command = turn.repertoire.commands.get(name)
  return unlessRefused(() => command?.hint?.(turn.talk(command), args, answers))
}

export const choose = async (turn: Turn, form: Form): Promise<void> => {
  const { asking: _asked, ...dialogue } = current(turn)
  turn.setDialogue({ ...dialogue, choosing: true })
  const seen = form.fields.filter((field) => visible(form, field, dialogue.answers))
  const fields = seen.filter((field) => repeatOf(form, field) === undefined)
  const groups = repeatsOf(form).filter(({ name }) => seen.some(({ group }) => group === name))
  turn.offer({
    text: turn.text('form.which-answer'),
    choices: [
      ...fields.map((field) => ({
        label: inLanguage(field.label, turn.language),
        token: token(dialogue, '!change', field.name),
      })),
      ...groups.map(({ name, label }) => ({
        label: inLanguage(label, turn.language),
        token: token(dialogue, '!rounds', name),
      })),
      { label: turn.text('form.back'), token: token(dialogue, '!review') },
    ],
  })
}

export const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
