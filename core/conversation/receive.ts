import { z } from 'zod'
import type { Language } from '../content/content.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Operation, operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { chatBond } from '../messaging/route.ts'
import { accountKey, actorOf, organisation } from '../people/index.ts'
import type { Incoming } from '../ports/channel.ts'
import { later } from '../ports/clock.ts'
import { replyTo } from './answer.ts'
import { meetChange } from './changed-form.ts'
import { wordsOf } from './command.ts'
import { Conversation, type Dialogue } from './conversation.ts'
import { takeTurn } from './engine.ts'
import { forget } from './forget.ts'
import { KEPT_FOR } from './reminder.ts'
import { type Repertoire, Turn } from './turn.ts'
import { looksTraditional, withoutRows } from './words.ts'

/** How many updates a chat remembers, so that a platform's repetition acts once. */
const REMEMBERED = 60

const Received = z.object({ id: z.string(), replies: z.number() })

/** The operation behind every message that anybody sends: one turn of one conversation, one commit. */
export const receiveOperation = (repertoire: Repertoire): Operation<Incoming, z.infer<typeof Received>> =>
  operation({
    name: 'conversation.receive',
    summary: 'Take one message from a chat and answer it',
    allow: 'system',
    audited: false,
    input: z.custom<Incoming>((value) => typeof value === 'object' && value !== null),
    output: Received,
    async run(context, incoming) {
      const chat = accountKey(context.seal, incoming.channel, incoming.address)
      const stored = await context.recall(Conversation, chat)
      if (stored?.data.seen.includes(incoming.id)) {
        // Where this very update was committed and a crash came before its replies, the kernel goes on from there.
        await context.load(Conversation, chat)
        return answer({ id: chat, replies: 0 })
      }
      const known = stored?.data.followed
      const follows = known !== undefined && known.until > context.now ? { follows: known.case } : {}
      const actor = from(await actorOf(context, chat), chat, follows)
      const before = stored?.data ?? fresh(context, chat, incoming, await ownLanguage(context, actor))
      const turn = new Turn(context, repertoire, chat, actor, stored?.data.touchedAt ?? '', {
        ...rested(before, context.now),
        seen: [...(stored?.data.seen ?? []), incoming.id].slice(-REMEMBERED),
        touchedAt: context.now,
      })
      const act = withoutRows(incoming.act)
      if (!(await meetChange(turn, act))) await takeTurn(turn, act)
      const { moving, dialogue, paused } = turn.state
      if (moving !== undefined && ![dialogue, ...(paused ?? [])].some((each) => each?.run === moving.run))
        turn.dropDraft()
      const wishes = wishesOf(turn, (stored?.version ?? 0) + 1)
      return stored === undefined
        ? create(Conversation, chat, turn.state, wishes)
        : change(Conversation, stored, turn.state, wishes)
    },
    outputOf: (stored: Stored<Conversation>) => ({ id: stored.id, replies: stored.data.offered.length }),
  })

const from = (actor: Actor, chat: string, follows: { follows?: string }): Actor =>
  actor.kind === 'system' ? actor : { ...actor, chat, ...follows }

/** What nobody came back to for two weeks is put away. */
const rested = ({ dialogue, paused, ...rest }: Conversation, now: string): Conversation => ({
  ...rest,
  ...(dialogue === undefined ? {} : isOld(dialogue, now) ? { offered: [] } : { dialogue }),
  ...(paused === undefined ? {} : { paused: paused.filter((each) => !isOld(each, now)) }),
})

const isOld = ({ startedAt }: Dialogue, now: string): boolean => later(startedAt, KEPT_FOR) <= now

const ownLanguage = async (context: Context, actor: Actor): Promise<Language | undefined> =>
  actor.kind === 'person' ? (await organisation(context)).person(actor.person)?.language : undefined

const fresh = (context: Context, chat: string, incoming: Incoming, language: Language | undefined): Conversation => ({
  channel: incoming.channel,
  address: context.seal.seal(incoming.address, chatBond(chat)),
  language: language ?? languageOf(incoming),
  offered: [],
  seen: [],
  touchedAt: context.now,
})

/** The language that the platform tells, or the one that the first words are in. */
const languageOf = ({ language: tag, act }: Incoming): Language => {
  const lower = tag?.toLowerCase() ?? ''
  if (/^zh-(tw|hk|mo|hant)/.test(lower)) return 'zh-TW'
  if (lower !== '') return lower.startsWith('en') ? 'en' : 'zh-CN'
  const words = wordsOf(act) ?? ''
  if (looksTraditional(words)) return 'zh-TW'
  return !words.startsWith('/') && /^[^\p{Script=Han}]*$/u.test(words) && LATIN.test(words) ? 'en' : 'zh-CN'
}

/** Three words of Latin letters, or a greeting. */
const LATIN = /^(?:hi|hello|hey|help)\b|(?:\b[a-z']+\b\W+){2}[a-z']+/i

const wishesOf = (turn: Turn, version: number): readonly Wish[] => {
  const replies = turn.said.map((message, n) => replyTo(turn.state, turn.chat, message, version, n))
  const wishes = [...replies, ...turn.wishes]
  return turn.forgotten ? [...wishes, { do: forget.name, input: { id: turn.chat } }] : wishes
}
