import { z } from 'zod'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { createIndex } from '../same-problem/index.ts'
import { isReporter, maySee, readBrewing } from './access.ts'
import { brewingMeant } from './number.ts'
import { Brewing, type BrewingData, BrewingSchema, BrewingState, OPEN } from './problem.ts'

/** How much of the words a line shows, and how many of the newest are compared. */
const WORDS = 80
const COMPARED = 400
/** From here on, words alone say that two are the same problem: as in `core/same-problem/group.ts`. */
const LEAST = 0.35

const Line = z.object({
  id: z.string(),
  number: z.string(),
  state: BrewingState,
  receivedAt: z.string(),
  urgency: BrewingSchema.shape.urgency,
  place: z.string(),
  text: z.string(),
  /** It is checked by a unit of whoever asks. */
  toCheck: z.boolean(),
})
export type BrewingLine = z.infer<typeof Line>

const lineOf = ({ id, data }: Stored<BrewingData>, { actor }: Context): BrewingLine => ({
  toCheck: data.unit !== undefined && actor.kind === 'person' && actor.units.includes(data.unit),
  ...{ id, number: data.number, state: data.state, receivedAt: data.receivedAt, urgency: data.urgency },
  ...{ place: data.place?.text ?? '', text: data.text.slice(0, WORDS) },
})

/** Whoever asks may see these: those of their office, those that their unit checks, and their own. */
const questions = (context: Context, only: 'open' | 'all' | 'own'): readonly Where[] => {
  const all = only === 'own' ? ownOnes(context) : inReach(context)
  // What goes on is few, however many there were.
  return only === 'open' ? all.flatMap((where) => OPEN.map((state) => ({ ...where, 'data.state': state }))) : all
}

const ownOnes = ({ actor }: Context): readonly Where[] =>
  actor.kind === 'person' ? [{ 'data.reporter': actor.person }, { 'data.also': { has: actor.person } }] : []

const inReach = ({ actor }: Context): readonly Where[] => {
  if (actor.kind !== 'person') return [{}]
  return [
    ...(hasRole(actor, 'officer', 'director', 'viewer', 'auditor', 'custodian')
      ? actor.units.map((unit) => ({ 'data.office': unit }))
      : []),
    ...(hasRole(actor, 'handler') ? actor.units.map((unit) => ({ 'data.unit': unit })) : []),
    { 'data.reporter': actor.person },
  ]
}

/** What is brewing, the newest first: what goes on, or all. */
export const list = query({
  name: 'brewing.list',
  summary: 'List brewing problems that the reader may see, the newest first',
  allow: 'person',
  input: z.object({
    only: z.enum(['open', 'all', 'own']).default('open'),
    limit: z.coerce.number().int().min(1).max(100).default(10),
    from: z.coerce.number().int().min(0).max(1_000_000).optional(),
  }),
  output: z.object({ rows: z.array(Line), all: z.number() }),
  async run(context, { only, limit, from = 0 }) {
    const org = await organisation(context)
    const found = new Map<string, Stored<BrewingData>>()
    for (const where of questions(context, only))
      for await (const stored of context.read(Brewing).stream({ where, order: ['-data.receivedAt'] })) {
        if (maySee(org, context.actor, stored.data)) found.set(stored.id, stored)
      }
    const rows = [...found.values()].sort((a, b) => (a.data.number < b.data.number ? 1 : -1))
    return { rows: rows.slice(from, from + limit).map((stored) => lineOf(stored, context)), all: rows.length }
  },
})

const View = BrewingSchema.omit({ reporter: true, chat: true, also: true })
export type BrewingView = z.infer<typeof View>

/** One brewing problem. Who reported it is never said. */
export const read = query({
  name: 'brewing.read',
  summary: 'A brewing problem with its steps, without who reported it',
  allow: 'person',
  input: z.object({ brewing: z.string().max(60) }),
  output: z.object({ id: z.string(), data: View, own: z.boolean() }),
  async run(context, { brewing }) {
    const { id, data } = await readBrewing(context, await brewingMeant(context, brewing))
    const { reporter: _who, chat: _where, also: _others, ...view } = data
    return { id, data: view, own: isReporter(context.actor, data) }
  },
})

/** Other reports that may tell of the same problem, the surest first. */
export const alike = query({
  name: 'brewing.alike',
  summary: 'List brewing problems that may be the same as one, the surest first',
  allow: ['officer', 'director'],
  input: z.object({ brewing: z.string().max(60) }),
  output: z.object({ rows: z.array(Line.extend({ because: z.array(z.string()) })) }),
  async run(context, { brewing }) {
    const own = await readBrewing(context, await brewingMeant(context, brewing))
    const org = await organisation(context)
    const index = createIndex()
    const others = new Map<string, Stored<BrewingData>>()
    const where = { 'data.office': own.data.office }
    for await (const other of context.read(Brewing).stream({ where, order: ['-data.receivedAt'] })) {
      const { id, data } = other
      if (id === own.id || ![...OPEN, 'case'].includes(data.state) || !maySee(org, context.actor, data)) continue
      if (!own.data.responsible.every((code) => data.responsible.includes(code))) continue
      others.set(id, other)
      index.add({ id, text: wordsOf(data), time: data.receivedAt })
      if (others.size === COMPARED) break
    }
    const found = index.candidates({ id: own.id, text: wordsOf(own.data), time: own.data.receivedAt }, 3)
    return {
      rows: found.flatMap(({ id, certainty, because }) => {
        const other = others.get(id)
        return other === undefined || certainty < LEAST ? [] : [{ ...lineOf(other, context), because: [...because] }]
      }),
    }
  },
})

const wordsOf = ({ text, place }: BrewingData): string => `${place?.text ?? ''} ${text}`
