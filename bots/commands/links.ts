import type { Configuration } from '../config.ts'

/** Where somebody who was invited may go. */
export interface Links {
  /** The web chat, which begins with the invitation. */
  readonly web: string
  /** The bot for staff, or the one for everybody; absent while no bot's name is known. */
  readonly telegram?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The links that carry `payload`. */
export const linksFor = (
  config: Pick<Configuration, 'PUBLIC_URL' | 'HTTP_HOST' | 'HTTP_PORT'>,
  env: Environment,
  payload: string,
): Links => {
  const web = new URL(config.PUBLIC_URL ?? `http://${config.HTTP_HOST}:${config.HTTP_PORT}/`)
  web.searchParams.set('start', payload)
  const bot = (env.TELEGRAM_STAFF_BOT_USERNAME || env.TELEGRAM_BOT_USERNAME || '').replace(/^@/, '')
  return { web: web.href, ...(bot === '' ? {} : { telegram: `https://t.me/${bot}?start=${payload}` }) }
}
