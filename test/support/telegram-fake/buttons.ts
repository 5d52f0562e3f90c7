import type { Chat } from './chat.ts'
import { type Json, rowsOf, stringOf } from './payload.ts'
import type { RecordedMessage } from './recorded.ts'

export type InlineButton = { message: RecordedMessage; button: Json }

const inlineButtons = (message: RecordedMessage): Json[] => rowsOf(message.replyMarkup ?? {}, 'inline_keyboard').flat()

const matches = (button: Json, wanted: string) => button.text === wanted || button.callback_data === wanted

/** The button with this label or data on `message`, or else on the newest message that has it. */
export function findInlineButton(chat: Chat, wanted: string, message?: RecordedMessage): InlineButton | undefined {
  const places = message ? [message] : chat.messages().reverse()
  for (const place of places) {
    if (place.from !== 'bot' || place.deleted) continue
    const button = inlineButtons(place).find((each) => matches(each, wanted))
    if (button) return { message: place, button }
  }
  return undefined
}

/** The button with this label on the reply keyboard that the person sees now. */
export const findKeyboardButton = (chat: Chat, wanted: string): Json | undefined =>
  rowsOf(chat.keyboard ?? {}, 'keyboard')
    .flat()
    .find((button) => button.text === wanted)

/** Every label that could be pressed, for the error when one could not. */
export function labels(chat: Chat): string[] {
  const inline = chat
    .messages()
    .filter((message) => !message.deleted)
    .flatMap(inlineButtons)
  return [...inline, ...rowsOf(chat.keyboard ?? {}, 'keyboard').flat()].map((button) => stringOf(button, 'text') ?? '')
}
