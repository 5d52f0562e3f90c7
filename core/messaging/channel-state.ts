import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Person } from '../people/person.ts'
import { DAY, later } from '../ports/clock.ts'
import { split } from './split.ts'
import { tell } from './tell.ts'

/** Why nothing leaves: the platform does not take the token, or can't be reached. */
export const PauseReason = z.enum(['refused', 'down'])
export type PauseReason = z.infer<typeof PauseReason>

/** Whether a channel takes messages, for everybody who does not send on it themselves. Its id is the channel's name. */
export const ChannelState = record('channel-state', {
  prefix: 'n',
  schema: z.strictObject({
    state: z.enum(['running', 'paused']),
    reason: PauseReason.optional(),
    since: z.string(),
    /** How long one text may be there, in UTF-16 units; absent until a process has sent on it. */
    textLength: z.number().int().positive().optional(),
  }),
  keepSteps: 20,
})
export type ChannelState = RecordOf<typeof ChannelState>

const Done = z.object({ channel: z.string() })
const outputOf = ({ id }: Stored<ChannelState>) => ({ channel: id })

/** How many of the staff are told at most. */
const TOLD = 50

/** Officers and administrators hear of it on another channel, if they have one. */
const toStaff = async (context: Context, channel: string, say: string) => {
  const told = []
  for await (const { id, data } of context.read(Person).stream({})) {
    const concerned =
      data.state === 'active' && data.roles.some((role) => role === 'officer' || role === 'administrator')
    if (concerned && told.length < TOLD) told.push(id)
  }
  const expiresAt = later(context.now, DAY)
  return told.map((person) =>
    tell({ kind: 'person', person }, say, { purpose: 'duty', params: { channel }, avoid: channel, expiresAt }),
  )
}

export const pauseChannel = operation({
  name: 'messaging.pauseChannel',
  summary: 'Record that a channel takes no messages, and tell the staff',
  allow: 'system',
  input: z.object({ channel: z.string(), reason: PauseReason }),
  output: Done,
  async run(context, { channel, reason }) {
    const known = await context.read(ChannelState).get(channel)
    if (known?.data.state === 'paused') return answer({ channel })
    const { textLength } = known?.data ?? {}
    const data = { state: 'paused' as const, reason, since: context.now, textLength }
    const wishes = await toStaff(context, channel, `messaging.channel-${reason}`)
    if (known === undefined) return create(ChannelState, channel, data, wishes)
    return change(ChannelState, await context.load(ChannelState, channel), data, wishes)
  },
  outputOf,
})

export const resumeChannel = operation({
  name: 'messaging.resumeChannel',
  summary: 'Record that a channel takes messages again, and tell the staff',
  allow: 'system',
  input: Done,
  output: Done,
  async run(context, { channel }) {
    const known = await context.read(ChannelState).get(channel)
    if (known?.data.state !== 'paused') return answer({ channel })
    const stored = await context.load(ChannelState, channel)
    const wishes = await toStaff(context, channel, 'messaging.channel-runs')
    const { textLength } = stored.data
    return change(ChannelState, stored, { state: 'running', since: context.now, textLength }, wishes)
  },
  outputOf,
})

export const describeChannel = operation({
  name: 'messaging.describeChannel',
  summary: 'Record how long a text of a channel may be, for those who write without sending on it',
  allow: 'system',
  audited: false,
  input: z.object({ channel: z.string(), textLength: z.number().int().positive() }),
  output: Done,
  async run(context, { channel, textLength }) {
    const known = await context.read(ChannelState).get(channel)
    if (known === undefined) return create(ChannelState, channel, { state: 'running', since: context.now, textLength })
    return change(ChannelState, await context.load(ChannelState, channel), { ...known.data, textLength })
  },
  outputOf,
})

/** How `text` reaches its readers on each channel where it is too long for one message: in which parts. */
export const partsOn = async (
  context: Pick<Context, 'read'>,
  text: string,
): Promise<{ channel: string; parts: string[] }[]> => {
  const all: { channel: string; parts: string[] }[] = []
  for await (const { id, data } of context.read(ChannelState).stream({})) {
    const parts = data.textLength === undefined ? [] : split(text, data.textLength)
    if (parts.length > 1) all.push({ channel: id, parts: [...parts] })
  }
  return all
}
