import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Act } from '../ports/channel.ts'
import { cancel, leave, repeat } from './advance.ts'
import { type Command, mayUse, wordsOf } from './command.ts'
import { answerDialogue, answersChoice, givesUp, skips } from './dialogue.ts'
import { move } from './move.ts'
import { meansAlone, phrases } from './phrases.ts'
import { takeSheet } from './sheet.ts'
import type { Turn } from './turn.ts'
import { typedChoice } from './typed-choice.ts'
import { heedDanger } from './understanding.ts'
import { waitingTokens } from './waiting.ts'
import { cleanWords } from './words.ts'

/** How long words may be that are taken for a question such as "how far is it?" instead of a story. */
const SHORT = 30
const SHORT_IN_ENGLISH = 45

const isShort = (words: string): boolean => words.length <= (/\p{Script=Han}/u.test(words) ? SHORT : SHORT_IN_ENGLISH)

/** Decides what an act means here and now. Every act gets an answer. */
export const takeTurn = async (turn: Turn, act: Act): Promise<void> => {
  if (act.kind === 'start') return start(turn, act.payload)
  if (act.kind === 'press') return press(turn, act.token)
  if (act.kind === 'sheet') return takeSheet(turn, act.run, act.written)
  if (act.kind === 'edited') return turn.say({ say: 'chat.edited' })
  if (act.kind === 'unsupported') {
    turn.say({ say: act.what === 'voice' ? 'chat.voice' : 'chat.unsupported' })
    if (turn.state.dialogue !== undefined) await repeat(turn)
    return
  }
  if (act.kind === 'text') return text(turn, act)
  if (turn.state.dialogue !== undefined) return answerDialogue(turn, act)
  return otherwise(turn, act)
}

const text = async (turn: Turn, act: Extract<Act, { kind: 'text' }>): Promise<void> => {
  const words = cleanWords(act.text)
  if (words.startsWith('/')) return slash(turn, words)
  const typed = await typedChoice(turn, words)
  if (typed !== undefined) return press(turn, typed.token)
  const { dialogue } = turn.state
  // At what may be left out, who has had enough leaves that out; an answer is an answer before it is anything else.
  if (dialogue !== undefined && (skips(turn, words) || (await answersChoice(turn, act))))
    return answerDialogue(turn, act)
  if (dialogue !== undefined && givesUp(turn, words)) return leave(turn)
  if (isShort(words) && meansAlone(turn, 'chat.cancel-words', words)) return stop(turn)
  if (isShort(words) && meansAlone(turn, 'chat.help-words', words)) return help(turn)
  const meant = isShort(words) ? spoken(turn, words) : undefined
  if (turn.state.dialogue !== undefined && meant === undefined) return answerDialogue(turn, act)
  if (meant?.command.for === 'everyone') await heedDanger(turn, act)
  if (meant !== undefined) return aside(turn, meant.command, meant.args)
  if (words === '') return turn.say({ say: 'chat.empty' })
  if (turn.state.dialogue === undefined && isLoneNumber(words)) return whichNumber(turn, words)
  return otherwise(turn, act)
}

/** Begins a command; where that ended without another form, the question that was open is asked once more. */
const aside = async (turn: Turn, command: Command, args: readonly string[]): Promise<void> => {
  const open = turn.state.dialogue
  await begin(turn, command, args)
  if (open !== undefined && turn.state.dialogue === open) await repeat(turn)
}

/** A number that chose nothing is no story either: whoever sends one wants to press a button. */
const isLoneNumber = (words: string): boolean => /^\p{Nd}{1,3}[.。、]?$/u.test(words)

/** What was offered last is offered once more, or the menu. */
const whichNumber = (turn: Turn, words: string): void => {
  const { offered } = turn.state
  if (offered.length === 0) turn.say({ say: 'chat.lone-number', params: { words }, choices: menu(turn) })
  else turn.offer({ text: turn.text('chat.no-such-choice', { words }), choices: [...offered] })
}

const slash = (turn: Turn, words: string): Promise<void> | void => {
  const [first = '', ...args] = words.slice(1).split(/\s+/)
  // Some platforms add the bot's own name to a command in groups.
  const name = first.replace(/@.*$/, '').toLowerCase()
  const own = OWN.get(name)
  if (own !== undefined) return own(turn, args.join(' '))
  const command = turn.repertoire.commands.get(name)
  if (command === undefined) return turn.say({ say: 'chat.unknown-command', choices: menu(turn) })
  return aside(turn, command, args)
}

const press = async (turn: Turn, token: string): Promise<void> => {
  if (token.startsWith('=')) {
    if (turn.state.dialogue === undefined) return turn.say({ say: 'form.is-over', choices: menu(turn) })
    return answerDialogue(turn, { kind: 'press', token }, token.slice(1))
  }
  const [name = '', ...args] = token.split(' ')
  const own = OWN.get(name)
  if (own !== undefined) return own(turn, args.join(' '))
  const command = turn.repertoire.commands.get(name)
  if (command === undefined) return turn.say({ say: 'chat.button-is-gone', choices: menu(turn) })
  return begin(turn, command, args)
}

const start = (turn: Turn, payload: string): Promise<void> => {
  const [letter, ...rest] = payload.split('-')
  const linked = [...turn.repertoire.commands.values()].find(
    (command) => command.link !== undefined && command.link === letter,
  )
  if (payload !== '' && linked !== undefined) return begin(turn, linked, [rest.join('-')])
  turn.say({ say: turn.face.welcome, params: officeParams(turn), choices: menu(turn) })
  return Promise.resolve()
}

const help = (turn: Turn): void => {
  const commands = [...turn.repertoire.commands.values()].filter((each) => each.listed && mayUse(each.for, turn.actor))
  const listed = [...commands, ...OWN_COMMANDS]
  const lines = listed.map(({ name, summary }) => turn.text('chat.help-line', { name, summary: turn.text(summary) }))
  turn.say({ say: 'chat.help', params: { lines: lines.join('\n') }, choices: menu(turn) })
}

const stop = (turn: Turn): Promise<void> | void =>
  turn.state.dialogue === undefined ? turn.say({ say: 'chat.nothing-to-cancel', choices: menu(turn) }) : cancel(turn)

/** What needs the state of the turn itself, or belongs to no feature. */
const OWN: ReadonlyMap<string, (turn: Turn, rest: string) => Promise<void> | void> = new Map<
  string,
  (turn: Turn, rest: string) => Promise<void> | void
>([
  ['start', (turn: Turn, payload: string) => start(turn, payload)],
  ['help', help],
  ['cancel', stop],
  [
    'continue',
    (turn: Turn) =>
      turn.state.dialogue === undefined
        ? turn.say({ say: 'form.nothing-to-continue', choices: menu(turn) })
        : repeat(turn),
  ],
  ['move', move],
])

/** How they stand in menus, in help and in the list of all commands. */
export const OWN_COMMANDS = [
  { name: 'start', summary: 'chat.command-start' },
  { name: 'help', summary: 'chat.command-help' },
  { name: 'cancel', summary: 'chat.command-cancel' },
  { name: 'continue', summary: 'chat.command-continue' },
  { name: 'move', summary: 'chat.command-move' },
] as const

const begin = (turn: Turn, command: Command, args: readonly string[]): Promise<void> => turn.begin(command, args)

const otherwise = async (turn: Turn, act: Act): Promise<void> => {
  await heedDanger(turn, act)
  const taken = await taking(turn, act)
  return taken === undefined ? turn.hear(turn.listener(), act) : turn.hear(taken.command, act, taken.args)
}

/** The command that words and files without a command are for because of what waits. */
const taking = async (turn: Turn, act: Act): Promise<Meant | undefined> => {
  if (act.kind !== 'text' && act.kind !== 'files') return undefined
  const able = [...turn.repertoire.commands.values()].filter(
    (each) => each.takes !== undefined && mayUse(each.for, turn.actor),
  )
  const [first] = able
  if (first === undefined) return undefined
  const words = cleanWords(wordsOf(act) ?? '')
  // All that waits is looked for only where words may be about it, and once.
  let found: Promise<readonly string[]> | undefined
  const waits = () => {
    found ??= waitingTokens(turn.repertoire.waiting, turn.talk(first))
    return found
  }
  for (const command of able) {
    const args = await command.takes?.(turn.talk(command), words, waits)
    if (args !== undefined) return { command, args }
  }
  return undefined
}

/** A command that words mean, with its arguments. */
interface Meant {
  readonly command: Command
  readonly args: readonly string[]
}

/**
 * The command whose phrases stand in `words`. The longest phrase wins; then whatever a command hears besides. While a
 * form is open, an answer may hold any word: what not everybody may do, and all that staff may do, is then meant by the
 * phrase alone.
 */
const spoken = (turn: Turn, words: string): Meant | undefined => {
  let best: { readonly command: Command; readonly length: number } | undefined
  const mine = [...turn.repertoire.commands.values()].filter((command) => mayUse(command.for, turn.actor))
  const said = words.toLowerCase()
  for (const command of mine) {
    if (command.words === undefined) continue
    const alone = turn.state.dialogue !== undefined && (command.for !== 'everyone' || turn.actor.kind === 'person')
    for (const phrase of phrases(turn, command.words, words)) {
      if (phrase.length <= (best?.length ?? 0)) continue
      if (alone ? said === phrase : said.includes(phrase)) {
        best = { command, length: phrase.length }
      }
    }
  }
  if (best !== undefined) return { command: best.command, args: best.command.sentence === true ? [words] : [] }
  // In a form that staff fill in, a question is part of what they write.
  if (turn.state.dialogue !== undefined && turn.actor.kind === 'person') return undefined
  for (const command of mine) {
    const args = command.hears?.(turn.context.content, words)
    if (args !== undefined) return { command, args }
  }
  return undefined
}

/** The buttons of the face's menu that this person may use. */
export const menu = (turn: Turn) =>
  turn.face.menu.flatMap((name) => {
    const command = turn.repertoire.commands.get(name)
    return command === undefined || !mayUse(command.for, turn.actor) ? [] : [{ say: command.summary, token: name }]
  })

const officeParams = (turn: Turn) => ({ office: inLanguage(turn.context.content.only(Office).name, turn.language) })
