import { Failure } from '../failure.ts'
import { numberOf, stringOf, stringsOf } from '../payload.ts'
import type { Method } from './context.ts'

const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

const getUpdates: Method = (payload, { world, signal }) => {
  if (world.webhook.isSet) throw new Failure(409, WEBHOOK_ACTIVE)
  world.queue.allow(stringsOf(payload, 'allowed_updates'))
  const offset = numberOf(payload, 'offset')
  // Telegram waits fifty seconds at most, whatever it is asked for.
  const seconds = Math.min(numberOf(payload, 'timeout') ?? 0, 50)
  return world.poller.poll({ offset, limit: numberOf(payload, 'limit') ?? 100, seconds, signal })
}

const deleteWebhook: Method = (payload, { world }) => {
  if (payload.drop_pending_updates === true) world.webhook.drop()
  world.webhook.stop()
  return true
}

const setWebhook: Method = (payload, context) => {
  const { world } = context
  const url = stringOf(payload, 'url') ?? ''
  if (url === '') return deleteWebhook(payload, context)
  if (payload.drop_pending_updates === true) world.webhook.drop()
  world.poller.interrupt()
  world.queue.allow(stringsOf(payload, 'allowed_updates'))
  const connections = numberOf(payload, 'max_connections') ?? 40
  world.webhook.start({ url, secret: stringOf(payload, 'secret_token'), connections })
  return true
}

const answerCallbackQuery: Method = (payload, { world }) => {
  world.queries.answer(stringOf(payload, 'callback_query_id') ?? '', {
    text: stringOf(payload, 'text'),
    alert: payload.show_alert === true,
    url: stringOf(payload, 'url'),
  })
  return true
}

export const receiving = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo: (_payload, { world }) => world.webhook.info(),
  answerCallbackQuery,
  getFile: (payload, { world }) => world.files.open(stringOf(payload, 'file_id') ?? ''),
} satisfies Record<string, Method>
