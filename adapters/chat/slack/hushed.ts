import { LogLevel, type webApi } from '@slack/bolt'

type Logger = NonNullable<webApi.WebClientOptions['logger']>

const nothing = () => {}

/** Bolt's libraries write whole events, texts and addresses: none of it may reach a log. */
export const HUSHED: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
}
