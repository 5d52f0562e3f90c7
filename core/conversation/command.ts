import type { Language } from '../content/content.ts'
import type { Actor, Role } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import type { Params } from '../kernel/errors.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Saying } from '../messaging/tell.ts'
import type { Organisation } from '../people/organisation.ts'
import type { Act } from '../ports/channel.ts'
import type { Answers } from './conversation.ts'
import type { Form } from './form.ts'

/** Who may use a command: everyone, whoever is bound to a person, or whoever has one of the roles. */
export type Audience = 'everyone' | 'person' | readonly Role[]

/** What a command may do while it talks with somebody. */
export interface Talk {
  readonly actor: Actor
  readonly language: Language
  readonly now: string
  readonly content: Context['content']
  /** The chat that this goes on in, for those who want to be told here. */
  readonly chat: { readonly key: string; readonly channel: string; readonly sealed: string; readonly bond: string }
  /** Who is who now. */
  organisation(): Promise<Organisation>
  /** Executes an operation as the person who talks; a repeated update does it once. */
  execute<I, O>(operation: Operation<I, O>, input: I): Promise<O>
  /** A text in the language of the person. */
  text(key: string, params?: Params): string
  /** The case or warning that was looked at last here: what is said without a command may be about it. */
  readonly focused: string | undefined
  focus(id: string | undefined): void
  /** Binds this chat to the person whom the code invites, and returns their name; undefined for a code that invites nobody. */
  join(code: string): Promise<string | undefined>
  /** Takes an unfinished form along from another chat; false for a code that brings none. */
  resume(code: string): Promise<boolean>
  /** Whoever writes here has shown the secret code of this case; with `forget`, nothing of their visit is kept. */
  follow(caseId: string, forget: boolean): void
  /** Whether codes may be tried from here now; each wrong one makes the next wait longer. */
  guess(attempt: () => Promise<readonly Reply[] | undefined>): Promise<readonly Reply[]>
  /** Says `reply` at once, before whatever is begun next. */
  say(reply: Reply): void
  /** Says `reply`, and then what stands first in the menu of who this now is: for staff, all that waits for them. */
  welcome(reply: Reply): Promise<readonly Reply[]>
  /** Starts another command instead, such as a form after a button; `written` are labelled lines that answer its form. */
  begin(command: string, args?: readonly string[], answers?: Answers, written?: string): Promise<readonly Reply[]>
  /** Hears words, and photos, as the face hears what is for nothing in particular. */
  hear(words: string, answers?: Answers): Promise<readonly Reply[]>
  /** Leaves no trace of this conversation once what is said now has arrived. */
  forget(): void
  setLanguage(language: Language): void
}

/** What is said: by text key, with labels by text key, or in words already. */
export type Reply = (
  | Saying
  | { readonly words: string; readonly choices?: Saying['choices']; readonly files?: Saying['files'] }
) & {
  /** Holds something that should not stay on a shared screen. */
  readonly sensitive?: true
}

/** Something that people can say or press. Commands hold no rules: they ask, execute operations, and say the result. */
export interface Command {
  /** After the slash: `a-z`, `0-9` and `_`, at most 32. Also the first word of its button tokens. */
  readonly name: string
  readonly for: Audience
  /** A text key: what it does, in menus and help. */
  readonly summary: string
  /** Stands in menus and help; false for those that only buttons lead to. */
  readonly listed: boolean
  /** A text key of phrases, separated by `|`, that mean this command when they stand in a short message. */
  readonly words?: string
  /** What is written around its phrase says more: the whole message is then its argument. */
  readonly sentence?: true
  /** What else means this command in a short message, and with which arguments; nothing where it does not. */
  hears?(content: Context['content'], words: string): readonly string[] | undefined
  /**
   * Whether words without a command are for this one, before the face's `otherwise` hears them: the arguments that stand
   * before the words. `waits` gives the tokens of all that waits for whoever writes, the nearest day first.
   */
  takes?(talk: Talk, words: string, waits: () => Promise<readonly string[]>): Promise<readonly string[] | undefined>
  /** The letter that starts a deep link's payload: `i-CODE` begins this command with `CODE`. */
  readonly link?: string
  /** Members of the staff do it as such, although everybody may: what else everybody may do, they do as citizens. */
  readonly asOneself?: true
  /** The form that is filled in before `run`. */
  readonly form?: string
  /** Its first argument names the form; without one it runs at once. */
  readonly chosenForm?: true
  /** The form itself, where it stands in no content: questions that somebody wrote. Whoever began it goes on with it as it was. */
  ownForm?(talk: Talk, args: readonly string[]): Promise<Form>
  /** It begins a command that asks a form; which one is only known when it runs. */
  readonly asksLater?: true
  /** What a story in its form says of other fields, which are then asked no more. */
  reads?(story: string): Answers
  /** What is known before the form is asked; may refuse. */
  begin?(talk: Talk, args: readonly string[]): Promise<Answers>
  /** Something to think about, in words, shown with all answers before they are sent. It never stands in the way. */
  hint?(talk: Talk, args: readonly string[], answers: Answers): Promise<string | undefined>
  run(talk: Talk, args: readonly string[], answers: Answers): Promise<readonly Reply[]>
}

export const command = (declared: Omit<Command, 'listed'> & { listed?: boolean }): Command => ({
  ...declared,
  listed: declared.listed ?? true,
})

/** The form of the content that `command` asks with these arguments. */
const formAsked = (asked: Command, args: readonly string[]): string | undefined =>
  asked.form ?? (asked.chosenForm === true ? args[0] : undefined)

/** Whether `command` asks a form before it runs. */
export const asksForm = (asked: Command, args: readonly string[]): boolean =>
  asked.ownForm !== undefined || formAsked(asked, args) !== undefined

/** What `command` asks with these arguments: a form of the content by its name, or one of its own. */
export const whatIsAsked = async (
  asked: Command,
  talk: Talk,
  args: readonly string[],
): Promise<{ readonly form: string; readonly own?: Form }> => {
  const own = await asked.ownForm?.(talk, args)
  return own === undefined ? { form: formAsked(asked, args) ?? '' } : { form: own.name, own }
}

/** A face: which commands a kind of people meets, in menu order, and what words without a command mean. */
export interface Face {
  readonly name: 'citizen' | 'cadre' | 'field' | 'member' | 'administrator'
  /** The roles that meet this face; the first face that fits is taken. */
  readonly for: Audience
  readonly menu: readonly string[]
  /** The command that plain words begin. */
  readonly otherwise: string
  /** A text key. */
  readonly welcome: string
}

export const mayUse = (audience: Audience, actor: Actor): boolean => {
  if (audience === 'everyone' || actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  return audience === 'person' || actor.roles.some((role) => audience.includes(role))
}

/** The part of an act that can be read as words. */
export const wordsOf = (act: Act): string | undefined =>
  act.kind === 'text' ? act.text : act.kind === 'files' ? act.text : undefined
