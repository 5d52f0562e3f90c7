import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type Operation, operation, query } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { accountKey, actorOf } from '../people/index.ts'
import { mayUse } from './command.ts'
import { Conversation } from './conversation.ts'
import type { Repertoire } from './turn.ts'

const Language = z.enum(['zh-CN', 'zh-TW', 'en'])
const Chat = { channel: z.string(), address: z.string() }

const Items = z.object({ items: z.array(z.object({ label: z.string(), token: z.string() })) })

/** What a menu button shows to whoever writes from this chat. */
export const menuOperation = (
  repertoire: Repertoire,
): Operation<{ channel: string; address: string; language: z.infer<typeof Language> }, z.infer<typeof Items>> =>
  query({
    name: 'conversation.menu',
    summary: 'The commands that a chat may use, in the order of its menu',
    allow: 'system',
    input: z.object({ ...Chat, language: Language }),
    output: Items,
    run: async (context, { channel, address, language }) => {
      const actor = await actorOf(context, accountKey(context.seal, channel, address))
      const face = repertoire.faces.find((each) => mayUse(each.for, actor))
      const named = (face?.menu ?? []).flatMap((name) => repertoire.commands.get(name) ?? [])
      const usable = named.filter((command) => mayUse(command.for, actor))
      return {
        items: usable.map(({ name, summary }) => ({ label: context.content.say(language, summary), token: name })),
      }
    },
  })

/** The language that was chosen outside of the conversation, on the page around it. */
export const setLanguage = operation({
  name: 'conversation.setLanguage',
  summary: 'Go on with a chat in another language',
  allow: 'system',
  audited: false,
  input: z.object({ ...Chat, language: Language }),
  output: z.object({}),
  async run(context: Context, { channel, address, language }) {
    const id = accountKey(context.seal, channel, address)
    const stored = await context.read(Conversation).get(id)
    return stored === undefined ? answer({}) : change(Conversation, stored, { ...stored.data, language })
  },
  outputOf: () => ({}),
})
