import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Act } from '../ports/channel.ts'
import { type Command, mayUse } from './command.ts'
import { answerDialogue, repeat } from './dialogue.ts'
import type { Turn } from './turn.ts'
import { cleanWords } from './words.ts'

/** How long words may be that are taken for a question such as "how far is it?" instead of a story. */
const SHORT = 30

/** Decides what an act means here and now. Every act gets an answer. */
export const takeTurn = async (turn: Turn, act: Act): Promise<void> => {
  if (act.kind === 'start') return start(turn, act.payload)
  if (act.kind === 'press') return press(turn, act.token)
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
  const offered = turn.state.offered
  const numbered = /^\d{1,2}$/.test(words) ? offered[Number(words) - 1] : undefined
  const typed = offered.find(({ label }) => label === words) ?? (wantsNumber(turn) ? undefined : numbered)
  if (typed !== undefined) return press(turn, typed.token)
  const meant = words.length <= SHORT ? spoken(turn, words) : undefined
  if (turn.state.dialogue !== undefined && meant === undefined) return answerDialogue(turn, act)
  if (meant !== undefined) return begin(turn, meant, [words])
  if (words === '') return turn.say({ say: 'chat.empty' })
  return otherwise(turn, act)
}

const wantsNumber = (turn: Turn): boolean => turn.said.length === 0 && turn.state.offered.length === 0

const slash = (turn: Turn, words: string): Promise<void> | void => {
  const [name = '', ...args] = words.slice(1).split(/\s+/)
  if (name === 'start') return start(turn, args[0] ?? '')
  // In groups, Telegram adds the bot's own name to a command.
  const command = turn.repertoire.commands.get(name.replace(/@.*$/, '').toLowerCase())
  if (command === undefined) return turn.say({ say: 'chat.unknown-command', choices: menu(turn) })
  return begin(turn, command, args)
}

const press = async (turn: Turn, token: string): Promise<void> => {
  if (token.startsWith('=')) {
    if (turn.state.dialogue === undefined) return turn.say({ say: 'form.is-over', choices: menu(turn) })
    return answerDialogue(turn, { kind: 'press', token }, token.slice(1))
  }
  const [name = '', ...args] = token.split(' ')
  const command = turn.repertoire.commands.get(name)
  if (command === undefined) return turn.say({ say: 'chat.button-is-gone', choices: menu(turn) })
  return begin(turn, command, args)
}

const start = (turn: Turn, payload: string): Promise<void> => {
  const [letter, ...rest] = payload.split('-')
  const linked = [...turn.repertoire.commands.values()].find((command) => command.link !== undefined && command.link === letter)
  if (payload !== '' && linked !== undefined) return begin(turn, linked, [rest.join('-')])
  turn.say({ say: turn.face.welcome, params: officeParams(turn), choices: menu(turn) })
  return Promise.resolve()
}

const begin = (turn: Turn, command: Command, args: readonly string[]): Promise<void> => turn.begin(command, args)

const otherwise = async (turn: Turn, act: Act): Promise<void> => {
  const command = turn.repertoire.commands.get(turn.face.otherwise)
  if (command === undefined) throw new Error(`there is no command ${turn.face.otherwise}`)
  await turn.hear(command, act)
}

/** The command whose phrases stand in `words`. The longest phrase wins. */
const spoken = (turn: Turn, words: string): Command | undefined => {
  let best: { readonly command: Command; readonly length: number } | undefined
  for (const command of turn.repertoire.commands.values()) {
    if (command.words === undefined || !mayUse(command.for, turn.actor)) continue
    for (const phrase of turn.text(command.words).split('|')) {
      if (phrase !== '' && words.toLowerCase().includes(phrase.toLowerCase()) && phrase.length > (best?.length ?? 0)) {
        best = { command, length: phrase.length }
      }
    }
  }
  return best?.command
}

/** The buttons of the face's menu that this person may use. */
export const menu = (turn: Turn) =>
  turn.face.menu.flatMap((name) => {
    const command = turn.repertoire.commands.get(name)
    return command === undefined || !mayUse(command.for, turn.actor) ? [] : [{ say: command.summary, token: name }]
  })

const officeParams = (turn: Turn) => ({ office: inLanguage(turn.context.content.only(Office).name, turn.language) })
