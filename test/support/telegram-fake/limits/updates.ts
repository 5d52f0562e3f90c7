import { botApi } from '../description.ts'
import { breach } from '../failure.ts'
import { numberOf, type Payload, stringOf, stringsOf } from '../payload.ts'

const update = botApi.types.Update
const KINDS = update !== undefined && 'fields' in update ? Object.keys(update.fields) : []
/** The description leaves out kinds whose content the fake never sends; asking for them is still right. */
const OTHER_KINDS = `business_connection deleted_business_messages message_reaction message_reaction_count inline_query
  chosen_inline_result shipping_query pre_checkout_query purchased_paid_media poll poll_answer chat_join_request
  chat_boost removed_chat_boost guest_message managed_bot`.split(/\s+/)

function checkAllowed(payload: Payload): void {
  const unknown = stringsOf(payload, 'allowed_updates')?.find((kind) => ![...KINDS, ...OTHER_KINDS].includes(kind))
  if (unknown !== undefined) throw breach('allowed_updates', 'unknown update type', `${unknown} is no kind of update`)
}

export function checkGetUpdates(payload: Payload): void {
  checkAllowed(payload)
  const limit = numberOf(payload, 'limit') ?? 100
  if (limit < 1 || limit > 100) throw breach('limit', 'limit must be 1-100', `${limit}`)
  if ((numberOf(payload, 'timeout') ?? 0) < 0) throw breach('timeout', 'timeout must be positive')
}

/** Telegram itself asks for HTTPS; like a local Bot API server the fake also takes a plain address of this machine. */
export function checkSetWebhook(payload: Payload): void {
  checkAllowed(payload)
  const url = stringOf(payload, 'url') ?? ''
  if (url !== '' && !/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url))
    throw breach('url', 'bad webhook: An HTTPS URL must be provided for webhook')
  const secret = stringOf(payload, 'secret_token')
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    throw breach('secret_token', 'secret token contains unallowed characters', 'must be 1–256 of A–Z a–z 0–9 _ -')
  const connections = numberOf(payload, 'max_connections') ?? 40
  if (connections < 1 || connections > 100) throw breach('max_connections', 'max_connections must be 1-100')
}
