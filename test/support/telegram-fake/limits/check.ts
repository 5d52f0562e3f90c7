import { breach } from '../failure.ts'
import { numberOf, type Payload, stringOf, type Uploads } from '../payload.ts'
import { readCaption, readText } from '../text/read-text.ts'
import { checkMediaGroup, checkSource } from './files.ts'
import { checkKeyboard } from './keyboard.ts'
import { checkLinks } from './links.ts'
import { checkCommands, checkDescription, checkScope, checkShortDescription } from './profile.ts'
import { checkGetUpdates, checkSetWebhook } from './updates.ts'

type Check = (payload: Payload, uploads: Uploads) => void

const text: Check = (payload) => checkLinks(readText(payload), 'text')

const caption: Check = (payload) => {
  const content = readCaption(payload)
  if (content) checkLinks(content, 'caption')
}

const file =
  (field: string): Check =>
  (payload, uploads) =>
    checkSource(stringOf(payload, field) ?? '', field, uploads, field === 'photo')

const within =
  (field: string, least: number, most: number): Check =>
  (payload) => {
    const value = numberOf(payload, field)
    if (value !== undefined && (value < least || value > most))
      throw breach(field, `${field} is out of range`, `${value} is not within ${least} to ${most}`)
  }

const shown =
  (field: string): Check =>
  (payload) => {
    if (stringOf(payload, field)?.trim() === '') throw breach(field, `${field} must be non-empty`)
  }

/** The fake knows no inline messages, so a message is always named by its chat and its number. */
const target: Check = (payload) => {
  if (payload.chat_id === undefined || payload.message_id === undefined)
    throw breach('message_id', 'message identifier is not specified')
}

const action: Check = (payload) => {
  const known = `typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
    find_location record_video_note upload_video_note`.split(/\s+/)
  if (!known.includes(stringOf(payload, 'action') ?? '')) throw breach('action', 'wrong parameter action in request')
}

const answerText: Check = (payload) => {
  const length = (stringOf(payload, 'text') ?? '').length
  if (length > 200) throw breach('text', 'MESSAGE_TOO_LONG', `${length} UTF-16 units, at most 200`)
}

const position = [within('latitude', -90, 90), within('longitude', -180, 180)]

const CHECKS: Record<string, readonly Check[]> = {
  getUpdates: [checkGetUpdates],
  setWebhook: [checkSetWebhook],
  sendMessage: [text, checkKeyboard],
  sendPhoto: [file('photo'), caption, checkKeyboard],
  sendDocument: [file('document'), caption, checkKeyboard],
  sendMediaGroup: [checkMediaGroup],
  sendLocation: [...position, within('horizontal_accuracy', 0, 1500), checkKeyboard],
  sendVenue: [...position, shown('title'), shown('address'), checkKeyboard],
  sendChatAction: [action],
  copyMessage: [caption, checkKeyboard],
  editMessageText: [target, text, checkKeyboard],
  editMessageCaption: [target, caption, checkKeyboard],
  editMessageReplyMarkup: [target, checkKeyboard],
  answerCallbackQuery: [answerText],
  setMyCommands: [checkCommands],
  deleteMyCommands: [checkScope],
  getMyCommands: [checkScope],
  setMyDescription: [checkDescription],
  setMyShortDescription: [checkShortDescription],
}

/** Everything the documentation limits and a bot can know before it sends. @throws Failure with an issue */
export function checkLimits(method: string, payload: Payload, uploads: Uploads): void {
  for (const check of CHECKS[method] ?? []) check(payload, uploads)
}
