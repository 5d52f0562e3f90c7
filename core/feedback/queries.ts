import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { caseIdOf, chatOfReporter, Reporter } from '../reporters/reporter.ts'
import { blindCode } from '../reporters/seal-reporter.ts'
import { isReporter, maySee, seesOffice } from './access.ts'
import { Case, type CaseData, CaseSchema } from './case.ts'
import { caseIdsMeant } from './number.ts'
import { notThere } from './removed.ts'

/** A step of a case's history, as staff may see it. */
const Happened = z.object({ at: z.string(), by: z.string(), did: z.string() })
const Read = z.object({ id: z.string(), version: z.number(), data: CaseSchema, history: z.array(Happened) })

/** Steps that are the reporter's own: whoever it was, staff read "the citizen" here. */
const REPORTERS = ['submit', 'add', 'reply', 'rate', 'withdraw', 'stayed'].map((step) => `feedback.${step}`)

/** The whole matter of a case and what happened to it, without who reported it. */
export const read = query({
  name: 'feedback.read',
  summary: 'Read a case, by its id or its number',
  allow: 'staff',
  input: z.object({ case: z.string().min(1).max(60) }),
  output: Read,
  run: async (context, input) => {
    const org = await organisation(context)
    for (const id of await caseIdsMeant(context, input.case)) {
      const stored = await context.read(Case).get(id)
      if (stored === undefined || !maySee(org, context.actor, stored.data)) continue
      const history = stored.history.map(({ at, by, did }) => ({
        at,
        by: REPORTERS.includes(did) ? 'citizen' : by,
        did,
      }))
      const { green, ...data } = stored.data
      const isShown = green !== undefined && seesOffice(context.actor, stored.data)
      return { id, version: stored.version, data: isShown ? { ...data, green } : data, history }
    }
    return notThere(context, input.case)
  },
})

/** What a reporter may see of their case. */
const Own = z.object({ id: z.string(), data: CaseSchema })

/** Who has reported more than so many from one chat finds the older ones by their codes. */
const MOST_OF_ONE_CHAT = 50

/** The cases that were reported from this chat, the newest first. */
export const mine = query({
  name: 'feedback.mine',
  summary: 'The cases that you reported from this chat',
  allow: 'anyone',
  input: z.object({}),
  output: z.object({ rows: z.array(Own) }),
  run: async (context) => ({ rows: await casesOf(context) }),
})

const casesOf = async (context: Context): Promise<{ id: string; data: CaseData }[]> => {
  const { actor } = context
  if (actor.kind === 'system') return []
  const ids = new Set<string>(actor.follows === undefined ? [] : [actor.follows])
  if (actor.chat !== undefined) {
    for await (const { id } of context
      .read(Reporter)
      .stream({ where: { 'data.chat.key': chatOfReporter(context.seal, actor.chat) } }))
      ids.add(caseIdOf(id))
  }
  const found = await Promise.all([...ids].map((id) => context.read(Case).get(id)))
  return found
    .flatMap((stored) => (stored === undefined ? [] : [{ id: stored.id, data: stored.data }]))
    .sort((a, b) => (isNewer(a.data, b.data) ? -1 : 1))
    .slice(0, MOST_OF_ONE_CHAT)
}

/** Numbers are given one after the other, also within one instant; of the longer number more were given before. */
const isNewer = (a: CaseData, b: CaseData): boolean => {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt > b.receivedAt
  return a.number.length === b.number.length ? a.number > b.number : a.number.length > b.number.length
}

/** One case, for who reported it. */
export const own = query({
  name: 'feedback.own-case',
  summary: 'Read a case that you reported',
  allow: 'anyone',
  input: z.object({ case: z.string() }),
  output: Own,
  run: async (context, input) => {
    const stored = (await isReporter(context, input.case)) ? await context.read(Case).get(input.case) : undefined
    if (stored === undefined) throw notFound('case.not-found')
    return { id: stored.id, data: stored.data }
  },
})

/** The case of a secret code. The same refusal for every code that opens nothing. */
export const byCode = query({
  name: 'feedback.by-code',
  summary: 'Find a case by its secret code',
  allow: 'anyone',
  input: z.object({ code: z.string().max(200) }),
  output: Own,
  run: async (context, input) => {
    const digits = input.code.normalize('NFKC').replace(/\D/g, '')
    const reporter = await context.read(Reporter).first({ where: { 'data.code': blindCode(context.seal, digits) } })
    const stored = reporter === undefined ? undefined : await context.read(Case).get(caseIdOf(reporter.id))
    if (stored === undefined) throw notFound('case.not-found')
    return { id: stored.id, data: stored.data }
  },
})
