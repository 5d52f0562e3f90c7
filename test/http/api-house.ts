// A running API over a real store, with the real people and access features and one made up for tests.

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readContentFolder } from '../../adapters/files/index.ts'
import { api, createMetrics, healthRoutes, measure, problems, startHttp } from '../../adapters/http/index.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { access, createToken } from '../../core/access/index.ts'
import type { Content } from '../../core/content/content.ts'
import { loadContent } from '../../core/content/load.ts'
import { feature } from '../../core/feature.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Application } from '../../core/kernel/application.ts'
import { refusal } from '../../core/kernel/errors.ts'
import { operation, query } from '../../core/kernel/operation.ts'
import { create } from '../../core/kernel/outcome.ts'
import { record, type Stored } from '../../core/kernel/record.ts'
import { people } from '../../core/people/index.ts'
import { keptLog, standingClock, testSeal } from './house.ts'

const NoteData = z.strictObject({ text: z.string(), by: z.string() })
const Note = record('note', { prefix: 'n', schema: NoteData, indexes: [{ paths: ['data.text'] }] })
const Shown = z.strictObject({ id: z.string(), text: z.string(), by: z.string() })

interface Tree {
  name: string
  inner: Tree[]
}
const Tree: z.ZodType<Tree> = z.object({ name: z.string(), inner: z.lazy(() => z.array(Tree)) })

const write = operation({
  name: 'notes.write',
  summary: 'Write a note.',
  allow: ['officer'],
  input: z.strictObject({
    text: z
      .string()
      .min(1)
      .max(3_000_000)
      .meta({ examples: ['路灯修好了'] }),
  }),
  output: Shown,
  async run(context, { text }) {
    if (text === '重复') throw refusal('notes.twice')
    const by = context.actor.kind === 'person' ? context.actor.person : context.actor.kind
    return create(Note, context.newId(Note), { text, by })
  },
  outputOf: (stored: Stored<z.infer<typeof NoteData>>) => ({ id: stored.id, ...stored.data }),
})

const list = query({
  name: 'notes.list',
  summary: 'List notes.',
  allow: 'staff',
  input: z.strictObject({
    after: z.string().optional(),
    limit: z.int().min(1).max(100).default(50),
    withText: z.boolean().default(true),
    text: z.array(z.string()).optional(),
    about: z.strictObject({ type: z.string(), id: z.int() }).optional(),
  }),
  output: z.object({ rows: z.array(Shown.partial({ text: true })), next: z.string().optional(), about: z.unknown() }),
  async run(context, { after, limit, withText, text, about }) {
    const page = await context.read(Note).page({
      ...(text === undefined ? {} : { where: { 'data.text': { in: text } } }),
      order: ['data.text'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const rows = page.rows.map(({ id, data }) => ({ id, by: data.by, ...(withText ? { text: data.text } : {}) }))
    return { rows, about, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

const shaken = query({
  name: 'notes.shake',
  summary: 'Give a tree back, or break.',
  allow: 'anyone',
  input: z.object({ tree: Tree.optional() }),
  output: z.object({ tree: Tree.optional(), when: z.date().optional() }),
  run: async (_context, { tree }) => {
    if (tree === undefined) throw new Error('the secret cause')
    return { tree }
  },
})

const inner = (name: string, allow: 'system' | 'anyone') =>
  query({ name, summary: 'Not for programs.', allow, input: z.object({}), output: z.object({}), run: async () => ({}) })

/** Takes what others are refused for its length. */
const long = { ...inner('notes.long', 'anyone'), input: z.object({ text: z.string() }), mostBytes: 3_000_000 }

const notes = feature({
  name: 'notes',
  records: [Note],
  operations: [write, list, shaken, long, inner('notes.timer', 'system'), inner('conversation.peek', 'anyone')],
})

let loaded: Promise<Content> | undefined
/** What the features of this house need of the sample county. */
const content = (): Promise<Content> => {
  loaded ??= readContentFolder('content').then((source) => {
    const needed = [...source].filter(([file]) => !file.startsWith('texts/') || /\/(http|access)\.yaml$/.test(file))
    return loadContent(new Map(needed), people.content ?? [])
  })
  return loaded
}

const unused = new Proxy(
  {},
  {
    get: () => {
      throw new Error('not needed here')
    },
  },
) as never

export type ApiHouse = Awaited<ReturnType<typeof startApi>>

export const startApi = async (options: { metricsToken?: string } = {}) => {
  const store = sqliteStore({ path: ':memory:' })
  const clock = standingClock()
  const { lines, logger } = keptLog()
  const ids = { fresh: () => randomUUID().replaceAll('-', '').slice(0, 26) }
  const features = [people, access, notes]
  const words = await content()
  const metrics = createMetrics()
  const services = {
    content: words,
    seal: testSeal(),
    files: unused,
    inspector: unused,
    printer: unused,
    assistant: unused,
  }
  const trail = { append: async () => {} }
  const application = new Application({ store, clock, ids, logger, services, features, trail })
  measure(application, metrics)
  await store.open(features.flatMap(({ records }) => records ?? []))
  const offered = api({ application, publicUrl: 'http://127.0.0.1:8080/', version: '1.2.3' })
  const state = { ready: true }
  const checks = {
    store: async () => {},
    channels: async () => {
      if (!state.ready) throw new Error('telegram is away')
    },
  }
  const http = await startHttp({
    host: '127.0.0.1',
    port: 0,
    logger,
    problems: problems({ content: words, ids, logger }),
    routes: [healthRoutes({ checks, metrics, logger, ...options }), offered.routes],
  })
  const token = async (input: { roles?: string[]; person?: string; units?: string[]; days?: number }) =>
    (await application.execute(createToken, { label: 'test', ...input }, SYSTEM)).token

  return {
    url: http.url,
    http,
    application,
    clock,
    lines,
    metrics,
    state,
    store,
    prune: offered.prune,
    token,
    ask: (path: string, bearer?: string, headers: Record<string, string> = {}) =>
      fetch(new URL(path, http.url), {
        headers: { ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), ...headers },
      }),
    tell: (path: string, body: unknown, bearer?: string, headers: Record<string, string> = {}) =>
      fetch(new URL(path, http.url), {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...headers,
        },
      }),
    stop: async () => {
      await http.stop()
      await store.close()
    },
  }
}
