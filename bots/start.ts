import { webChannel } from '../adapters/chat/web/channel.ts'
import { webChatRoutes } from '../adapters/chat/web/routes.ts'
import { webChatTexts } from '../adapters/chat/web/texts.ts'
import {
  api,
  clientOf,
  createMetrics,
  healthRoutes,
  LANGUAGE_COOKIE,
  measure,
  outboxMetrics,
  problems,
  requestLanguage,
  resultPages,
  startHttp,
  storeCheck,
  verifyPages,
  type Webhook,
  webhookRoutes,
} from '../adapters/http/index.ts'
import { type Recurring, schedule } from '../adapters/scheduler/cron.ts'
import { latestTime } from '../adapters/scheduler/latest-time.ts'
import { inLanguage } from '../core/content/localized.ts'
import { Office } from '../core/content/office.ts'
import { setLanguage } from '../core/conversation/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import { outboxFigures } from '../core/messaging/index.ts'
import type { Channel, Stop } from '../core/ports/channel.ts'
import { SECOND } from '../core/ports/clock.ts'
import { type Configuration, publicUrlOf } from './config.ts'
import { type Opened, openProgram } from './open.ts'
import { slackChannels } from './slack.ts'
import { showCommands, telegramChannels } from './telegram.ts'

export interface Running {
  /** Such as `http://127.0.0.1:8080/`; absent where nothing but metrics is served. */
  readonly url: string | undefined
  readonly opened: Opened
  stop(): Promise<void>
}

/** Starts everything that `config` asks for. @throws ConfigurationWrong, CannotListen, StoreUnavailable, ContentInvalid */
export const start = async (config: Configuration): Promise<Running> => {
  const opened = await openProgram(config)
  const { program, logger } = opened
  const stops: Stop[] = [opened.close]
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const web = webOf(config, opened)
    const telegram = await telegramChannels(config, opened)
    const platforms = [...telegram, ...(await slackChannels(config, opened))]
    const channels: readonly Channel[] = [web.channel, ...platforms.map((each) => each.channel)]
    const serving = config.ROLE !== 'worker'
    const working = config.ROLE !== 'web'
    // What the page shows is sent by the process that serves it; the platforms are left to the workers.
    for (const channel of channels.filter(({ name }) => (name === 'web' ? serving : working))) {
      const sender = program.send(channel, { watch: web.watch })
      sender.start()
      stops.push(() => sender.stop())
    }
    if (working) {
      const jobs = recurring(opened)
      await jobs.run()
      const { timezone } = program.outside.content.only(Office)
      stops.push(ticking(opened), schedule([jobs, ...web.recurring], timezone, logger))
    }
    if (!serving) {
      const watched = await web.beWatched()
      if (watched !== undefined) {
        stops.push(watched.stop)
        logger.info('metrics.ready', { url: watched.url })
      }
      return { url: undefined, opened, stop }
    }
    const http = await web.listen(new Map(platforms.flatMap(({ hook }) => (hook === undefined ? [] : [hook]))))
    stops.push(http.stop)
    for (const channel of channels) stops.push(await channel.start((incoming) => program.gateway.take(incoming)))
    for (const { channel } of telegram) void showCommands(channel, opened)
    return { url: http.url, opened, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Looks for what is due, once a second. */
const ticking = ({ program, logger }: Opened): Stop => {
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const taken = await program.tick().catch((error: unknown) => {
        logger.error('tick.failed', {}, error)
        return 0
      })
      if (taken === 0) await program.outside.clock.sleep(SECOND, stopping.signal)
    }
  }
  const looping = loop()
  return async () => {
    stopping.abort()
    await looping
  }
}

/** Looks every minute which jobs of the features are due; the first look makes up for what was missed. */
const recurring = ({ program }: Opened): Recurring => {
  const recurrence = program.recurring(latestTime)
  return { name: 'recurring', cron: '* * * * *', run: () => recurrence.look() }
}

const webOf = (config: Configuration, { program, logger }: Opened) => {
  const { store, clock, seal, files, content, ids } = program.outside
  const { application, talking } = program
  const channel = webChannel({ store, clock, seal, files })
  const metrics = createMetrics()
  measure(application, metrics)
  const figures = () => outboxFigures({ read: (type) => readerOf(store, type) }, clock.now())
  const watch = outboxMetrics(metrics, figures)
  const publicUrl = publicUrlOf(config)
  const chat = webChatRoutes({
    ...{ store, clock, seal, files, channel, logger, publicUrl },
    words: { title: (language) => inLanguage(content.only(Office).name, language), texts: webChatTexts(content) },
    menu: async (address, language) =>
      (await application.execute(talking.menu, { channel: 'web', address, language }, SYSTEM)).items,
    languageChosen: async (address, language) => {
      await application.execute(setLanguage, { channel: 'web', address, language }, SYSTEM)
    },
    language: { of: requestLanguage, cookie: LANGUAGE_COOKIE },
    clientOf: clientOf(config.BEHIND_PROXY),
  })
  const { routes: apiRoutes, prune } = api({ application, publicUrl, version: '0.1.0' })
  const health = healthRoutes({
    checks: { store: storeCheck(store) },
    // A channel that stands still is no reason to take this process out of service.
    warnings: async () =>
      (await figures()).channels.flatMap(({ channel: name, paused }) =>
        paused === undefined ? [] : [`channel ${name} ${paused.reason}`],
      ),
    metrics,
    logger,
    ...(config.METRICS_TOKEN === undefined ? {} : { metricsToken: config.METRICS_TOKEN }),
  })
  const http = { host: config.HTTP_HOST, logger, problems: problems({ content, ids, logger }) }
  return {
    channel,
    watch,
    recurring: [
      { name: 'web-chat.prune', cron: '17 3 * * *', run: () => channel.prune() },
      { name: 'api.prune', cron: '27 3 * * *', run: () => prune() },
    ],
    listen: (hooks: ReadonlyMap<string, Webhook>) =>
      startHttp({
        ...http,
        port: config.HTTP_PORT,
        routes: [health, apiRoutes, webhookRoutes(hooks), verifyPages(application), resultPages(application), chat],
        stopping: () => channel.endStreams(),
      }),
    /** Health and metrics alone, for a process that serves nothing else. */
    beWatched: async () =>
      config.METRICS_PORT === undefined
        ? undefined
        : startHttp({ ...http, port: config.METRICS_PORT, routes: [health] }),
  }
}
