import type { Message } from '../../../core/messaging/message.ts'
import type { Act } from '../../../core/ports/channel.ts'
import type { Store } from '../../../core/ports/store.ts'
import { actOf } from './acts.ts'
import { shown, wrong } from './compare.ts'
import type { Actor, Hears, NamedFixture, Turn } from './fixture.ts'
import { chatOf, isStaff, nameOf, Stage } from './stage.ts'

/** Plays a fixture on `store`. @throws Error that shows the conversation up to what went wrong */
export const replay = async ({ name, fixture }: NamedFixture, store: Store, reload: boolean): Promise<void> => {
  const stage = await Stage.open(store, fixture, reload)
  const known: Record<string, string> = {}
  for (const staff of staffOf(fixture)) await stage.bind(staff)
  for (const [key, whom] of Object.entries(fixture.invites)) known[key] = await stage.invite(whom)

  const transcript: string[] = []
  const start = stage.heard.length
  const fail = (
    where: string,
    who: Actor,
    expected: Hears,
    faults: readonly string[],
    heard: readonly Message[],
  ): never => {
    const wanted = JSON.stringify(expected, null, 2).replaceAll('\n', '\n    ')
    throw new Error(
      `${name}, ${where}: what ${nameOf(who)} heard is not what it should be:\n    ${faults.join('\n    ')}\n    heard:\n${shown(heard)}\n    expected: ${wanted}\n\nso far:\n${transcript.slice(-24).join('\n')}${stage.errors.length === 0 ? '' : `\n\nlogged:\n${stage.errors.join('\n')}`}`,
    )
  }
  const heardBy = (actor: Actor, since: number): Message[] =>
    stage.heard
      .slice(since)
      .filter(({ chat }) => chat === chatOf(actor))
      .map(({ message }) => message)
  const check = (where: string, actor: Actor, expected: Hears, since: number): void => {
    const heard = heardBy(actor, since)
    const faults = wrong(expected, heard)
    if (faults.length > 0) fail(where, actor, expected, faults, heard)
  }

  let actor = fixture.as
  let since = start
  for (const [n, written] of fixture.turns.entries()) {
    const turn = filled(written, known)
    const where = `turn ${n + 1}`
    actor = turn.as ?? actor
    const acts = ACTS.some((each) => turn[each] !== undefined)
    if (acts || turn.at !== undefined || turn.again === true) since = stage.heard.length
    if (turn.at !== undefined) {
      await stage.goOn(turn.at)
      transcript.push(`  ⏲ ${turn.at}`)
    }
    if (actor === undefined) throw new Error(`${name}, ${where}: nobody acts; say "as"`)
    const before = stage.heard.length
    const act = await actOfTurn(turn, actor, stage)
    if (act !== undefined) await stage.does(actor, act)
    if (turn.again === true) await stage.repeats()
    if (act !== undefined) transcript.push(`  ${nameOf(actor)} > ${told(turn)}`)
    for (const { chat, message } of stage.heard.slice(since)) transcript.push(`    ${chat} <\n${shown([message])}`)
    if (act !== undefined && heardBy(actor, before).length === 0)
      fail(where, actor, 'an answer', ['every act gets an answer'], [])
    for (const { message } of stage.heard.slice(since)) sound(`${name}, ${where}`, message)
    if (turn.hears !== undefined) check(where, actor, turn.hears, since)
    for (const { to, hears } of turn.also ?? []) check(where, to, hears, since)
    for (const [key, pattern] of Object.entries(turn.remember ?? {}))
      known[key] = remembered(
        `${name}, ${where}`,
        pattern,
        stage.heard.slice(since).map(({ message }) => message),
      )
  }
  for (const { to, hears } of fixture.also) check('in all', to, filled(hears, known), start)
  if (stage.errors.length > 0) throw new Error(`${name}: errors were logged:\n${stage.errors.join('\n')}`)
}

const ACTS = ['says', 'presses', 'token', 'edits', 'starts', 'sends'] as const

const staffOf = ({ as, bound, turns, also }: NamedFixture['fixture']): readonly Actor[] => {
  const all = [
    ...(as === undefined ? [] : [as]),
    ...bound,
    ...turns.flatMap((turn) => [...(turn.as === undefined ? [] : [turn.as]), ...(turn.also ?? []).map(({ to }) => to)]),
    ...also.map(({ to }) => to),
  ]
  return [...new Map(all.filter(isStaff).map((actor) => [chatOf(actor), actor])).values()]
}

const actOfTurn = async (turn: Turn, actor: Actor | undefined, stage: Stage): Promise<Act | undefined> => {
  if (turn.says !== undefined)
    return { kind: 'text', text: typeof turn.says === 'string' ? turn.says : turn.says.repeat.repeat(turn.says.times) }
  if (turn.presses !== undefined) return { kind: 'press', token: tokenOf(turn.presses, actor, stage) }
  if (turn.token !== undefined) return { kind: 'press', token: turn.token }
  if (turn.edits !== undefined) return { kind: 'edited', text: turn.edits }
  if (turn.starts !== undefined) return { kind: 'start', payload: turn.starts }
  return turn.sends === undefined ? undefined : actOf(turn.sends)
}

const tokenOf = (label: string, actor: Actor | undefined, stage: Stage): string => {
  const chat = actor === undefined ? '' : chatOf(actor)
  const choices = [...stage.heard]
    .reverse()
    .filter((each) => each.chat === chat)
    .flatMap(({ message }) => message.choices ?? [])
  const choice = choices.find((each) => each.label === label)
  if (choice === undefined)
    throw new Error(
      `no button [${label}] in ${chat}; there were: ${[...new Set(choices.map((each) => `[${each.label}]`))].join(' ')}`,
    )
  return choice.token
}

/** What holds for every message that anybody ever hears. */
const sound = (where: string, { text, choices }: Message): void => {
  const key = /(?:^|\s)(?:errors|chat|form|feedback|people|matters|access|list)\.[a-z][\w.-]*/.exec(text)?.[0]
  if (key !== undefined) throw new Error(`${where}: a text is missing: ${key}`)
  // The blanks of texts have Latin names; what people write may have others.
  if (/\{\{\s*[a-z]/i.test(text)) throw new Error(`${where}: a blank is not filled: ${text}`)
  if (text.trim() === '') throw new Error(`${where}: an empty message`)
  for (const { label, token } of choices ?? []) {
    if (Buffer.byteLength(token) > 64)
      throw new Error(`${where}: the token of [${label}] is longer than 64 bytes: ${token}`)
    if (/^[a-z]+\.[\w.-]+$/.test(label)) throw new Error(`${where}: a label is missing: ${label}`)
  }
}

const remembered = (where: string, pattern: string, heard: readonly Message[]): string => {
  for (const { text } of heard) {
    const found = new RegExp(pattern, 'u').exec(text)?.[1]
    if (found !== undefined) return found
  }
  throw new Error(`${where}: nothing like /${pattern}/ was heard:\n${shown(heard)}`)
}

/** `<name>` in every text of `value` becomes what was remembered under it. */
const filled = <T>(value: T, known: Readonly<Record<string, string>>): T =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'string' ? each.replace(/<(\w+)>/g, (whole, key: string) => known[key] ?? whole) : each,
  ) as T

const told = ({ says, presses, token, sends, edits, starts }: Turn): string =>
  typeof says === 'string'
    ? says.slice(0, 200)
    : presses !== undefined
      ? `[${presses}]`
      : JSON.stringify(says ?? sends ?? { token, edits, starts })
