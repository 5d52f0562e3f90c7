import { z } from 'zod'
import { type Done, MOST_DONE } from '../conversation/done.ts'
import { query } from '../kernel/operation.ts'
import { Severity, Warning, type WarningData, type WarningState } from './warning.ts'

/** In these states whoever was warned has done what they owed. */
const DONE = ['acknowledged', 'answered', 'accepted', 'closed'] as const satisfies readonly WarningState[]

/** When this person last answered or acknowledged it themselves; what a stand-in did is not theirs. */
const doneAt = ({ answers, acknowledged }: WarningData, person: string): string | undefined => {
  const acts = [...(acknowledged === undefined ? [] : [acknowledged]), ...answers]
  return acts.findLast(({ by }) => by === `person:${person}`)?.at
}

/** The warnings that whoever asks has acknowledged or answered, the last first. */
export const answeredByMe = query({
  name: 'warnings.answeredByMe',
  summary: 'List the warnings that whoever asks has acknowledged or answered themselves, the last first',
  allow: 'person',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(MOST_DONE) }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ id: z.string(), number: z.string(), severity: Severity, answered: z.boolean(), at: z.string() }),
    ),
  }),
  async run(context, { limit }) {
    const { actor } = context
    if (actor.kind !== 'person') return { rows: [] }
    const pages = await Promise.all(
      DONE.map((state) =>
        context.read(Warning).page({
          where: { 'data.to': actor.person, 'data.state': state },
          order: ['-data.issuedAt'],
          limit,
        }),
      ),
    )
    const rows = pages
      .flatMap((page) => page.rows)
      .flatMap(({ id, data }) => {
        const at = doneAt(data, actor.person)
        const { number, severity, answers } = data
        return at === undefined ? [] : [{ id, number, severity, answered: answers.length > 0, at }]
      })
    return { rows: rows.toSorted((a, b) => b.at.localeCompare(a.at, 'en')).slice(0, limit) }
  },
})

/** Warnings that one has answered, as lines of one's home. */
export const warningsDone: Done = {
  for: 'person',
  async list({ execute, text }) {
    const { rows } = await execute(answeredByMe, { limit: MOST_DONE })
    return rows.map(({ id, number, severity, answered, at }) => ({
      say: answered ? 'warnings.was-answered' : 'warnings.was-acknowledged',
      params: { number, severity: text(`warnings.severity-${severity}`) },
      ...{ token: `warning ${id}`, at },
    }))
  },
}
