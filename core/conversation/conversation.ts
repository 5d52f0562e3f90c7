import { z } from 'zod'
import { record } from '../kernel/record.ts'
import { Choice } from '../messaging/message.ts'
import { MINUTE } from '../ports/clock.ts'
import { Form } from './form.ts'

/** A file that was taken in: `file` is its name in the file store, `original` the sealed bytes as they came. */
export const Attachment = z.object({
  file: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  original: z.string().optional(),
})
export type Attachment = z.infer<typeof Attachment>

/** The photos and files of one answer of a form; none where it was passed over. */
export const attachmentsIn = (answer: unknown): Attachment[] =>
  Array.isArray(answer) ? answer.flatMap((each) => Attachment.safeParse(each).data ?? []) : []

export const Place = z.object({
  text: z.string(),
  code: z.string().optional(),
  lat: z.number().optional(),
  lng: z.number().optional(),
})
export type Place = z.infer<typeof Place>

/** What one question can be answered with. */
const Simple = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), Place, z.array(Attachment)])

/** One round of a group that is asked again and again. `row` tells it from other values that have names inside. */
export const Row = z.object({ row: z.record(z.string(), Simple) })
export type Row = z.infer<typeof Row>

/** What a field of a form can hold; a repeated group holds its rounds under its own name. */
export const Answer = z.union([...Simple.options, z.array(Row)])
export type Answer = z.infer<typeof Answer>
export type Answers = Readonly<Record<string, Answer>>

/** A form that is being filled in. */
export const Dialogue = z.object({
  /** Tells this filling from earlier ones, so that an old button can't answer a new question. */
  run: z.string(),
  command: z.string(),
  args: z.array(z.string()),
  form: z.string(),
  /** The form itself, where it stands in no content. */
  own: Form.optional(),
  /** What the form said when it was begun, in short. */
  digest: z.string().optional(),
  answers: z.record(z.string(), Answer),
  /** Optional fields that the person passed over. */
  skipped: z.array(z.string()),
  /** The field that was asked last; absent while everything is being shown for confirmation. */
  asking: z.string().optional(),
  /** Words for a field that several things are meant by: it is asked which. */
  unclear: z.object({ field: z.string(), words: z.string() }).optional(),
  /** The answer that is being changed, as it was. */
  before: z.object({ field: z.string(), answer: Answer }).optional(),
  /** Words that put some answer right: it is asked which. */
  right: z.string().optional(),
  /** The person is choosing which answer to change. */
  choosing: z.boolean(),
  startedAt: z.string(),
  /** Repeated groups of which the person has said that it is enough. */
  closed: z.array(z.string()).optional(),
  /** The repeated group of which another round has begun. */
  round: z.string().optional(),
  /** The person was reminded of it. */
  reminded: z.boolean().optional(),
})
export type Dialogue = z.infer<typeof Dialogue>

const ConversationSchema = z.object({
  channel: z.string(),
  /** The platform's address of the chat, sealed for delivery. */
  address: z.string(),
  language: z.enum(['zh-CN', 'zh-TW', 'en']),
  dialogue: Dialogue.optional(),
  /** Forms that were put aside for others, the latest at the end: each goes on when the one after it has ended. */
  paused: z.array(Dialogue).optional(),
  /** The form that a code lies ready for, and where it lies: it goes when the form ends here. */
  moving: z.object({ run: z.string(), draft: z.string() }).optional(),
  /** The choices that were offered last: a number or a label that is typed means the button. */
  offered: z.array(Choice),
  /** The case that was looked at last. */
  focus: z.string().optional(),
  /** The case whose secret code was given here; its reporter is taken to be writing until then. */
  followed: z.object({ case: z.string(), until: z.string() }).optional(),
  /** The platform's ids of the updates that were dealt with, the newest last. */
  seen: z.array(z.string()),
  touchedAt: z.string(),
  /** Wrong codes that were tried from here, and until when no more are looked at. */
  guesses: z.object({ count: z.number(), until: z.string() }).optional(),
})

/** How long a secret code opens its case in a chat. */
export const FOLLOWED_FOR = 30 * MINUTE

/** How many chats a process keeps in mind. */
const REMEMBERED = 2_000

/** The state of one chat; its id is the blinded key of the chat. */
export const Conversation = record('conversation', {
  prefix: '',
  schema: ConversationSchema,
  keepSteps: 2,
  remembered: REMEMBERED,
})
export type Conversation = z.infer<typeof ConversationSchema>
