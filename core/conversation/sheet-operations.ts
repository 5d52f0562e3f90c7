import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type Operation, query } from '../kernel/operation.ts'
import { accountKey, actorOf } from '../people/index.ts'
import { Conversation } from './conversation.ts'
import { repeatsOf } from './form-plan.ts'
import { isGone } from './forms.ts'
import { formOf } from './open-form.ts'
import { readSheet, Sheet, sheetOf } from './sheet.ts'
import { type Repertoire, Turn } from './turn.ts'

const Chat = { channel: z.string(), address: z.string() }
const Offered = z.object({ ...Chat, said: z.string() })
const MaybeSheet = z.object({ sheet: Sheet.optional() })
const HandedIn = z.object({
  ...Chat,
  run: z.string(),
  written: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})
const Faults = z.object({
  /** By field, in the person's language; none when all is well. */
  faults: z.record(z.string(), z.string()),
  /** Why nothing of it can be taken any more, in words. */
  over: z.string().optional(),
})

/** What takes up again a form that was left. */
const CONTINUE: readonly string[] = ['continue', '/continue']

/** The chat as it stands, looked at without changing it. */
const looked = async (
  context: Context,
  repertoire: Repertoire,
  { channel, address }: { readonly channel: string; readonly address: string },
): Promise<Turn | undefined> => {
  const chat = accountKey(context.seal, channel, address)
  const stored = await context.read(Conversation).get(chat)
  if (stored === undefined) return undefined
  return new Turn(context, repertoire, chat, await actorOf(context, chat), stored.data.touchedAt, stored.data)
}

/** The form that `said` (a button's token, or words) has just begun or taken up in this chat, as one sheet. */
export const sheetOperation = (
  repertoire: Repertoire,
): Operation<z.infer<typeof Offered>, z.infer<typeof MaybeSheet>> =>
  query({
    name: 'conversation.sheet',
    summary: 'The form that was just begun in a chat, as one sheet',
    allow: 'system',
    input: Offered,
    output: MaybeSheet,
    run: async (context, { said, ...chat }) => {
      const turn = await looked(context, repertoire, chat)
      const dialogue = turn?.state.dialogue
      // A button inside a form is an answer in chat: who has begun so goes on so.
      if (turn === undefined || dialogue === undefined || said.startsWith('=')) return {}
      if (isGone(context.content, dialogue)) return {}
      // A sheet has a fixed number of lines: what is asked again and again is asked in chat.
      if (repeatsOf(formOf(turn, dialogue)).length > 0) return {}
      const begun = dialogue.startedAt === turn.state.touchedAt
      return begun || CONTINUE.includes(said) ? { sheet: sheetOf(turn) } : {}
    },
  })

/** What is wrong with a sheet that is about to be handed in, so that the platform can say it beside the answers. */
export const checkSheetOperation = (
  repertoire: Repertoire,
): Operation<z.infer<typeof HandedIn>, z.infer<typeof Faults>> =>
  query({
    name: 'conversation.checkSheet',
    summary: 'What is wrong with the answers on a sheet',
    allow: 'system',
    input: HandedIn,
    output: Faults,
    run: async (context, { run, written, ...chat }) => {
      const turn = await looked(context, repertoire, chat)
      if (turn === undefined) return { faults: {}, over: context.content.say('zh-CN', 'form.sheet-over') }
      const { dialogue } = turn.state
      if (dialogue?.run !== run || isGone(context.content, dialogue))
        return { faults: {}, over: turn.text('form.sheet-over') }
      return { faults: { ...(await readSheet(turn, written)).faults } }
    },
  })
