import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Context } from '../kernel/context.ts'
import type { Params } from '../kernel/errors.ts'
import { type Operation, operation, query } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { Account } from '../people/account.ts'
import { accountKey, actorOf } from '../people/index.ts'
import { mayUse } from './command.ts'
import { Conversation } from './conversation.ts'
import { doneBy } from './done.ts'
import type { Repertoire } from './turn.ts'
import { type Asked, pageOf, waitingFor } from './waiting.ts'

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

const Home = z.object({
  title: z.string(),
  items: Items.shape.items,
  /** What they did last; no items where there is none. */
  done: z.object({ title: z.string(), items: Items.shape.items }),
})

/** What waits for whoever writes from this chat: the same that `/mine` says there. */
export const homeOperation = (
  repertoire: Repertoire,
): Operation<{ channel: string; address: string; language: z.infer<typeof Language> }, z.infer<typeof Home>> =>
  query({
    name: 'conversation.home',
    summary: 'What waits for whoever writes from a chat, by the day it is due',
    allow: 'system',
    input: z.object({ ...Chat, language: Language }),
    output: Home,
    run: async (context, { channel, address, language }) => {
      const chat = accountKey(context.seal, channel, address)
      const known = await actorOf(context, chat)
      // A code that was shown here opens nothing on a screen that stays.
      const actor = known.kind === 'system' ? known : { ...known, chat }
      const text = (key: string, params?: Params) => context.content.say(language, key, params)
      let asked = 0
      const asking: Asked = {
        ...{ actor, language, now: context.now, content: context.content, text },
        execute: (operation, input) => context.execute(operation, input, `home.${asked++}`, actor),
      }
      const items = await waitingFor(repertoire.waiting, asking)
      const done = await doneBy(repertoire.done, asking, (at) => calendarOf(context.content).dayAt(at))
      const { shown, next } = pageOf(items, 0)
      const more = next === undefined ? [] : [{ label: text('chat.list-more'), token: next }]
      const title = items.length === 0 ? text('chat.mine-nothing') : text('chat.mine', { count: items.length })
      return { title, items: [...shown, ...more], done: { title: text('chat.mine-done'), items: [...done] } }
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
    if (stored === undefined) return answer({})
    const account = await context.read(Account).get(id)
    const person = account?.data.state === 'bound' ? account.data.person : undefined
    return change(
      Conversation,
      stored,
      { ...stored.data, language },
      person === undefined ? [] : [{ do: 'people.setPreferences', input: { person, language } }],
    )
  },
  outputOf: () => ({}),
})
