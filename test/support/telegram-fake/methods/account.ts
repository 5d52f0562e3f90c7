import { apiChat } from '../api-message.ts'
import { numberOf, objectOf, objectsOf, type Payload, stringOf } from '../payload.ts'
import type { Method } from './context.ts'

/** Command lists are kept apart by scope and language. */
const listKey = (payload: Payload) => {
  const scope = objectOf(payload, 'scope') ?? { type: 'default' }
  return `commands ${JSON.stringify(scope)} ${stringOf(payload, 'language_code') ?? ''}`
}

const setMyCommands: Method = (payload, { world }) => {
  world.profile.set(listKey(payload), objectsOf(payload, 'commands'))
  return true
}

const deleteMyCommands: Method = (payload, { world }) => {
  world.profile.delete(listKey(payload))
  return true
}

const getMyCommands: Method = (payload, { world }) => world.profile.get(listKey(payload)) ?? []

const setChatMenuButton: Method = (payload, { world }) => {
  const chat = numberOf(payload, 'chat_id')
  if (chat !== undefined) world.chats.known(payload)
  world.profile.set(`menu ${chat ?? ''}`, objectOf(payload, 'menu_button') ?? { type: 'default' })
  return true
}

const setWords =
  (field: 'description' | 'short_description'): Method =>
  (payload, { world }) => {
    world.profile.set(`${field} ${stringOf(payload, 'language_code') ?? ''}`, stringOf(payload, field) ?? '')
    return true
  }

const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

const getChat: Method = (payload, { world }) => {
  const { person } = world.chats.known(payload)
  return { ...apiChat(person), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: NO_GIFTS }
}

export const account = {
  getMe: (_payload, { world }) => world.bot,
  getChat,
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  setChatMenuButton,
  setMyDescription: setWords('description'),
  setMyShortDescription: setWords('short_description'),
  logOut: () => true,
  close: () => true,
} satisfies Record<string, Method>
