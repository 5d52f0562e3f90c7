import type { Context } from '../kernel/context.ts'
import { forbidden } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { Gift } from './gift.ts'
import { keptFor } from './officers.ts'

export interface Asked {
  readonly open?: boolean
  readonly find?: string | undefined
  readonly after?: string | undefined
  /** Declared from the first instant up to, not including, the second. */
  readonly between?: readonly [string, string]
}

/** The declarations that whoever acts is in charge of, the newest first. Nothing is read for anybody else. */
export async function* inMyCharge(
  context: Context,
  { open = false, find, after, between }: Asked,
): AsyncIterable<Stored<Gift>> {
  const { actor, content } = context
  if (actor.kind !== 'person') throw forbidden()
  const whose = keptFor(content, await organisation(context), actor.person)
  if (whose === 'nobody') return
  const where: Where = {
    ...(open ? { 'data.state': { in: ['booked', 'taken', 'received'] } } : {}),
    ...(after === undefined ? {} : { 'data.number': { lt: after } }),
    ...(whose === 'everybody else' ? {} : { 'data.person': { in: [...whose] } }),
    ...(between === undefined ? {} : { 'data.declaredAt': { gte: between[0], lt: between[1] } }),
  }
  for await (const stored of context.read(Gift).stream({ where, order: ['-data.number'] }))
    if (stored.data.person !== actor.person && (find === undefined || says(stored.data, find))) yield stored
}

const says = ({ number, declared, additions, custody }: Gift, words: string): boolean => {
  const all = [number, declared.what, ...additions.map(({ text }) => text), ...custody.map(({ place }) => place)]
  return all.join('\n').toLowerCase().includes(words.toLowerCase())
}
