import { apiUser } from './api-message.ts'
import { findInlineButton, findKeyboardButton, labels } from './buttons.ts'
import type { CallbackAnswer } from './callback-queries.ts'
import type { Chat } from './chat.ts'
import { type Json, stringOf } from './payload.ts'
import type { RecordedMessage } from './recorded.ts'
import { type Patience, waitFor } from './waiting.ts'
import { show, type World } from './world.ts'

/** What came of pressing a button. */
export type Press = {
  /** The message that the press sent, for a button of a reply keyboard. */
  readonly sent: RecordedMessage | undefined
  /** The address that the button opens, for a link. */
  readonly url: string | undefined
  /** What the bot answered so far; undefined while the button still spins. */
  answer(): CallbackAnswer | undefined
  /** Waits for the bot's answer. */
  answered(patience?: Patience): Promise<CallbackAnswer>
}

/** What a key of a reply keyboard makes the client do. */
export type Client = { says(text: string): RecordedMessage; sendsContact(): RecordedMessage }

function pressed(
  chat: Chat,
  sent: RecordedMessage | undefined,
  url: string | undefined,
  answer: Press['answer'] = () => undefined,
): Press {
  const answered = (patience?: Patience) => waitFor(chat, answer, () => 'The bot did not answer the press', patience)
  return { sent, url, answer, answered }
}

function pressInline(world: World, chat: Chat, message: RecordedMessage, button: Json): Press {
  const data = stringOf(button, 'callback_data')
  if (data === undefined) return pressed(chat, undefined, stringOf(button, 'url'))
  let answer: CallbackAnswer | undefined
  const id = world.queries.open((given) => {
    answer = given
    chat.changed()
  })
  const query = { id, from: apiUser(chat.person), message: show(world, message, chat), data }
  world.queue.push('callback_query', { ...query, chat_instance: `instance-${chat.id}` }, chat.id)
  return pressed(chat, undefined, undefined, () => answer)
}

/** @throws Error that lists the buttons there are when none has this label or data */
export function press(world: World, chat: Chat, client: Client, wanted: string, message?: RecordedMessage): Press {
  const inline = findInlineButton(chat, wanted, message)
  if (inline) return pressInline(world, chat, inline.message, inline.button)
  const key = message ? undefined : findKeyboardButton(chat, wanted)
  if (key === undefined) throw new Error(`There is no button ${wanted}. Buttons: ${labels(chat).join(', ') || 'none'}`)
  if (key.request_location === true) throw new Error(`${wanted} asks for a place: call sendsLocation.`)
  const sent = key.request_contact === true ? client.sendsContact() : client.says(stringOf(key, 'text') ?? '')
  if (chat.keyboard?.one_time_keyboard === true) chat.keyboard = undefined
  return pressed(chat, sent, undefined)
}
