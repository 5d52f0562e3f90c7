import { z } from 'zod'
import type { Act } from '../../../core/ports/channel.ts'
import { addressOf } from './address.ts'
import { clipOf, type ReadFile, SlackFile } from './incoming-files.ts'
import { CALLBACK } from './modal.ts'
import type { Written } from './parts.ts'
import { wordsOf } from './words.ts'

/** What a person did, before it is known in which language they read. */
export interface Said {
  /** The same again when Slack repeats itself. */
  readonly id: string
  readonly address: string
  readonly user: string
  /** Their direct message with this program, where it shows. */
  readonly direct?: string
  /** With which a modal may be opened, within three seconds and once. */
  readonly trigger?: string
  readonly act: Act
}

const Words = z.object({ text: z.string().optional(), blocks: z.array(z.unknown()).optional() })
const Edited = Words.extend({ user: z.string().optional(), bot_id: z.string().optional(), edited: z.unknown() })
const MessageEvent = Words.extend({
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  files: z.array(SlackFile).optional(),
  message: Edited.optional(),
  previous_message: Words.optional(),
})
type MessageEvent = z.infer<typeof MessageEvent>

const EventBody = z.object({ event_id: z.string(), team_id: z.string(), event: z.unknown() })
const HomeEvent = z.object({ user: z.string(), channel: z.string().optional(), tab: z.string().optional() })

const Person = z.object({ id: z.string(), team_id: z.string().optional() })
const PressBody = z.object({
  user: Person,
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string().optional(),
  actions: z.array(z.object({ action_ts: z.string(), value: z.string().optional() })),
})
const CommandBody = z.object({
  team_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
})

/** A message, or undefined when nobody waits for an answer to it; `aside` for what is said outside direct messages. */
export const messageSaid = (body: unknown, readFile: ReadFile): Said | undefined | 'aside' => {
  const outer = EventBody.safeParse(body)
  const inner = MessageEvent.safeParse(outer.data?.event)
  if (!outer.success || !inner.success) return undefined
  const event = inner.data
  const user = event.user ?? event.message?.user
  // What bots say, this one too, is never an act.
  const bot = event.bot_id ?? event.message?.bot_id
  if (user === undefined || bot !== undefined || user === 'USLACKBOT' || event.subtype === 'bot_message')
    return undefined
  if (event.channel_type !== 'im') return event.subtype === undefined ? 'aside' : undefined
  const act = actOf(event, readFile)
  if (act === undefined) return undefined
  const address = addressOf(outer.data.team_id, user)
  return { id: `slack:${outer.data.event_id}`, address, user, direct: event.channel, act }
}

const actOf = (event: MessageEvent, readFile: ReadFile): Act | undefined => {
  const { subtype, files = [] } = event
  if (subtype === 'message_changed') return editOf(event)
  if (files.length > 0) return filesAct(files, wordsOf(event), readFile)
  if (subtype === undefined || SPOKEN.includes(subtype)) {
    const text = wordsOf(event)
    return text === '' ? { kind: 'unsupported', what: 'other' } : { kind: 'text', text }
  }
  return event.hidden === true || SILENT.includes(subtype) ? undefined : { kind: 'unsupported', what: 'other' }
}

/** Slack also calls it a change when it adds the preview of a link. */
const editOf = ({ message, previous_message }: MessageEvent): Act | undefined => {
  if (message?.edited == null) return undefined
  const text = wordsOf(message)
  return previous_message !== undefined && wordsOf(previous_message) === text ? undefined : { kind: 'edited', text }
}

const filesAct = (files: readonly SlackFile[], text: string, readFile: ReadFile): Act => {
  const clips = files.map(clipOf)
  const [what] = clips
  if (what !== undefined && !clips.includes(undefined)) return { kind: 'unsupported', what }
  return { kind: 'files', files: files.map(readFile), ...(text === '' ? {} : { text }) }
}

const SPOKEN: readonly string[] = ['me_message', 'thread_broadcast', 'file_share']

/** What clients and Slack itself report: nobody waits for an answer to it. */
const SILENT: readonly string[] = [
  'assistant_app_thread',
  'bot_add',
  'bot_remove',
  'message_deleted',
  'message_replied',
  'pinned_item',
  'reminder_add',
  'tombstone',
  'unpinned_item',
]

/** A pressed button, in a message or in the home tab. */
export const pressSaid = (body: unknown): Said | undefined => {
  const parsed = PressBody.safeParse(body)
  const [action] = parsed.data?.actions ?? []
  const team = parsed.data?.team?.id ?? parsed.data?.user.team_id
  if (!parsed.success || action?.value === undefined || team === undefined) return undefined
  const { user, channel, trigger_id } = parsed.data
  return {
    id: `slack:press:${user.id}:${action.action_ts}`,
    address: addressOf(team, user.id),
    user: user.id,
    ...(channel?.id.startsWith('D') === true ? { direct: channel.id } : {}),
    ...(trigger_id === undefined ? {} : { trigger: trigger_id }),
    act: { kind: 'press', token: action.value },
  }
}

/**
 * `/contact TEXT`, from any channel; answers come by direct message. Slack has no links that carry a payload, so
 * `/contact start PAYLOAD`, or nothing behind the command, is the first contact.
 */
export const commandSaid = (body: unknown): Said | undefined => {
  const parsed = CommandBody.safeParse(body)
  if (!parsed.success) return undefined
  const { team_id, user_id, trigger_id, text } = parsed.data
  const words = text.trim()
  const start = /^(?:\/?start(?:\s+(.*))?)?$/s.exec(words)
  return {
    id: `slack:command:${trigger_id}`,
    address: addressOf(team_id, user_id),
    user: user_id,
    trigger: trigger_id,
    act: start === null ? { kind: 'text', text: words } : { kind: 'start', payload: start[1]?.trim() ?? '' },
  }
}

/** A modal that was handed in or put away; undefined for one that is not ours. */
export const sheetSaid = (body: unknown): SheetSaid | undefined => {
  const parsed = ViewBody.safeParse(body)
  const team = parsed.data?.team?.id ?? parsed.data?.user.team_id
  if (!parsed.success || team === undefined || parsed.data.view.callback_id !== CALLBACK) return undefined
  const { type, user, view } = parsed.data
  const run = view.private_metadata
  const [first = ''] = view.blocks.flatMap(({ block_id }) => block_id ?? [])
  const who = { address: addressOf(team, user.id), user: user.id, run, first }
  if (type === 'view_closed') return { ...who, id: `slack:closed:${view.id}`, act: { kind: 'sheet', run } }
  const written = Object.fromEntries(
    Object.entries(view.state?.values ?? {}).map(([field, inputs]) => [field, writtenIn(inputs.answer)]),
  )
  return { ...who, id: `slack:sheet:${view.id}`, written, act: { kind: 'sheet', run, written } }
}

export interface SheetSaid extends Said {
  readonly run: string
  /** The first field, where a fault of the whole is shown. */
  readonly first: string
  /** Absent when it was put away. */
  readonly written?: Written
}

const Chosen = z.object({ value: z.string() })
const Input = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: Chosen.nullish(),
  selected_options: z.array(Chosen).nullish(),
})
const ViewBody = z.object({
  type: z.enum(['view_submission', 'view_closed']),
  user: Person,
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    blocks: z.array(z.object({ block_id: z.string().optional() })).default([]),
    state: z.object({ values: z.record(z.string(), z.object({ answer: Input.optional() })) }).optional(),
  }),
})

const writtenIn = (input: z.infer<typeof Input> = {}): string | readonly string[] =>
  input.selected_options?.map(({ value }) => value) ??
  input.selected_option?.value ??
  input.selected_date ??
  input.value ??
  ''

/** Whose home tab was opened; undefined when it was another tab. */
export const homeOpened = (body: unknown): { user: string; address: string; direct?: string } | undefined => {
  const outer = EventBody.safeParse(body)
  const inner = HomeEvent.safeParse(outer.data?.event)
  if (!outer.success || !inner.success || inner.data.tab !== 'home') return undefined
  const { user, channel } = inner.data
  return { user, address: addressOf(outer.data.team_id, user), ...(channel === undefined ? {} : { direct: channel }) }
}

/** The channel in which something was said to this program that is no direct message. */
export const channelOf = (body: unknown): { channel: string; user?: string } | undefined => {
  const event = z.object({ event: z.object({ channel: z.string(), user: z.string().optional() }) }).safeParse(body)
  if (!event.success) return undefined
  const { channel, user } = event.data.event
  return { channel, ...(user === undefined ? {} : { user }) }
}
