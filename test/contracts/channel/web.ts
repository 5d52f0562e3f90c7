import { Hono } from 'hono'
import type { WebChannel } from '../../../adapters/chat/web/channel.ts'
import { webChannel, webChatRoutes, webChatTexts } from '../../../adapters/chat/web/index.ts'
import { LANGUAGE_COOKIE, requestLanguage } from '../../../adapters/http/language.ts'
import { problems } from '../../../adapters/http/problems.ts'
import { clientOf, startHttp } from '../../../adapters/http/server.ts'
import { sqliteStore } from '../../../adapters/store/sqlite/sqlite-store.ts'
import { systemClock } from '../../../adapters/system/index.ts'
import { testContent, testSeal } from '../../http/house.ts'
import { PageClient } from '../../support/page-client.ts'
import type { Driver, Outside, Platform } from './place.ts'

/** How many people a case may meet: their sessions are opened beforehand. */
const PEOPLE = 24

/** The web chat as a platform of the contract: its real endpoints over HTTP, and pages that check what they get. */
export const webPlatform = async ({ files, logger }: Outside): Promise<Platform> => {
  const store = sqliteStore({ path: ':memory:' })
  const seal = testSeal()
  const content = testContent()
  const ids = { fresh: () => 'incident000000000000000000' }
  const parts = { store, clock: systemClock, seal, files }
  const faults = problems({ content, ids, logger })
  let channel = webChannel(parts)
  let running = new AbortController()

  const routesOf = (served: WebChannel): Hono =>
    webChatRoutes({
      ...parts,
      channel: served,
      logger,
      publicUrl: 'http://127.0.0.1/',
      words: { title: () => 'office', texts: webChatTexts(content) },
      menu: async () => [],
      language: { of: requestLanguage, cookie: LANGUAGE_COOKIE },
      clientOf: clientOf(false),
    })
  const served = (): Hono => new Hono().onError(faults.onError).route('/', routesOf(channel))
  let app = served()
  const front = new Hono().all('*', (c) => app.fetch(c.req.raw, c.env))
  const http = await startHttp({ host: '127.0.0.1', port: 0, logger, problems: faults, routes: [front] })

  const clients = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const client = new PageClient(http.url, () => running.signal)
      const token = await client.open()
      return { client, address: seal.blind(token, 'web-session') }
    }),
  )
  const met: Driver[] = []
  const clientOfPerson = new Map<string, PageClient>()

  return {
    channel: () => {
      running.abort()
      running = new AbortController()
      channel = webChannel(parts)
      app = served()
      return channel
    },
    person: ({ name = '欧阳测试甲', language = 'zh-CN' } = {}) => {
      const next = clients[met.length]
      if (next === undefined) throw new Error('more people than sessions were opened')
      next.client.language = language
      clientOfPerson.set(next.address, next.client)
      const person = driverOf(next.client, next.address, name)
      met.push(person)
      return person
    },
    arrived: async () => {
      await Promise.all([...clientOfPerson.values()].map((client) => client.catchUp()))
    },
    faults: {
      blocked: () => {},
      gone: ({ address }) => channel.inbox.forget(channel.inbox.sessions.idOf(address)),
      tooFast: () => {},
      serverError: () => {},
      dropBefore: () => {},
      dropAfter: () => {},
      refuseToken: () => {},
      restoreToken: () => {},
      repeatUpdates: () => {},
      duplicateUpdates: () => {},
    },
    violations: () => clients.flatMap(({ client }) => client.violations),
    secrets: () => met.flatMap(({ name, address }) => [name, address]),
    downloads: () => 0,
    stop: async () => {
      for (const { client } of clients) client.close()
      running.abort()
      channel.endStreams()
      await http.stop()
      await store.close()
    },
  }
}

const driverOf = (client: PageClient, address: string, name: string): Driver => ({
  address,
  name,
  says: (text) => client.post({ text }),
  opens: (payload) => client.post({ start: payload }),
  presses: (label) => client.post({ press: client.tokenOf(label) }),
  edits: () => {},
  takesBack: () => {},
  sendsPlace: (lat, lng) => client.post({ location: { lat, lng } }),
  sendsPhotos: (photos, caption) => {
    for (const [n, bytes] of photos.entries()) {
      client.upload(new File([new Uint8Array(bytes)], `photo ${n}.png`, { type: 'image/png' }), n === 0 ? caption : '')
    }
  },
  sendsDocument: (bytes, { name: file, type }) => client.upload(new File([new Uint8Array(bytes)], file, { type })),
  sendsUnreadable: () => {},
  loses: () => {},
  heard: () =>
    client.shown
      .filter(({ from }) => from === 'office')
      .map(({ text, choices = [], attachments = [] }) => ({
        text,
        labels: choices.map(({ label }) => label),
        files: attachments.map(({ name: file, size }) => ({ name: file, size })),
      })),
})
