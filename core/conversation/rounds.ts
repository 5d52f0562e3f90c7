import { inLanguage } from '../content/localized.ts'
import type { Answer, Answers, Dialogue } from './conversation.ts'
import type { Field, Form, Group } from './form.ts'
import { repeatOf, repeatsOf, rowsOf, standing } from './form-plan.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, current, token } from './open-form.ts'
import { meansAlone } from './phrases.ts'
import type { Turn } from './turn.ts'

/** What a form wants next: an answer, or to know whether there is one more of a repeated group. */
export type Next = { readonly field: Field } | { readonly more: Group } | { readonly full: Group }

/** The next thing to do in an open form; undefined when nothing is missing. */
export const nextIn = (form: Form, dialogue: Dialogue): Next | undefined => {
  const { answers, skipped, closed = [], round, unclear } = dialogue
  const { hidden } = standing(form, answers)
  const isSaid = ({ name }: Field): boolean => answers[name] !== undefined || skipped.includes(name)
  // Of a place that was named, and that several are called, it is asked which: without it nobody could go there.
  const isUnclear = ({ name, required, kind }: Field): boolean =>
    unclear?.field === name && (required || kind === 'place')
  const isOpen = (field: Field): boolean =>
    (!field.quiet || isUnclear(field)) && !hidden.has(field.name) && !isSaid(field)
  for (const field of form.fields) {
    const group = repeatOf(form, field)
    if (group === undefined) {
      if (isOpen(field)) return { field }
      continue
    }
    const fields = fieldsOf(form, group)
    if (fields[0] !== field || closed.includes(group.name) || fields.every(({ name }) => hidden.has(name))) continue
    const rows = rowsOf(answers[group.name]).length
    const isBegun = round === group.name || rows < (group.repeat?.min ?? 1) || fields.some(isSaid)
    if (!isBegun) return { more: group }
    const open = fields.find(isOpen)
    return open === undefined ? { full: group } : { field: open }
  }
  return undefined
}

const fieldsOf = (form: Form, { name }: Group): readonly Field[] => form.fields.filter(({ group }) => group === name)

/** What quiet fields have until somebody changes them. */
export const quietDefaults = (fields: readonly Field[]): Answers =>
  Object.fromEntries(
    fields.flatMap((field) => (field.quiet && field.default !== undefined ? [[field.name, field.default]] : [])),
  )

/** Puts the round that is full beside the earlier ones; the last that there is room for ends the group. */
export const endRound = (turn: Turn, form: Form, group: Group): void => {
  const { round: _ended, ...dialogue } = current(turn)
  const fields = fieldsOf(form, group)
  const { hidden } = standing(form, dialogue.answers)
  const said = { ...quietDefaults(fields), ...dialogue.answers }
  const row = Object.fromEntries(
    fields.flatMap(({ name }) => {
      const answer = said[name]
      return answer === undefined || hidden.has(name) || isRows(answer) ? [] : [[name, answer]]
    }),
  )
  const names = new Set(fields.map(({ name }) => name))
  const others = Object.fromEntries(Object.entries(dialogue.answers).filter(([name]) => !names.has(name)))
  const rows = [...rowsOf(dialogue.answers[group.name]), { row }]
  turn.setDialogue({
    ...dialogue,
    answers: { ...others, [group.name]: rows },
    skipped: dialogue.skipped.filter((name) => !names.has(name)),
    closed:
      rows.length >= (group.repeat?.max ?? 1) ? [...(dialogue.closed ?? []), group.name] : (dialogue.closed ?? []),
  })
}

type Simple = Exclude<Answer, readonly { readonly row: unknown }[]>
const isRows = (answer: Answer): answer is Exclude<Answer, Simple> => rowsOf(answer).length > 0

/** One more of them? One tap either way. */
export const askMore = (turn: Turn, group: Group): void => {
  const { asking: _asked, ...dialogue } = current(turn)
  turn.setDialogue({ ...dialogue, choosing: false })
  const count = rowsOf(dialogue.answers[group.name]).length
  const params = { label: inLanguage(group.label, turn.language), count }
  turn.offer({
    text: turn.text(count === 0 ? 'form.any-of' : 'form.one-more', params),
    choices: [
      {
        label: turn.text(count === 0 ? 'form.add-one' : 'form.add-another'),
        token: token(dialogue, '!more', group.name),
      },
      {
        label: turn.text(count === 0 ? 'form.add-none' : 'form.enough'),
        token: token(dialogue, '!enough', group.name),
      },
    ],
    wants: 'choice',
  })
}

/** Whether words that answer "one more?" mean that there is none. */
export const meansEnough = (turn: Turn, words: string): boolean => meansAlone(turn, 'form.enough-words', words)

/** Begins another round of a group, or ends it. */
export const openRound = (turn: Turn, group: string): void => {
  const { asking: _asked, ...dialogue } = current(turn)
  const closed = (dialogue.closed ?? []).filter((each) => each !== group)
  turn.setDialogue({ ...dialogue, closed, round: group, choosing: false })
}
export const closeRounds = (turn: Turn, group: string): void => {
  const { round: _round, asking: _asked, ...dialogue } = current(turn)
  turn.setDialogue({ ...dialogue, closed: [...(dialogue.closed ?? []), group], choosing: false })
}

/** Takes the `n`th round (from 0) away. Below the least number of them the group is open again. */
export const dropRound = (turn: Turn, { name, repeat }: Group, n: number): void => {
  const dialogue = current(turn)
  const rows = rowsOf(dialogue.answers[name]).filter((_row, each) => each !== n)
  const closed =
    rows.length < (repeat?.min ?? 1) ? (dialogue.closed ?? []).filter((each) => each !== name) : dialogue.closed
  turn.setDialogue({ ...dialogue, answers: { ...dialogue.answers, [name]: rows }, closed: closed ?? [] })
}

/** The rounds of a group, each with a button that takes it away. */
export const showRounds = async (turn: Turn, form: Form, group: Group): Promise<void> => {
  const { asking: _asked, ...dialogue } = current(turn)
  turn.setDialogue({ ...dialogue, choosing: true })
  const lines = await roundLines(turn, form, group)
  const room = lines.length < (group.repeat?.max ?? 1)
  turn.offer({
    text: turn.text('form.rounds', { label: inLanguage(group.label, turn.language), lines: lines.join('\n') }),
    choices: [
      ...lines.map((_line, n) => ({
        label: turn.text('form.drop-round', { n: n + 1 }),
        token: token(dialogue, '!drop', `${group.name}.${n}`),
      })),
      ...(room ? [{ label: turn.text('form.add-another'), token: token(dialogue, '!more', group.name) }] : []),
      { label: turn.text('form.back'), token: token(dialogue, '!review') },
    ],
  })
}

/** Each round on a line of its own. */
export const roundLines = async (turn: Turn, form: Form, group: Group): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const [n, { row }] of rowsOf(current(turn).answers[group.name]).entries()) {
    const shown: string[] = []
    for (const field of fieldsOf(form, group)) {
      const answer = row[field.name]
      if (answer !== undefined) shown.push(await kindOf(field).show(field, answer, askingOf(turn, field, undefined)))
    }
    const label = `${inLanguage(group.label, turn.language)} ${n + 1}`
    lines.push(turn.text('form.line', { label, value: shown.join(turn.text('list.comma')).slice(0, 300) }))
  }
  return lines
}

export const groupNamed = (form: Form, name: string | undefined): Group | undefined =>
  repeatsOf(form).find((group) => group.name === name)
