import { readFileSync } from 'node:fs'

/** `types` as the Bot API writes them: `Integer`, `Array of MessageEntity`; `only` is the one string allowed. */
export type FieldSpec = { types: string[]; required: boolean; only?: string }
export type TypeSpec = { fields: Record<string, FieldSpec> } | { oneOf: string[] }
type MethodSpec = { fields: Record<string, FieldSpec>; returns: string[] }
export type BotApi = {
  version: string
  released: string
  licence: string
  methods: Record<string, MethodSpec>
  types: Record<string, TypeSpec>
}

/** The part of the Bot API that the fake knows. Made by derive-bot-api.ts; see README.md for its source. */
export const botApi: BotApi = JSON.parse(readFileSync(new URL('./bot-api.json', import.meta.url), 'utf8'))
