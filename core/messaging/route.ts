import type { Language } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { reachOf } from '../people/index.ts'
import type { QuietHours } from '../people/person.ts'
import type { Seal } from '../ports/seal.ts'
import { addressBond, chatOfReporter, Reporter, reporterId } from '../reporters/reporter.ts'
import type { Recipient } from './delivery.ts'

/** A way to a recipient: a platform and the sealed address there. */
export interface Way {
  readonly channel: string
  readonly sealed: string
  readonly bond: string
}

export interface Route {
  /** In the order of preference; none when the recipient can't be reached by any chat. */
  readonly ways: readonly Way[]
  readonly language: Language
  readonly lane: string
  readonly quietHours?: QuietHours
  /** Wants no notices. */
  readonly declines?: boolean
}

export const chatBond = (chat: string): string => `chat:${chat}`

/** The lanes in which messages to this chat leave, or to `person` who is bound to it, whatever stands in them of whom. */
export const lanesTo = (seal: Pick<Seal, 'blind'>, chat: string, person?: string): readonly string[] => [
  ...[chat, chatOfReporter(seal, chat)],
  ...(person === undefined ? [] : [`person:${person}`, sealedLane(seal, person)]),
]

const sealedLane = (seal: Pick<Seal, 'blind'>, person: string): string => seal.blind(person, 'lane')

/** How `to` can be reached now, and when they want to be. */
export const routeTo = async (context: Pick<Context, 'read' | 'seal'>, to: Recipient): Promise<Route> => {
  if (to.kind === 'chat') {
    const way = { channel: to.channel, sealed: to.address, bond: chatBond(to.chat) }
    return { ways: [way], language: 'zh-CN', lane: to.chat }
  }
  if (to.kind === 'person') return { ...(await reachOf(context, to.person)), lane: `person:${to.person}` }
  if (to.kind === 'sealed') {
    const person = context.seal.open(to.person, to.bond)
    return { ...(await reachOf(context, person)), lane: sealedLane(context.seal, person) }
  }
  const reporter = await context.read(Reporter).get(reporterId(to.case))
  const chat = reporter?.data.chat
  return {
    ways: chat === undefined ? [] : [{ channel: chat.channel, sealed: chat.address, bond: addressBond(to.case) }],
    language: reporter?.data.language ?? 'zh-CN',
    lane: chat?.key ?? `case:${to.case}`,
  }
}
