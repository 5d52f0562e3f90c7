import { breach } from '../failure.ts'
import { type Json, objectOf, type Payload, rowsOf, stringOf } from '../payload.ts'
import { checkDeepLink } from './links.ts'

const ACTIONS = `url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat
  switch_inline_query_chosen_chat copy_text callback_game pay`.split(/\s+/)

function checkUrl(url: string, path: string): void {
  const wrong = breach(path, `inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  if (!URL.canParse(url)) throw wrong
  const { protocol, hostname } = new URL(url)
  if (!['http:', 'https:', 'tg:'].includes(protocol)) throw wrong
  if (protocol !== 'tg:' && !hostname.includes('.')) throw wrong
  checkDeepLink(url, path)
}

function checkInlineButton(button: Json, path: string): void {
  if (stringOf(button, 'text')?.trim() === '')
    throw breach(`${path}.text`, 'inline keyboard button text must be non-empty')
  const actions = ACTIONS.filter((action) => button[action] !== undefined)
  if (actions.length === 0) throw breach(path, 'Text buttons are unallowed in the inline keyboard')
  if (actions.length > 1)
    throw breach(path, 'inline keyboard button must have exactly one optional field', actions.join(' and '))
  const data = stringOf(button, 'callback_data')
  const bytes = Buffer.byteLength(data ?? '')
  if (data !== undefined && (bytes < 1 || bytes > 64))
    throw breach(`${path}.callback_data`, 'BUTTON_DATA_INVALID', `${bytes} bytes, must be 1–64`)
  const url = stringOf(button, 'url')
  if (url !== undefined) checkUrl(url, `${path}.url`)
  const app = stringOf(objectOf(button, 'web_app') ?? {}, 'url')
  if (app !== undefined && !app.startsWith('https://'))
    throw breach(path, `inline keyboard button Web App URL '${app}' is invalid: Only HTTPS links are allowed`)
  const copied = stringOf(objectOf(button, 'copy_text') ?? {}, 'text')
  if (copied !== undefined && (copied.length < 1 || copied.length > 256)) throw breach(path, 'BUTTON_COPY_TEXT_INVALID')
}

/** Over eight in a row or a hundred in all, Telegram drops or refuses buttons. */
function checkSize(rows: Json[][], path: string): void {
  if (rows.flat().length > 100)
    throw breach(path, 'reply markup is too long', `${rows.flat().length} buttons, at most 100`)
  const wide = rows.findIndex((row) => row.length > 8)
  if (wide >= 0) throw breach(`${path}[${wide}]`, 'reply markup is too long', 'more than 8 buttons in a row')
}

/** The limits of a reply_markup of any kind. @throws Failure */
export function checkKeyboard(payload: Payload): void {
  const markup = objectOf(payload, 'reply_markup')
  if (markup === undefined) return
  const inline = rowsOf(markup, 'inline_keyboard')
  checkSize(inline, 'reply_markup.inline_keyboard')
  for (const [r, row] of inline.entries())
    for (const [c, button] of row.entries()) checkInlineButton(button, `reply_markup.inline_keyboard[${r}][${c}]`)
  const rows = rowsOf(markup, 'keyboard')
  checkSize(rows, 'reply_markup.keyboard')
  if (rows.flat().some((button) => stringOf(button, 'text')?.trim() === ''))
    throw breach('reply_markup.keyboard', 'keyboard button text must be non-empty')
  if (markup.keyboard !== undefined && rows.flat().length === 0)
    throw breach('reply_markup.keyboard', 'reply keyboard must have at least one button')
  const hint = stringOf(markup, 'input_field_placeholder')
  if (hint !== undefined && (hint.length < 1 || hint.length > 64))
    throw breach('reply_markup.input_field_placeholder', 'input field placeholder must be 1–64 characters')
}
