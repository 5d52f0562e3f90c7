import { z } from 'zod'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { auditOf, createTrail, type Report } from '../../core/audit/index.ts'
import { feature } from '../../core/feature.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import { Application } from '../../core/kernel/application.ts'
import { operation } from '../../core/kernel/operation.ts'
import { change, create, remove } from '../../core/kernel/outcome.ts'
import { record } from '../../core/kernel/record.ts'
import type { AuditEntry, Trail } from '../../core/kernel/trail.ts'
import type { Services } from '../../core/ports/services.ts'
import type { Store } from '../../core/ports/store.ts'

/** A small feature to have something to prove. */
const Note = record('note', { prefix: 'n', schema: z.strictObject({ text: z.string(), reads: z.int() }) })
const Visit = record('visit', { prefix: 'v', schema: z.strictObject({ place: z.string() }), keepSteps: 2 })
const output = z.strictObject({ id: z.string() })
const outputOf = ({ id }: { readonly id: string }) => ({ id })
const named = { summary: 'For tests.', allow: 'anyone', output, outputOf } as const

const write = operation({
  ...named,
  name: 'notes.write',
  input: z.object({ text: z.string() }),
  run: async (context, { text }) => create(Note, context.newId(Note), { text, reads: 0 }),
})
const amend = operation({
  ...named,
  name: 'notes.amend',
  input: z.object({ id: z.string(), text: z.string() }),
  run: async (context, { id, text }) => {
    const note = await context.load(Note, id)
    return change(Note, note, { ...note.data, text })
  },
})
const read = operation({
  ...named,
  name: 'notes.read',
  audited: false,
  input: z.object({ id: z.string() }),
  run: async (context, { id }) => {
    const note = await context.load(Note, id)
    return change(Note, note, { ...note.data, reads: note.data.reads + 1 })
  },
})
const forget = operation({
  ...named,
  name: 'notes.forget',
  input: z.object({ id: z.string() }),
  outputOf: () => ({ id: '' }),
  run: async (context, { id }) => remove(Note, await context.load(Note, id)),
})
const visit = operation({
  ...named,
  name: 'visits.make',
  input: z.object({ id: z.string().optional() }),
  run: async (context, { id }) =>
    id === undefined
      ? create(Visit, context.newId(Visit), { place: '东街' })
      : change(Visit, await context.load(Visit, id), { place: '西街' }),
})
const notes = feature({ name: 'notes', records: [Note, Visit], operations: [write, amend, read, forget, visit] })

export const seal = createSeal({ keys: parseSealKeys(newSealKeys('test')) })
const AUDITOR: Actor = { kind: 'person', person: 'h1', roles: ['auditor'], units: [] }

/** An office on `store`: every execution a second later than the one before. */
export const office = (store: Store, trail: Trail = createTrail({ store, seal })) => {
  let now = Date.parse('2025-06-30T00:00:00.000Z')
  const tick = () => {
    now += 1_000
    return new Date(now).toISOString()
  }
  let ids = 0
  const audit = auditOf([notes])
  const application = new Application({
    store,
    trail,
    clock: { now: tick, sleep: async () => {} },
    ids: { fresh: () => `key-${ids++}` },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    services: { seal } as unknown as Services, // these operations use no other
    features: [notes, audit],
  })
  const ask = (name: string, input: unknown, actor: Actor = AUDITOR) => application.byName(name, input, actor)
  return {
    application,
    ask,
    verify: async (input: unknown = {}) => (await ask('audit.verify', input)) as Report,
    found: async () => ((await ask('audit.verify', {})) as Report).finding?.kind ?? 'nothing',
    list: async (input: unknown) => (await ask('audit.list', input)) as { entries: AuditEntry[]; next?: string },
    write: async (text: string, actor?: Actor) => ((await ask('notes.write', { text }, actor)) as { id: string }).id,
  }
}
