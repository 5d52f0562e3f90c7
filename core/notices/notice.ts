import { z } from 'zod'
import { Audience } from '../audiences/index.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { MessageFile } from '../messaging/message.ts'

/** What is wanted of whoever reads it. */
export const Ask = z.enum(['nothing', 'confirm', 'choice', 'questions', 'form', 'reply'])
export type Ask = z.infer<typeof Ask>

/** Whether it is answered by filling in a form: one of the content, or questions of its own. */
export const isFilledIn = (ask: Ask): boolean => ask === 'form' || ask === 'questions'

/** One question of a notice, as its writer meant it. */
export const Question = z.strictObject({
  asks: z.string(),
  way: z.enum(['number', 'date', 'files', 'words', 'choice']),
  /** What may be chosen; empty where it is answered in another way. */
  options: z.array(z.string()),
  required: z.boolean(),
})
export type Question = z.infer<typeof Question>

/** A notice 通知公告: written, shown to its writer, tried, and then sent to its audience as a campaign. */
export const Notice = record('notice', {
  prefix: 'j',
  schema: z.strictObject({
    /** What officers call it by: its first line. */
    title: z.string(),
    text: z.string(),
    files: z.array(MessageFile),
    ask: Ask,
    /** What may be chosen. */
    options: z.array(z.string()),
    /** What its writer asks, one after the other. */
    questions: z.array(Question),
    /** The form of the content that is to be filled in. */
    form: z.string().optional(),
    audience: Audience,
    opensAt: z.string().optional(),
    closesAt: z.string().optional(),
    reminders: z.array(z.number().int()),
    spread: z.number(),
    urgent: z.boolean(),
    state: z.enum(['draft', 'sent', 'discarded']),
    /** The campaign that it was sent as. */
    campaign: z.string().optional(),
    /** Earlier words of it, before they were put right. */
    earlier: z.array(z.strictObject({ text: z.string(), until: z.string() })),
    writtenBy: z.string(),
    writtenAt: z.string(),
  }),
  indexes: [{ paths: ['data.campaign'], unique: true }],
})
export type Notice = RecordOf<typeof Notice>

/** One message in the talk between a reader of a notice and the office. */
export const NoticeReply = record('notice-reply', {
  prefix: 'z',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    from: z.enum(['reader', 'office']),
    by: z.string(),
    text: z.string(),
    files: z.array(MessageFile),
    at: z.string(),
  }),
  indexes: [
    { paths: ['data.campaign', 'data.at'] },
    { paths: ['data.campaign', 'data.person', 'data.at'] },
    { paths: ['data.person', 'data.at'] },
  ],
})
export type NoticeReply = RecordOf<typeof NoticeReply>
