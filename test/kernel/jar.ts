import { z } from 'zod'
import { createTrail } from '../../core/audit/index.ts'
import { AuditPage } from '../../core/audit/page.ts'
import { type Feature, feature } from '../../core/feature.ts'
import { Application } from '../../core/kernel/application.ts'
import { notFound, refusal } from '../../core/kernel/errors.ts'
import { operation, query } from '../../core/kernel/operation.ts'
import { answer, change, create } from '../../core/kernel/outcome.ts'
import { record, type Stored } from '../../core/kernel/record.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import type { Store } from '../../core/ports/store.ts'
import { keptLog, SetClock } from '../support/world.ts'
import { seal } from './office.ts'

const JarSchema = z.object({ marbles: z.number(), notes: z.array(z.string()) })
type Jar = z.infer<typeof JarSchema>

/** A made-up noun with little to it: a jar that holds marbles, and notes of what happened to it. */
export const Jar = record('jar', { prefix: 'j', schema: JarSchema })

const Seen = z.object({ id: z.string(), marbles: z.number() })
const seen = ({ id, data }: Stored<Jar>) => ({ id, marbles: data.marbles })

/** Makes a jar; `wishes` are notes to be put in afterwards, each on its day. */
export const make = operation({
  name: 'jars.make',
  summary: 'Make a jar',
  allow: 'anyone',
  input: z.object({
    marbles: z.number().default(0),
    wishes: z.array(z.object({ note: z.string(), at: z.string().optional() })).default([]),
  }),
  output: Seen,
  run: async (context, { marbles, wishes }) => {
    const id = context.newId(Jar)
    return create(
      Jar,
      id,
      { marbles, notes: [] },
      wishes.map(({ note, at }) => ({ do: 'jars.note', input: { id, note }, ...(at === undefined ? {} : { at }) })),
    )
  },
  outputOf: seen,
})

export const put = operation({
  name: 'jars.put',
  summary: 'Put marbles in',
  allow: 'anyone',
  input: z.object({ id: z.string(), marbles: z.number() }),
  output: Seen,
  async run(context, { id, marbles }) {
    const stored = await context.load(Jar, id)
    if (stored.data.marbles + marbles > 1_000) throw refusal('jar.full')
    return change(Jar, stored, { ...stored.data, marbles: stored.data.marbles + marbles })
  },
  outputOf: seen,
})

/** Broken notes fail as often as `failures` says; "never" is refused. */
export const noteIn = (failures: { left: number }) =>
  operation({
    name: 'jars.note',
    summary: 'Put a note in',
    allow: 'system',
    input: z.object({ id: z.string(), note: z.string() }),
    output: Seen,
    async run(context, { id, note }) {
      const stored = await context.load(Jar, id)
      if (note === 'never') throw refusal('jar.never')
      if (note === 'broken' && failures.left-- > 0) throw new Error('the lid is stuck')
      return change(Jar, stored, { ...stored.data, notes: [...stored.data.notes, note] })
    },
    outputOf: seen,
  })

export const look = query({
  name: 'jars.look',
  summary: 'Look into a jar',
  allow: 'anyone',
  input: z.object({ id: z.string() }),
  output: z.object({ marbles: z.number(), notes: z.array(z.string()) }),
  run: async (context, { id }) => {
    const stored = await context.read(Jar).get(id)
    if (stored === undefined) throw notFound()
    return stored.data
  },
})

/** An operation that only answers, though it may write: it wrote nothing. */
export const idle = operation({
  name: 'jars.idle',
  summary: 'Leave a jar alone',
  allow: 'anyone',
  input: z.object({}),
  output: z.object({}),
  run: async () => answer({}),
  outputOf: () => ({}),
})

let halls = 0

/** An application of this one feature, and `more`, on `store`, with the audit that all have. */
export const jarApplication = async (
  store: Store,
  clock = new SetClock('2025-06-30T01:00:00.000Z'),
  more: readonly Feature[] = [],
) => {
  const failures = { left: 0 }
  const log = keptLog()
  const unused = new Proxy(
    {},
    {
      get: () => () => {
        throw new Error('not needed here')
      },
    },
  ) as never // no part of this feature asks for it
  await store.open([Jar, AuditPage, TASKS, ...more.flatMap(({ records = [] }) => records)])
  const hall = ++halls
  let made = 0
  const application = new Application({
    store,
    clock,
    ids: { fresh: () => `hall-${hall}-${++made}` },
    logger: log,
    services: { content: unused, seal, files: unused, inspector: unused, printer: unused, assistant: unused },
    features: [
      feature({ name: 'jars', records: [Jar], operations: [make, put, noteIn(failures), look, idle] }),
      feature({ name: 'audit', records: [AuditPage] }),
      ...more,
    ],
    trail: createTrail({ store, seal }),
  })
  return { application, clock, failures, log, store }
}
