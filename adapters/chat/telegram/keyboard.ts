import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import type { Choice } from '../../../core/ports/channel.ts'

const MOST_BUTTONS = 100
const MOST_TOKEN_BYTES = 64
/** Stands before the label that was pressed. Not the tick, which forms use for what is ticked. */
const PRESSED = '● '

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

/** How wide a label is, in Latin letters. */
const columns = (label: string): number => [...label].reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0)

/** How many buttons with such a label fit beside each other on a narrow phone: ratings five, short words two. */
const beside = (label: string): number => {
  const width = columns(label)
  return width <= 3 ? 5 : width <= 14 ? 2 : 1
}

interface Keys {
  readonly keyboard?: InlineKeyboardMarkup
  /** Labels of choices that can't be buttons here; the core also takes a label that is typed. */
  readonly spoken: readonly string[]
}

/** The choices as buttons under a message, in their order. */
export const keysOf = (choices: readonly Choice[]): Keys => {
  const fit = choices.filter(isFit).slice(0, MOST_BUTTONS)
  const spoken = choices.filter((choice) => !fit.includes(choice)).map(({ label }) => label.toWellFormed())
  if (fit.length === 0) return { spoken }
  return { keyboard: { inline_keyboard: rowsOf(fit) }, spoken }
}

const isFit = ({ token }: Choice): boolean => token.isWellFormed() && Buffer.byteLength(token) <= MOST_TOKEN_BYTES

const rowsOf = (choices: readonly Choice[]): InlineKeyboardButton[][] => {
  const rows: InlineKeyboardButton[][] = []
  let room = 0
  for (const choice of choices) {
    const most = beside(choice.label)
    const row = rows.at(-1)
    room = Math.min(room, most)
    if (row === undefined || row.length >= room) {
      rows.push([buttonOf(choice)])
      room = most
    } else row.push(buttonOf(choice))
  }
  return rows
}

const buttonOf = ({ label, token, style }: Choice): InlineKeyboardButton => {
  const text = label.toWellFormed()
  return {
    // Telegram refuses a label that shows nothing.
    text: text.trim() === '' ? '·' : text,
    callback_data: token,
    ...(style === undefined || style === 'plain' ? {} : { style }),
  }
}

/** `keyboard` with the button of `token` marked as the one that was pressed; undefined when it is so already. */
export const marked = (keyboard: InlineKeyboardMarkup, token: string): InlineKeyboardMarkup | undefined => {
  let changed = false
  const rows = keyboard.inline_keyboard.map((row) =>
    row.map((button) => {
      const bare = button.text.startsWith(PRESSED) ? button.text.slice(PRESSED.length) : button.text
      const text = 'callback_data' in button && button.callback_data === token ? PRESSED + bare : bare
      changed ||= text !== button.text
      return { ...button, text }
    }),
  )
  return changed ? { inline_keyboard: rows } : undefined
}
