import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, remove, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { chatBond } from '../messaging/route.ts'
import { reachOf } from '../people/index.ts'
import { later, MINUTE } from '../ports/clock.ts'
import { type Asked, asked, requireOpen } from './asked.ts'
import { PledgeCode, readingId } from './pledge.ts'
import { requireReady } from './ready.ts'

const MINUTES = 10
const TRIES = 3
const DIGITS = 6

/** The chat of whoever acts; none for a program of theirs. */
const chatOf = ({ actor }: Pick<Context, 'actor'>): string => (actor.kind === 'person' ? (actor.chat ?? '') : '')

const blindedOf = ({ seal }: Pick<Context, 'seal'>, id: string, code: string): string =>
  seal.blind(`${id}:${code}`, 'pledge-code')

const Sent = z.strictObject({ sentTo: z.string(), expiresAt: z.string(), minutes: z.number() })
const sentOf = ({ data: { sentTo, expiresAt } }: Stored<PledgeCode>) => ({ sentTo, expiresAt, minutes: MINUTES })

/**
 * Sends the code to an account that is not the chat in which it will be typed. While one is valid here, no other is made:
 * so there are three guesses in ten minutes, however often it is asked for.
 */
export const sendCode = operation({
  name: 'pledges.sendCode',
  summary: 'Send the code that signing a pledge needs to another account of whoever signs',
  allow: 'person',
  input: z.strictObject({ campaign: z.string() }),
  output: Sent,
  async run(context, { campaign }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    requireReady(own)
    const id = readingId(campaign, own.person)
    const before = await context.read(PledgeCode).get(id)
    const chat = chatOf(context)
    if (before !== undefined && before.data.expiresAt > context.now) {
      if (before.data.triesLeft === 0 && !before.data.right) throw refusal('pledges.code-used-up', { minutes: MINUTES })
      if (before.data.chat === chat) return answer(sentOf(before))
    }
    const { ways, language } = await reachOf(context, own.person)
    const other = ways.find(({ account }) => account !== chat)
    if (other === undefined) throw refusal('pledges.no-other-account')
    const code = context.seal.digits(`${id}:${context.key}`, 'pledge-code', DIGITS)
    const expiresAt = later(context.now, MINUTES * MINUTE)
    const text = context.content.say(language, 'pledges.code', { title: own.template.title, code, minutes: MINUTES })
    const address = context.seal.seal(context.seal.open(other.sealed, other.bond), chatBond(other.account))
    const to = { kind: 'chat' as const, channel: other.channel, chat: other.account, address }
    // A reply: it comes at once, and is not kept once it has arrived.
    const words = { message: { text, sensitive: true } }
    const wish: Wish = { do: 'messaging.queue', input: { to, purpose: 'reply', words, order: '', expiresAt } }
    const blinded = blindedOf(context, id, code)
    const next: PledgeCode = { blinded, chat, sentTo: other.channel, expiresAt, triesLeft: TRIES, right: false }
    if (before === undefined) return create(PledgeCode, id, next, [wish])
    return change(PledgeCode, await context.load(PledgeCode, id), next, [wish])
  },
  outputOf: sentOf,
})

const Checked = z.strictObject({ right: z.boolean(), triesLeft: z.number() })

/** Tries a code. A wrong one is one of three tries, also where signing is refused for another reason afterwards. */
export const checkCode = operation({
  name: 'pledges.checkCode',
  summary: 'Try the code that was sent to another account of whoever signs a pledge',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), code: z.string().max(60) }),
  output: Checked,
  async run(context, { campaign, code: typed }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    const id = readingId(campaign, own.person)
    if (!isOpenHere(context, await context.read(PledgeCode).get(id))) throw refusal('pledges.code-over')
    const stored = await context.load(PledgeCode, id)
    const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
    const right = stored.data.triesLeft > 0 && blindedOf(context, id, code) === stored.data.blinded
    const triesLeft = Math.max(0, stored.data.triesLeft - (right ? 0 : 1))
    return change(PledgeCode, stored, { ...stored.data, right, triesLeft })
  },
  outputOf: ({ data: { right, triesLeft } }: Stored<PledgeCode>) => ({ right, triesLeft }),
})

/** Valid still, and asked for in this very chat: whoever holds the phone that the code came to can't sign with it there. */
const isOpenHere = (context: Context, found: Stored<PledgeCode> | undefined): found is Stored<PledgeCode> =>
  found !== undefined && found.data.expiresAt > context.now && found.data.chat === chatOf(context)

/** @throws Refusal `pledges.code-first` unless the code was typed rightly, here, and is valid still. */
export const requireCode = async (context: Context, campaign: string, { person, template }: Asked): Promise<void> => {
  if (template.sign === 'name') return
  const found = await context.read(PledgeCode).get(readingId(campaign, person))
  if (!isOpenHere(context, found) || !found.data.right) throw refusal('pledges.code-first')
}

/** Nothing of it is needed once it was signed with: a code works once. */
export const dropCode = operation({
  name: 'pledges.dropCode',
  summary: 'Forget a code that was signed with',
  allow: 'system',
  audited: false,
  input: z.strictObject({ campaign: z.string(), person: z.string() }),
  output: z.strictObject({}),
  async run(context, { campaign, person }) {
    const id = readingId(campaign, person)
    if ((await context.read(PledgeCode).get(id)) === undefined) return answer({})
    return remove(PledgeCode, await context.load(PledgeCode, id))
  },
  outputOf: () => ({}),
})
