import { type Configuration, publicUrlOf } from '../config.ts'

/** Where somebody who was invited may go. */
export interface Links {
  /** The web chat, which begins with the invitation. */
  readonly web: string
  /** The bot for staff, or the one for everybody; absent while no bot's name is known. */
  readonly telegram?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The links that carry `payload`. */
export const linksFor = (config: Configuration, env: Environment, payload: string): Links => {
  const web = new URL(publicUrlOf(config))
  web.searchParams.set('start', payload)
  const bot = (env.TELEGRAM_STAFF_BOT_USERNAME || env.TELEGRAM_BOT_USERNAME || '').replace(/^@/, '')
  return { web: web.href, ...(bot === '' ? {} : { telegram: `https://t.me/${bot}?start=${payload}` }) }
}
