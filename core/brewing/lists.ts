import { z } from 'zod'
import { OFFICE_ROLES } from '../feedback/access.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { AFTER, inOrder, pageOf } from '../kernel/walk.ts'
import { organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { createIndex } from '../same-problem/index.ts'
import { isReporter, maySee, readBrewing } from './access.ts'
import { brewingMeant } from './number.ts'
import { Brewing, type BrewingData, BrewingSchema, BrewingState, OPEN } from './problem.ts'

/** How much of the words a line shows, and how many of the newest are compared. */
const WORDS = 80
const COMPARED = 400
/** So many are counted for the first page; of more it is only said that there are more. */
export const COUNTED = 100
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

/**
 * Whoever asks may see these: those of their office, those that their unit checks, and their own. Of what goes on, a unit
 * is asked for what it still has to check.
 */
const questions = (context: Context, only: 'open' | 'all' | 'own'): readonly Where[] => {
  const { actor } = context
  if (actor.kind !== 'person') return inStates([{}], only === 'open' ? OPEN : undefined)
  if (only === 'own') return ownOnes(actor.person)
  const offices = hasRole(actor, ...OFFICE_ROLES) ? actor.units.map((unit) => ({ 'data.office': unit })) : []
  const units = hasRole(actor, 'handler') ? actor.units.map((unit) => ({ 'data.unit': unit })) : []
  const own = [{ 'data.reporter': actor.person }]
  return only === 'all'
    ? [...offices, ...units, ...own]
    : [...inStates([...offices, ...own], OPEN), ...inStates(units, ['checking'])]
}

const ownOnes = (person: string): readonly Where[] => [{ 'data.reporter': person }, { 'data.also': { has: person } }]

const inStates = (all: readonly Where[], states: readonly BrewingState[] | undefined): readonly Where[] =>
  states === undefined ? all : all.flatMap((where) => states.map((state) => ({ ...where, 'data.state': state })))

/** What is brewing, the newest first: what goes on, or all. */
export const list = query({
  name: 'brewing.list',
  summary: 'List brewing problems that the reader may see, the newest first',
  allow: 'person',
  input: z.object({
    only: z.enum(['open', 'all', 'own']).default('open'),
    limit: z.coerce.number().int().min(1).max(100).default(10),
    /** The `next` of the page before. */
    after: AFTER,
  }),
  /** `all`: how many one reported; of others how many there are from here on, counted to `COUNTED` and then one more. */
  output: z.object({ rows: z.array(Line), all: z.number(), next: z.string().optional() }),
  async run(context, { only, limit, after }) {
    const org = await organisation(context)
    // One's own are counted by the store, and nothing is counted again on a later page.
    const counted = only === 'own' || after !== undefined ? limit : Math.max(limit, COUNTED)
    const order = { by: 'receivedAt', direction: 'newest', after, ahead: counted + 1 } as const
    const walk = inOrder(context.read(Brewing), questions(context, only), order)
    const page = await pageOf(walk, {
      ...{ by: order.by, limit, counted },
      wanted: ({ data }) => maySee(org, context.actor, data),
    })
    const counts = only === 'own' ? questions(context, only).map((where) => context.read(Brewing).count(where)) : []
    const all = only === 'own' ? (await Promise.all(counts)).reduce((sum, count) => sum + count, 0) : page.all
    return { ...page, all, rows: page.rows.map((stored) => lineOf(stored, context)) }
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
    for await (const other of context.read(Brewing).stream({ where, order: ['-data.receivedAt', '-id'] })) {
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
