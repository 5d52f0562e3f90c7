import type { Language } from '../content/content.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Params, Refusal } from '../kernel/errors.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Choice, Message } from '../messaging/message.ts'
import { chatBond } from '../messaging/route.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { bind, organisation, personActor } from '../people/index.ts'
import type { Extraction } from '../ports/assistant.ts'
import type { Act } from '../ports/channel.ts'
import { later } from '../ports/clock.ts'
import { MAX_FILE_BYTES } from '../ports/files.ts'
import { asksForm, type Command, type Face, mayUse, type Reply, type Talk, wordsOf } from './command.ts'
import { type Answers, type Conversation, type Dialogue, FOLLOWED_FOR } from './conversation.ts'
import type { Done } from './done.ts'
import { guess } from './guess.ts'
import { mayName, takeIn } from './kinds/files.ts'
import type { Lookups } from './kinds/kind.ts'
import { pinned } from './kinds/look-up.ts'
import { resume } from './resume.ts'
import type { Waiting } from './waiting.ts'
import { cleanWords } from './words.ts'

/** How many files are taken in from one message outside of any form. */
const MOST_FILES = 9

/** How forms are gone through: given, because a form leads to commands, and commands to forms. */
export interface Dialogues {
  /** Begins to fill in the form of `command` with what is known already. */
  start(turn: Turn, command: Command, args: readonly string[], known: Answers, written?: string): Promise<void>
  /** Says again what was asked last. */
  repeat(turn: Turn): Promise<void>
}

/** What the whole program can talk about. */
export interface Repertoire {
  readonly faces: readonly Face[]
  readonly commands: ReadonlyMap<string, Command>
  readonly lookups: Lookups
  /** What the features say of what waits for whoever asks. */
  readonly waiting: readonly Waiting[]
  readonly done: readonly Done[]
  readonly dialogues: Dialogues
}

/** One turn of a conversation: what a person did, on top of where things stood. Mutable while it lasts. */
export class Turn {
  readonly said: Message[] = []
  /** What is to be done because of this turn, besides what is said. */
  readonly wishes: Wish[] = []
  forgotten = false
  /** The form whose answers are being acted upon. */
  sending: string | undefined
  private readonly executions = new Map<string, number>()
  private readonly extracted = new Map<string, Promise<Extraction>>()

  constructor(
    readonly context: Context,
    readonly repertoire: Repertoire,
    readonly chat: string,
    /** Who acts; somebody else after an invitation was taken up. */
    public actor: Actor,
    /** When something was last received here; empty at first. */
    readonly lastAt: string,
    /** The state so far; replaced as the turn goes on. */
    public state: Conversation,
  ) {}

  get language(): Language {
    return this.state.language
  }

  /** What words say, read once a turn: danger is looked for before it is known what they are for. */
  extract(words: string): Promise<Extraction> {
    const found = this.extracted.get(words) ?? this.context.assistant.extract(words)
    this.extracted.set(words, found)
    return found
  }

  get face(): Face {
    const face = this.repertoire.faces.find((each) => mayUse(each.for, this.actor))
    if (face === undefined) throw new Error('no face is for everyone')
    return face
  }

  /** The command that plain words begin. */
  listener(): Command {
    const command = this.repertoire.commands.get(this.face.otherwise)
    if (command === undefined) throw new Error(`there is no command ${this.face.otherwise}`)
    return command
  }

  text(key: string, params?: Params): string {
    return this.context.content.say(this.language, key, params)
  }

  /** Says `reply`, and remembers its buttons so that they can be typed. */
  say(reply: Reply, extra: Partial<Message> = {}): void {
    const choices = reply.choices?.map((choice) => this.labelled(choice))
    this.offer({
      text: 'words' in reply ? reply.words : this.text(reply.say, reply.params),
      ...(choices === undefined || choices.length === 0 ? {} : { choices }),
      ...(reply.files === undefined ? {} : { files: [...reply.files] }),
      ...(reply.sensitive === undefined ? {} : { sensitive: reply.sensitive }),
      ...extra,
    })
  }

  /** Says a message that is in words already. */
  offer(message: Message): void {
    this.said.push(message)
    this.update({ offered: [...(message.choices ?? [])] })
  }

  update(changes: Partial<Conversation>): void {
    this.state = { ...this.state, ...changes }
  }

  setDialogue(dialogue: Dialogue | undefined): void {
    const { dialogue: _before, ...rest } = this.state
    this.state = dialogue === undefined ? rest : { ...rest, dialogue }
  }

  /** Takes away the form that lies ready for another chat. */
  dropDraft(): void {
    const { moving, ...rest } = this.state
    if (moving === undefined) return
    this.state = rest
    this.wishes.push({ do: 'conversation.dropDraft', input: { id: moving.draft } })
  }

  /** Begins a command: asks its form first, or runs it. What it refuses is said. */
  async begin(command: Command, args: readonly string[], answers: Answers = {}, written?: string): Promise<void> {
    if (!mayUse(command.for, this.actor)) return this.say({ say: 'chat.not-for-you' })
    await this.politely(async () => {
      if (!asksForm(command, args)) return this.sayAll(await command.run(this.talk(command), args, answers))
      const known = { ...(await command.begin?.(this.talk(command), args)), ...answers }
      await this.repertoire.dialogues.start(this, command, args, known, written)
    })
  }

  /** Gives an act that no command was named for to `command`: `before`, its words, and what came with them. */
  async hear(command: Command, act: Act, before: readonly string[] = []): Promise<void> {
    if (act.kind === 'location') {
      const { context, language, repertoire } = this
      return this.begin(command, [...before, ''], {
        place: await pinned(act, { context, language, lookups: repertoire.lookups }),
      })
    }
    if (act.kind !== 'files') return this.begin(command, [...before, cleanWords(wordsOf(act) ?? '')])
    const { kept, refused } = await takeIn(this.context, act.files.slice(0, MOST_FILES))
    const megabytes = MAX_FILE_BYTES / 1024 / 1024
    const why = refused[0] ?? (act.files.length > MOST_FILES ? 'too-many' : undefined)
    if (why !== undefined)
      this.say({ say: `form.files-${why}`, params: { count: kept.length, max: MOST_FILES, megabytes } })
    if (kept.some(({ type }) => mayName(type))) this.say({ say: 'form.files-may-name' })
    if (kept.length > 0 || act.text !== undefined) {
      await this.begin(command, [...before, cleanWords(act.text ?? '')], kept.length === 0 ? {} : { photos: [...kept] })
    }
  }

  /** Runs `attempt`; an expected failure is an answer like any other. */
  async politely(attempt: () => Promise<void>): Promise<boolean> {
    try {
      await attempt()
      return true
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'conflict') throw error
      this.say({ say: `errors.${error.code}`, params: error.params })
      return false
    }
  }

  sayAll(replies: readonly Reply[]): void {
    for (const reply of replies) this.say(reply)
  }

  talk(command: Command): Talk {
    const actor = this.actorIn(command)
    return {
      actor,
      language: this.language,
      now: this.context.now,
      content: this.context.content,
      chat: { key: this.chat, channel: this.state.channel, sealed: this.state.address, bond: chatBond(this.chat) },
      organisation: () => organisation(this.context),
      execute: (operation, input) => this.execute(operation, input, actor),
      resume: (code) => resume(this, code),
      text: (key, params) => this.text(key, params),
      join: (code) => this.join(code),
      focused: this.state.focus,
      focus: (id) => this.focus(id),
      follow: (caseId, forget) => this.follow(caseId, forget),
      guess: (attempt) => guess(this, attempt),
      say: (reply) => this.say(reply),
      welcome: async (reply) => {
        this.say(reply)
        const first = this.repertoire.commands.get(this.face.menu[0] ?? '')
        const asks = first?.form !== undefined || first?.asksLater === true
        if (first !== undefined && !asks && mayUse(first.for, this.actor)) await this.begin(first, [])
        return []
      },
      begin: async (name, args = [], answers = {}, written) => {
        const command = this.repertoire.commands.get(name)
        if (command === undefined) throw new Error(`there is no command ${name}`)
        await this.begin(command, args, answers, written)
        return []
      },
      hear: async (words, answers = {}) => {
        await this.begin(this.listener(), [words], answers)
        return []
      },
      forget: () => {
        this.forgotten = true
      },
      setLanguage: (language) => this.update({ language }),
    }
  }

  /** The same update must be the same act, whatever else happened in this chat before it was given again. */
  private execute<I, O>(operation: Operation<I, O>, input: I, actor: Actor = this.actor): Promise<O> {
    const before = this.executions.get(operation.name) ?? 0
    this.executions.set(operation.name, before + 1)
    return this.context.execute(operation, input, `${operation.name}.${before}`, actor, this.key())
  }

  /**
   * What acts of this turn are known by. The update's own key can be worked out again from the platform's ids and the
   * office's secret; this one can't, once the sealed address is gone, so that no case leads back to a forgotten chat.
   */
  private key(): string {
    return this.context.seal.blind(`${this.state.address}:${this.context.key}`, 'act')
  }

  /**
   * What everybody may do, everybody does as a citizen: a member of the staff who reports something from their own chat
   * must not stand in its history by name.
   */
  private actorIn(command: Command): Actor {
    if (command.for !== 'everyone' || command.asOneself === true || this.actor.kind !== 'person') return this.actor
    const { follows } = this.actor
    return {
      ...{ kind: 'citizen', chat: this.chat, isMember: this.actor.roles.includes('contact-point') },
      ...(follows === undefined ? {} : { follows }),
    }
  }

  private async join(code: string): Promise<string | undefined> {
    const { channel, address } = this.state
    try {
      const input = { code, channel, address: this.context.seal.open(address, chatBond(this.chat)) }
      const { name, person } = await this.context.execute(bind, input, 'join', this.actor)
      const actor = await personActor(this.context, person)
      if (actor?.kind === 'person') this.actor = { ...actor, chat: this.chat }
      return name
    } catch (error) {
      if (error instanceof Refusal && error.code === 'people.invitation-not-valid') return undefined
      throw error
    }
  }

  private follow(caseId: string, forget: boolean): void {
    const until = later(this.context.now, FOLLOWED_FOR)
    this.update({ followed: { case: caseId, until } })
    if (forget) this.wishes.push({ do: 'conversation.forgetVisit', input: { id: this.chat }, at: until })
  }

  private focus(id: string | undefined): void {
    const { focus: _before, ...rest } = this.state
    this.state = id === undefined ? rest : { ...rest, focus: id }
  }

  private labelled({ say, params, token, style }: SaidChoice): Choice {
    return { label: this.text(say, params).slice(0, 64), token, ...(style === undefined ? {} : { style }) }
  }
}
