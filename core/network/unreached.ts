import { Conversation } from '../conversation/conversation.ts'
import type { Context } from '../kernel/context.ts'
import { Delivery } from '../messaging/index.ts'
import { isDead } from '../messaging/state.ts'
import { Account } from '../people/account.ts'

/**
 * Whom no message reaches any more though they had joined, by code, each with the reason: they blocked us on every
 * platform that they use, or the chat is gone. Whoever has written since has come back.
 */
export const unreachedMembers = async (context: Pick<Context, 'read'>): Promise<ReadonlyMap<string, string>> => {
  const deliveries = context.read(Delivery)
  const dead = new Map<string, string>()
  const asked = new Set<string>()
  for await (const { data } of deliveries.stream({ where: { 'data.state': 'unreachable' } })) {
    if (data.to.kind !== 'person' || asked.has(data.to.person)) continue
    const { person } = data.to
    asked.add(person)
    const last = await deliveries.first({ where: { 'data.lane': `person:${person}` }, order: ['-data.order'] })
    if (last !== undefined && isDead(last.data.state) && !(await wroteSince(context, person, last.data.queuedAt)))
      dead.set(person, last.data.reason ?? 'unknown')
  }
  return dead
}

const wroteSince = async (context: Pick<Context, 'read'>, person: string, at: string): Promise<boolean> => {
  for await (const { id, data } of context.read(Account).stream({ where: { 'data.person': person } })) {
    if (data.state !== 'bound') continue
    const conversation = await context.read(Conversation).get(id)
    if (conversation !== undefined && conversation.data.touchedAt > at) return true
  }
  return false
}
