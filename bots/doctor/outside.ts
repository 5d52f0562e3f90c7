import { z } from 'zod'
import { API_URL } from '../../adapters/chat/slack/parts.ts'
import { API_ROOT } from '../../adapters/chat/telegram/parts.ts'
import { SECOND } from '../../core/ports/clock.ts'
import { type Configuration, publicUrlOf } from '../config.ts'
import { type Finding, fail, ok, reason, warn } from './finding.ts'

/** How long something outside may take to answer. */
const PATIENCE = 5 * SECOND
/** Platforms and sealed sessions bear no more than this. */
const SKEW = 60 * SECOND

const GetMe = z.object({
  ok: z.boolean(),
  result: z.object({ username: z.string() }).optional(),
  description: z.string().optional(),
})

/** Asks Telegram who the configured bots are; its answer also tells the time. */
export const lookAtTelegram = async (config: Configuration): Promise<readonly Finding[]> => {
  const bots = [
    ['TELEGRAM_BOT_TOKEN', config.TELEGRAM_BOT_TOKEN],
    ['TELEGRAM_STAFF_BOT_TOKEN', config.TELEGRAM_STAFF_BOT_TOKEN],
  ] as const
  const set = bots.flatMap(([variable, token]) => (token === undefined ? [] : [{ variable, token }]))
  if (set.length === 0) return [ok('telegram', 'not set up')]
  const webhook =
    config.TELEGRAM_WEBHOOK_SECRET !== undefined && !publicUrlOf(config).startsWith('https:')
      ? [
          fail(
            'telegram webhook',
            `PUBLIC_URL is ${publicUrlOf(config)}`,
            'Telegram calls https addresses alone: set PUBLIC_URL, or unset TELEGRAM_WEBHOOK_SECRET to poll.',
          ),
        ]
      : []
  return [...webhook, ...(await Promise.all(set.map((bot) => lookAtBot(config, bot.variable, bot.token)))).flat()]
}

const lookAtBot = async (config: Configuration, variable: string, token: string): Promise<readonly Finding[]> => {
  const root = (config.TELEGRAM_API_ROOT ?? API_ROOT).replace(/\/+$/, '')
  try {
    const asked = Date.now()
    const response = await fetch(`${root}/bot${token}/getMe`, { signal: AbortSignal.timeout(PATIENCE) })
    const told = GetMe.safeParse(await response.json().catch(() => undefined)).data
    const username = told?.result?.username
    const bot =
      username === undefined
        ? fail(
            variable,
            `Telegram says: ${told?.description ?? response.status}`,
            'Copy the token from BotFather again.',
          )
        : ok(variable, `@${username}`)
    return [bot, ...skewOf(response.headers.get('date'), asked)]
  } catch (error) {
    // The address holds the token, so nothing of the error but its kind is told.
    return [
      fail(
        variable,
        `${root} can't be reached (${error instanceof Error ? error.name : 'unknown'})`,
        'Look at the network, a proxy, and TELEGRAM_API_ROOT.',
      ),
    ]
  }
}

const skewOf = (date: string | null, asked: number): readonly Finding[] => {
  const skew = date === null ? 0 : Date.parse(date) - asked
  if (!(Math.abs(skew) > SKEW)) return []
  return [
    fail(
      'clock',
      `${Math.round(Math.abs(skew) / SECOND)} s ${skew > 0 ? 'behind' : 'ahead of'} Telegram's`,
      'Set the clock by a time server (NTP).',
    ),
  ]
}

const AuthTest = z.object({ ok: z.boolean(), team: z.string().optional(), error: z.string().optional() })

/** Asks Slack whether the app's token is good, and for which workspace. */
export const lookAtSlack = async (config: Configuration): Promise<Finding> => {
  if (config.SLACK_BOT_TOKEN === undefined) return ok('slack', 'not set up')
  const address = new URL('auth.test', config.SLACK_API_URL ?? API_URL)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${config.SLACK_BOT_TOKEN}` },
      signal: AbortSignal.timeout(PATIENCE),
    })
    const told = AuthTest.safeParse(await response.json().catch(() => undefined)).data
    return told?.ok === true
      ? ok('slack', `workspace ${told.team ?? 'without a name'}`)
      : fail(
          'slack',
          `Slack says: ${told?.error ?? response.status}`,
          'Copy the bot token (xoxb-…) from the app again, and see that the app is installed in the workspace.',
        )
  } catch (error) {
    return fail(
      'slack',
      `${address.origin} can't be reached (${error instanceof Error ? error.name : 'unknown'})`,
      'Look at the network, a proxy, and SLACK_API_URL.',
    )
  }
}

/** Whether the program is running here, and answers. */
export const lookAtServer = async (config: Configuration): Promise<Finding> => {
  const host = config.HTTP_HOST === '0.0.0.0' || config.HTTP_HOST === '::' ? '127.0.0.1' : config.HTTP_HOST
  const url = new URL('readyz', publicUrlOf({ ...config, PUBLIC_URL: undefined, HTTP_HOST: host }))
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    await response.body?.cancel()
    return response.ok
      ? ok('server', `ready on ${url.origin}`)
      : warn('server', `${url.href} answers ${response.status}`, 'See what it logs; another program may have the port.')
  } catch (error) {
    return reason(error).includes('timeout')
      ? warn('server', `${url.origin} takes too long to answer`, 'See what it logs.')
      : ok('server', `nothing listens on ${url.origin}: the program is not started here`)
  }
}
