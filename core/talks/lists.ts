import { z } from 'zod'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import type { Where } from '../ports/store.ts'
import { maySee } from './step.ts'
import { TalkRecord, TalkSchema, TalkState } from './talk.ts'

const Line = z.object({
  ...{ id: z.string(), number: z.string(), state: TalkState, person: z.string(), unit: z.string() },
  ...{ day: z.string(), time: z.string(), open: z.number().int() },
})
export type TalkLine = z.infer<typeof Line>

/** One's own talks, and those of one's office; the newest day first. */
export const list = query({
  name: 'talks.list',
  summary: 'List the talks that you are called to, and those of your office',
  allow: 'person',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(Line) }),
  async run(context, { limit }) {
    const rows = new Map<string, TalkLine>()
    for (const where of questions(context)) {
      let found = 0
      for await (const { id, data } of context.read(TalkRecord).stream({ where, order: ['-data.day'] })) {
        if (found === limit) break
        if (!maySee(context.actor, data)) continue
        found++
        const { number, state, person, unit, day, time, problems } = data
        const open = problems.filter(({ settled }) => settled === undefined).length
        rows.set(id, { id, number, state, person, unit, day, time, open })
      }
    }
    return { rows: [...rows.values()].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, limit) }
  },
})

const questions = ({ actor }: Context): readonly Where[] => {
  if (actor.kind !== 'person') return [{}]
  const office = hasRole(actor, 'officer', 'director', 'auditor') ? actor.units : []
  return [
    { 'data.person': actor.person },
    ...office.flatMap((unit) => TalkState.options.map((state) => ({ 'data.office': unit, 'data.state': state }))),
  ]
}

export const read = query({
  name: 'talks.read',
  summary: 'Read a talk that concerns you, by its id or its number',
  allow: 'person',
  input: z.object({ talk: z.string().min(1).max(60) }),
  output: z.object({ id: z.string(), data: TalkSchema }),
  async run(context, { talk }) {
    const reader = context.read(TalkRecord)
    const stored = (await reader.get(talk)) ?? (await reader.first({ where: { 'data.number': talk.toUpperCase() } }))
    if (stored === undefined || !maySee(context.actor, stored.data)) throw notFound('talks.not-found')
    return { id: stored.id, data: stored.data }
  },
})
