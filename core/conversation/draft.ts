import { z } from 'zod'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, remove } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { DAY, later } from '../ports/clock.ts'
import type { Seal } from '../ports/seal.ts'
import { Conversation, Dialogue } from './conversation.ts'

/** How many digits the code has that takes an unfinished form along, and how long it is good. */
export const MOVE_DIGITS = 10
const GOOD_FOR = DAY

const DraftSchema = z.object({
  dialogue: Dialogue,
  /** The conversation that it comes from. */
  from: z.string(),
  until: z.string(),
  state: z.enum(['waiting', 'taken']),
})

/** An unfinished form on its way to another chat. Its id is the blinded code: the code itself is kept nowhere. */
export const Draft = record('draft', { prefix: 'w', schema: DraftSchema })
type Draft = z.infer<typeof DraftSchema>

/** The code with which the execution of `key` lets a form go: the same again for the same key. */
export const moveCode = (seal: Seal, key: string): string => seal.digits(key, 'move-code', MOVE_DIGITS)
export const draftId = (seal: Seal, code: string): string => `${Draft.prefix}${seal.blind(code, 'move')}`

const Done = z.object({ id: z.string() })
const idOf = (stored: Stored<Draft> | undefined): z.infer<typeof Done> => ({ id: stored?.id ?? '' })

/** Lays an unfinished form ready for whoever brings the code, for a day. */
export const putDraft = operation({
  name: 'conversation.putDraft',
  summary: 'Lay an unfinished form ready for another chat',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), dialogue: Dialogue, from: z.string() }),
  output: Done,
  run: async (context, { id, dialogue, from }) => {
    const until = later(context.now, GOOD_FOR)
    return create(Draft, id, { dialogue, from, until, state: 'waiting' }, [
      { do: 'conversation.dropDraft', input: { id }, at: until },
    ])
  },
  outputOf: idOf,
})

/** Gives out the form, once. The same refusal for every code that opens nothing. */
export const takeDraft = operation({
  name: 'conversation.takeDraft',
  summary: 'Take an unfinished form along to this chat',
  allow: 'anyone',
  audited: false,
  input: z.object({ code: z.string().max(200) }),
  output: z.object({ id: z.string(), from: z.string(), dialogue: Dialogue }),
  async run(context, { code }) {
    const digits = code.normalize('NFKC').replace(/\D/g, '')
    const stored = await context.load(Draft, draftId(context.seal, digits)).catch((error: unknown) => {
      throw isNotFound(error) ? notFound('conversation.nothing-to-resume') : error
    })
    if (stored.data.state === 'taken' || stored.data.until <= context.now)
      throw notFound('conversation.nothing-to-resume')
    return change(Draft, stored, { ...stored.data, state: 'taken' })
  },
  outputOf: ({ id, data }: Stored<Draft>) => ({ id, from: data.from, dialogue: data.dialogue }),
})

const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'not-found'

/** Nothing of a form stays behind once it has been taken along, or its day is over. */
export const dropDraft = operation({
  name: 'conversation.dropDraft',
  summary: 'Delete an unfinished form that was laid ready',
  allow: 'system',
  audited: false,
  input: Done,
  output: Done,
  run: async (context, { id }) => remove(Draft, await context.load(Draft, id), { timers: true }),
  outputOf: idOf,
})

/** Puts away the unfinished form `run` of a chat: it went on elsewhere, or nobody came back to it. */
export const putAway = operation({
  name: 'conversation.putAway',
  summary: 'Put away an unfinished form',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), run: z.string() }),
  output: z.object({}),
  async run(context, { id, run }) {
    const stored = await context.load(Conversation, id)
    const { dialogue, ...rest } = stored.data
    if (dialogue?.run === run) return change(Conversation, stored, { ...rest, offered: [] })
    const paused = rest.paused?.filter((each) => each.run !== run)
    if (paused?.length === rest.paused?.length) return answer({})
    return change(Conversation, stored, { ...stored.data, paused })
  },
  outputOf: () => ({}),
})
