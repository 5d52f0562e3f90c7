import { actorOfToken, noteUse, type TokenHolder } from '../../core/access/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Application } from '../../core/kernel/application.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'

/** Who a request's `Authorization` header speaks for. @throws Refusal 401 */
export const bearer = async (application: Application, header: string | undefined): Promise<TokenHolder> => {
  const { store, clock, services, logger } = application.parts
  const token = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1]
  if (token === undefined) throw new Refusal('access.no-token', {}, 401)
  const now = clock.now()
  const { seal, content } = services
  const holder = await actorOfToken({ read: (type) => readerOf(store, type), seal, content, now }, token)
  const today = now.slice(0, 10)
  if (holder.lastUsedDay !== today) {
    // Nobody waits for the bookkeeping, and nothing fails because of it.
    application
      .execute(noteUse, { id: holder.id }, SYSTEM, `used:${holder.id}:${today}`)
      .catch((error: unknown) => logger.warn('token.use-not-noted', { why: error instanceof Error ? error.name : '' }))
  }
  return holder
}
