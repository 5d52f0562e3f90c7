import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** Where the fixtures stand; `parts/` below it holds beginnings that several share. */
export const FOLDER = join(import.meta.dirname, '..')

/** Who acts or hears. The same name is the same chat; `on` is another platform of the same person. */
const Actor = z.union([
  z.strictObject({ citizen: z.string(), on: z.string().optional(), language: z.string().optional() }),
  z.strictObject({ cadre: z.string(), on: z.string().optional() }),
  z.strictObject({ field: z.string(), on: z.string().optional() }),
  z.strictObject({ member: z.string(), on: z.string().optional() }),
  z.strictObject({ administrator: z.string(), on: z.string().optional() }),
])
export type Actor = z.infer<typeof Actor>

const Words = z.union([z.string(), z.array(z.string())])

/** What one message must be. Plain words: the message contains them. */
const Heard = z.union([
  z.string(),
  z.strictObject({
    /** The message contains all of these. */
    text: Words.optional(),
    /** The message is exactly this. */
    exact: z.string().optional(),
    /** The message contains none of these. */
    not: Words.optional(),
    /** All its buttons, in order. */
    choices: z.array(z.string()).optional(),
    /** Some of its buttons. */
    offers: z.array(z.string()).optional(),
    /** Buttons that it does not have. */
    lacks: z.array(z.string()).optional(),
    /** How many files it carries. */
    files: z.number().optional(),
  }),
])
export type Heard = z.infer<typeof Heard>

/** A list is all that is heard, in order; one alone is among what is heard; `nothing` is silence. */
const Hears = z.union([Heard, z.array(Heard)])
export type Hears = z.infer<typeof Hears>

const Also = z.strictObject({ to: Actor, hears: Hears })

const Sends = z.union([
  z.enum(['location', 'voice', 'sticker', 'video', 'contact']),
  z.strictObject({ location: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ photos: z.number().int().positive(), caption: z.string().optional() }),
  z.strictObject({
    file: z.enum(['text', 'pdf', 'docx', 'svg', 'zip-named-jpg', 'empty', 'too-large', 'program']),
    caption: z.string().optional(),
  }),
])
export type Sends = z.infer<typeof Sends>

const Says = z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.number().int().positive() })])

const Turn = z.strictObject({
  /** Who acts from here on. */
  as: Actor.optional(),
  /** Lets the clock go on first: `+3 days`, `+20 minutes`, or a day or instant of the office's time. */
  at: z.string().optional(),
  says: Says.optional(),
  /** The label of a button; the newest of this label in the chat. */
  presses: z.string().optional(),
  /** A token that no button may have shown. */
  token: z.string().optional(),
  sends: Sends.optional(),
  edits: z.string().optional(),
  /** A deep link's payload; empty for the first contact. */
  starts: z.string().optional(),
  /** The platform hands over the last update once more. */
  again: z.literal(true).optional(),
  hears: Hears.optional(),
  also: z.array(Also).optional(),
  /** Names for parts of what was heard: the first group of each pattern. They stand as `<name>` in later turns. */
  remember: z.record(z.string(), z.string()).optional(),
})
export type Turn = z.infer<typeof Turn>

const Claims = z
  .strictObject({
    ...{ place: z.string(), since: z.string(), wanted: z.string(), dangerSaid: z.string() },
    ...{ urgent: z.boolean(), danger: z.boolean(), against: z.array(z.string()) },
    /** The code of a matter. */
    matter: z.string(),
  })
  .partial()
export type Claims = z.infer<typeof Claims>

const Fixture = z.strictObject({
  /** A day (nine o'clock in the office) or an instant of the office's time, such as `2025-06-30 16:30`. */
  today: z.string().default('2025-06-30'),
  as: Actor.optional(),
  /** Commands that this conversation shows besides the one that it is called after. */
  commands: z.array(z.string()).default([]),
  /** Beginnings under `parts/` that happen first, one after the other. */
  begins: z.array(z.string()).default([]),
  /** Staff who have bound their chats before anything happens; all who act or hear as staff have anyway. */
  bound: z.array(Actor).default([]),
  /** A model stands beside the offline assistant, and this is what it reads out of every case. */
  model: Claims.optional(),
  /** Open invitations: a name for each code, and whom it invites. */
  invites: z.record(z.string(), z.string()).default({}),
  turns: z.array(Turn),
  /** What others heard in all. */
  also: z.array(Also).default([]),
})
export type Fixture = z.infer<typeof Fixture>

export interface NamedFixture {
  /** The file's name without `.yaml`: a command, a dot, and what it shows. */
  readonly name: string
  readonly commands: readonly string[]
  readonly fixture: Fixture
}

/** All fixtures, by name. @throws Error that names the file and what is wrong in it */
export const fixtures = (): readonly NamedFixture[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.yaml'.length)
      const fixture = readFixture(file)
      return { name, commands: [name.split('.')[0] ?? name, ...fixture.commands], fixture }
    })

const readFixture = (file: string): Fixture => {
  const read = Fixture.safeParse(parse(readFileSync(join(FOLDER, file), 'utf8')))
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
  const begun = read.data.begins.map((part) => readFixture(`parts/${part}.yaml`))
  return {
    ...read.data,
    bound: [...begun.flatMap(({ bound }) => bound), ...read.data.bound],
    invites: Object.assign({}, ...begun.map(({ invites }) => invites), read.data.invites),
    turns: [
      ...begun.flatMap(({ as, turns }) => withActor(as, turns)),
      ...(begun.length === 0 ? read.data.turns : withActor(read.data.as, read.data.turns)),
    ],
  }
}

/** The first turn says who acts, so that what follows a beginning is not taken for more of it. */
const withActor = (as: Actor | undefined, turns: readonly Turn[]): Turn[] =>
  turns.map((turn, n) => (n === 0 && turn.as === undefined && as !== undefined ? { as, ...turn } : turn))
