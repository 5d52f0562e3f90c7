import { z } from 'zod'
import { inLanguage } from '../content/localized.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { mattersOf } from '../matters/matter.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { maySee } from './access.ts'
import { type CaseData, CaseState } from './case.ts'
import { CaseLine, lineFor } from './line.ts'
import { visibleQuestions, waitingQuestions, waitsFor } from './waiting.ts'
import { CURSOR, casesInOrder, cursorOf, firstThenOthers, placeOf } from './walk.ts'

/** How many of the newest cases a search looks through. */
export const SEARCHED = 2_000

/** What waits for the actor, the oldest first; or all that they may see of one state. */
export const queue = query({
  name: 'feedback.queue',
  summary:
    'List the cases that wait for you, the green channel and requests for help first, or those of one state that you may see; the oldest first',
  allow: 'staff',
  input: z.object({
    state: CaseState.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    /** The `next` of the page before. */
    after: z.string().max(100).regex(CURSOR).optional(),
  }),
  output: z.object({ rows: z.array(CaseLine), next: z.string().optional() }),
  run: async (context, { state, limit, after }) => {
    const { actor } = context
    const org = await organisation(context)
    const walk =
      state === undefined
        ? firstThenOthers(context, waitingQuestions(actor), after)
        : casesInOrder(context, visibleQuestions(actor, state), 'oldest', after)
    const rows: Stored<CaseData>[] = []
    for await (const stored of walk) {
      if (!maySee(org, actor, stored.data)) continue
      if (state === undefined && !waitsFor(org, context.content, actor, stored.data)) continue
      const last = rows.at(-1)
      if (rows.length === limit && last !== undefined)
        return { rows: rows.map(lineFor(context.actor)), next: state === undefined ? placeOf(last) : cursorOf(last) }
      rows.push(stored)
    }
    return { rows: rows.map(lineFor(context.actor)) }
  },
})

/** Every word must stand in the number, the matter, the unit or the words of the case. */
export const find = query({
  name: 'feedback.find',
  summary: 'Search the newest cases that you may see by number, matter, unit or words, the newest first',
  allow: 'staff',
  input: z.object({
    words: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  output: z.object({ rows: z.array(CaseLine), more: z.boolean() }),
  run: async (context, { words, limit }) => {
    const org = await organisation(context)
    const wanted = words.toLowerCase().split(/\s+/)
    const rows: Stored<CaseData>[] = []
    let looked = 0
    for await (const stored of casesInOrder(context, visibleQuestions(context.actor), 'newest')) {
      if (++looked > SEARCHED) break
      if (!maySee(org, context.actor, stored.data)) continue
      const told = searchable(context, org, stored.data)
      if (!wanted.every((word) => told.includes(word))) continue
      if (rows.length === limit) return { rows: rows.map(lineFor(context.actor)), more: true }
      rows.push(stored)
    }
    return { rows: rows.map(lineFor(context.actor)), more: false }
  },
})

const searchable = (context: Context, org: Organisation, data: CaseData): string => {
  const matter = data.matter === undefined ? undefined : mattersOf(context.content).get(data.matter)
  const names = matter === undefined ? [] : [inLanguage(matter.name, 'zh-CN'), inLanguage(matter.name, 'en')]
  const units = [data.lead, ...data.supporting].flatMap((code) => {
    const unit = code === undefined ? undefined : org.unit(code)
    return unit === undefined ? [] : [unit.name, unit.short ?? '', ...unit.aliases]
  })
  const additions = data.additions.map(({ text }) => text)
  return [data.number, ...names, ...units, data.place?.text ?? '', data.text, ...additions].join('\n').toLowerCase()
}
