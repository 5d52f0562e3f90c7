import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { BotApi, FieldSpec, TypeSpec } from './description.ts'

type SourceField = { name: string; types: string[]; required: boolean; description: string }
type SourceType = { fields?: SourceField[]; subtypes?: string[] }
type SourceMethod = { fields?: SourceField[]; returns: string[] }
export type SourceApi = {
  version: string
  release_date: string
  methods: Record<string, SourceMethod>
  types: Record<string, SourceType>
}

/** What a bot like ours calls. Every other method is answered 404 and recorded as a violation. */
const METHODS =
  `getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close getChat getFile sendMessage sendPhoto
  sendDocument sendMediaGroup sendLocation sendVenue sendChatAction copyMessage forwardMessage editMessageText
  editMessageCaption editMessageReplyMarkup deleteMessage setMessageReaction answerCallbackQuery setMyCommands
  deleteMyCommands getMyCommands setChatMenuButton setMyDescription setMyShortDescription`.split(/\s+/)

/** What the fake itself says. Fields that lead to other types are left out, or all 359 types would follow. */
const ANSWERS =
  `Update Message Chat ChatFullInfo AcceptedGiftTypes MessageOrigin MessageOriginUser PhotoSize Document Voice Sticker
  Audio Video Contact Location Venue CallbackQuery MaybeInaccessibleMessage InaccessibleMessage MessageId File WebhookInfo ChatMemberUpdated ChatMember
  ChatMemberMember ChatMemberBanned`.split(/\s+/)

const element = (type: string) => type.replaceAll('Array of ', '')

/** `Type of the media, must be photo` and `always "emoji"` are the only places where the source names a constant. */
const constant = (field: SourceField) => /(?:must be |always [“"])(\w+)[”"]?$/.exec(field.description)?.[1]

function fieldSpec(field: SourceField, keep: (type: string) => boolean): FieldSpec | undefined {
  const types = field.types.filter((type) => keep(element(type)))
  if (types.length === 0) return undefined
  const only = constant(field)
  return { types, required: field.required, ...(only === undefined ? {} : { only }) }
}

function fieldSpecs(fields: SourceField[] | undefined, keep: (type: string) => boolean): Record<string, FieldSpec> {
  const kept: Record<string, FieldSpec> = {}
  for (const field of fields ?? []) {
    const spec = fieldSpec(field, keep)
    if (spec) kept[field.name] = spec
  }
  return kept
}

function reached(source: SourceApi, methods: readonly string[]): Set<string> {
  const found = new Set<string>()
  const queue = methods.flatMap((name) => source.methods[name]?.fields ?? []).flatMap((field) => field.types)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const name = element(next)
    const type = source.types[name]
    if (type === undefined || found.has(name)) continue
    found.add(name)
    queue.push(...(type.subtypes ?? []), ...(type.fields ?? []).flatMap((field) => field.types))
  }
  return found
}

/** Cuts the full description down to `methods`, the types their parameters reach, and the `answers`. */
export function derive(source: SourceApi, methods = METHODS, answers = ANSWERS): BotApi {
  const kept = new Set([...reached(source, methods), ...answers])
  const keep = (type: string) => source.types[type] === undefined || kept.has(type)
  const types: Record<string, TypeSpec> = {}
  for (const name of [...kept].sort()) {
    const type = source.types[name]
    if (type === undefined) throw new Error(`The source does not describe the type ${name}.`)
    types[name] = type.subtypes
      ? { oneOf: type.subtypes.filter((subtype) => kept.has(subtype)) }
      : { fields: fieldSpecs(type.fields, keep) }
  }
  const specs: BotApi['methods'] = {}
  for (const name of methods) {
    const method = source.methods[name]
    if (method === undefined) throw new Error(`The source does not describe the method ${name}.`)
    specs[name] = { returns: method.returns, fields: fieldSpecs(method.fields, keep) }
  }
  return { version: source.version, released: source.release_date, licence: 'MIT', methods: specs, types }
}

/** One field a line, so that a new Bot API version shows as a readable difference. */
function layOut(api: BotApi): string {
  const lines = JSON.stringify(api, null, 2)
  const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
  return `${lines.replace(/\{\s+"types": \[[^\]]*\],\s+"required": \w+(,\s+"only": "\w+")?\s+\}/g, oneLine)}\n`
}

const [, script, from, to] = process.argv
if (script !== undefined && import.meta.url === pathToFileURL(script).href && from !== undefined && to !== undefined) {
  const source: SourceApi = JSON.parse(readFileSync(from, 'utf8'))
  writeFileSync(to, layOut(derive(source)))
}
