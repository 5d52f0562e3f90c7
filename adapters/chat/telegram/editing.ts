import { type Message, NotEditable } from '../../../core/ports/channel.ts'
import { type Landed, landedAt } from '../reference.ts'
import type { Args } from './api.ts'
import { type Part, partsOf } from './outgoing.ts'

type Call =
  | { readonly method: 'editMessageText'; readonly args: Args<'editMessageText'> }
  | { readonly method: 'editMessageCaption'; readonly args: Args<'editMessageCaption'> }

/** The calls that put `message` where `reference` leads to. @throws NotEditable when it would take other messages */
export const editCalls = (chat: number, reference: string, message: Message): readonly Call[] => {
  const landed = landedAt(reference, message)
  const parts = partsOf(message)
  if (landed.length !== parts.length) throw new NotEditable('other-shape')
  return parts.flatMap((part, n) => callOf(chat, part, landed[n]))
}

const callOf = (chat: number, part: Part, landed: Landed | undefined): readonly Call[] => {
  const caption = part.kind === 'files' ? part.caption : undefined
  const as = part.kind === 'text' ? 'text' : caption === undefined ? 'files' : 'caption'
  const message_id = Number(landed?.ids[0])
  if (as !== landed?.as || !Number.isSafeInteger(message_id)) throw new NotEditable('other-shape')
  // Only buttons under the message can be there after an edit.
  const keys = part.markup !== undefined && 'inline_keyboard' in part.markup ? { reply_markup: part.markup } : {}
  const target = { chat_id: chat, message_id, ...keys }
  if (part.kind === 'text') {
    const args = { ...target, text: part.text, link_preview_options: { is_disabled: true } }
    return [{ method: 'editMessageText', args }]
  }
  return caption === undefined ? [] : [{ method: 'editMessageCaption', args: { ...target, caption } }]
}
