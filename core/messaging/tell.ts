import { z } from 'zod'
import { personIn } from '../kernel/actor.ts'
import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { News, Purpose, Recipient } from './delivery.ts'
import { Message, MessageFile } from './message.ts'

/** A button whose label is a text key. */
export const SaidChoice = z.object({
  say: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  token: z.string(),
  style: z.enum(['primary', 'danger', 'plain']).optional(),
})
export type SaidChoice = z.infer<typeof SaidChoice>

/** Something to say, before it is known in which language. */
export const Saying = z.object({
  say: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  choices: z.array(SaidChoice).optional(),
  files: z.array(MessageFile).optional(),
})
export type Saying = z.infer<typeof Saying>

/** What `messaging.queue` takes: a message in words already, or one to be said in the recipient's language. */
export const Telling = z.object({
  to: Recipient,
  purpose: Purpose,
  words: z.union([z.object({ message: Message }), z.object({ saying: Saying })]),
  /** Sorts messages that are queued at the same instant. */
  order: z.string(),
  about: z.string().optional(),
  /** The delivery that this puts right: edited where the platform can, said anew where it can't. Has the same files. */
  corrects: z.string().optional(),
  news: News.optional(),
  /** Comes in quiet hours too. */
  urgent: z.boolean().optional(),
  /** After that it is of no use, and is not sent. */
  expiresAt: z.iso.datetime().optional(),
  /** A channel to be used only where there is no other. */
  avoid: z.string().optional(),
})
export type Telling = z.infer<typeof Telling>

interface Said {
  readonly purpose?: 'notice' | 'duty'
  readonly params?: Params
  readonly choices?: readonly SaidChoice[]
  readonly files?: readonly MessageFile[]
  readonly about?: string
  readonly corrects?: string
  /** Comes in quiet hours too. */
  readonly urgent?: boolean
  /** After this instant it is of no use, and is not sent. */
  readonly expiresAt?: string
  /** A channel to be used only where there is no other. */
  readonly avoid?: string
  readonly at?: string
  /** Who hears what became of the message. */
  readonly news?: News
}

/** The wish to tell `to` the text `say`, in their language, on the platform that they prefer. */
export const tell = (to: Recipient, say: string, said: Said = {}): Wish => ({
  do: 'messaging.queue',
  input: {
    to,
    purpose: said.purpose ?? 'notice',
    words: {
      saying: {
        say,
        ...(said.params === undefined ? {} : { params: said.params }),
        ...(said.choices === undefined ? {} : { choices: [...said.choices] }),
        ...(said.files === undefined ? {} : { files: [...said.files] }),
      },
    },
    order: '',
    ...(said.about === undefined ? {} : { about: said.about }),
    ...(said.corrects === undefined ? {} : { corrects: said.corrects }),
    ...(said.news === undefined ? {} : { news: said.news }),
    ...(said.urgent === undefined ? {} : { urgent: said.urgent }),
    ...(said.expiresAt === undefined ? {} : { expiresAt: said.expiresAt }),
    ...(said.avoid === undefined ? {} : { avoid: said.avoid }),
  } satisfies Telling,
  ...(said.at === undefined ? {} : { at: said.at }),
})

/** The same to whoever did something, by the name under which that was noted; nothing where it was no person. */
export const tellNamed = (name: string, say: string, said: Said = {}): readonly Wish[] => {
  const person = personIn(name)
  return person === undefined ? [] : [tell({ kind: 'person', person }, say, said)]
}
