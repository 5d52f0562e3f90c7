import { z } from 'zod'
import { Case } from '../feedback/case.ts'
import { OVER } from '../feedback/lifecycle.ts'
import { AnsweredForm } from '../forms/answered.ts'
import { ownersOf } from '../forms/queries.ts'
import type { Context } from '../kernel/context.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create, remove, type Wish } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { MemberAnswer, ownerOf as memberAnswerOwner } from '../network/member-answer.ts'
import { HOUR, later } from '../ports/clock.ts'
import { caseIdOf, chatOfReporter, Reporter, reporterId } from '../reporters/reporter.ts'

/** `feedback`: forms filled in as a member of a contact point. */
const Counted = z.object({ forms: z.number(), feedback: z.number(), cases: z.number(), open: z.number() })

const ErasureSchema = z.object({
  ...{ at: z.string(), forms: z.number(), feedback: z.number(), cases: z.number(), left: z.number() },
})

/** That somebody asked for erasure, and how much went: never who. */
export const Erasure = record('erasure', { prefix: 'er', schema: ErasureSchema, indexes: [{ paths: ['data.at'] }] })

/** What is kept of whoever asks. */
export const counted = query({
  name: 'rights.counted',
  summary: 'How much is kept of me: forms I filled in, cases I reported, and which of those are still open',
  allow: 'anyone',
  input: z.object({}),
  output: Counted,
  async run(context) {
    const { ids } = await ownForms(context)
    const cases = await ownCases(context)
    const feedback = (await ownFeedback(context)).length
    return { forms: ids.length, feedback, cases: cases.length, open: cases.filter(({ isOver }) => !isOver).length }
  },
})

const ownForms = async (
  context: Context,
): Promise<{ readonly ids: readonly string[]; readonly files: readonly string[] }> => {
  const ids: string[] = []
  const files = new Set<string>()
  for (const owner of ownersOf(context))
    for await (const { id, data } of context.read(AnsweredForm).stream({ where: { 'data.owner': owner } })) {
      ids.push(id)
      for (const name of JSON.stringify(data.answers).match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])
        files.add(name)
    }
  return { ids, files: [...files] }
}

const ownFeedback = async (context: Context): Promise<readonly string[]> => {
  const { actor, seal } = context
  if (actor.kind !== 'person') return []
  const ids: string[] = []
  const where = { 'data.owner': memberAnswerOwner(seal, actor.person) }
  for await (const { id } of context.read(MemberAnswer).stream({ where })) ids.push(id)
  return ids
}

const ownCases = async (context: Context): Promise<readonly { readonly id: string; readonly isOver: boolean }[]> => {
  const { actor } = context
  if (actor.kind === 'system' || actor.chat === undefined) return []
  const found: { id: string; isOver: boolean }[] = []
  for await (const { id } of context
    .read(Reporter)
    .stream({ where: { 'data.chat.key': chatOfReporter(context.seal, actor.chat) } })) {
    const stored = await context.read(Case).get(caseIdOf(id))
    found.push({ id: caseIdOf(id), isOver: stored === undefined || OVER.includes(stored.data.state) })
  }
  return found
}

/**
 * Removes what may be removed of whoever asks: the forms they filled in, and the way back from closed cases to them.
 * What a case tells stays, as the law wants; nothing in it leads to them any more.
 */
export const erase = operation({
  name: 'rights.erase',
  summary: 'Erase what may be erased of me: forms I filled in, and the way back to me from cases that are over',
  allow: 'anyone',
  // An answer that leads to nobody must not be found again by who asked for it at the same instant.
  unsigned: true,
  input: z.object({}),
  output: Counted,
  async run(context) {
    const { ids, files } = await ownForms(context)
    const cases = await ownCases(context)
    const feedback = await ownFeedback(context)
    const over = cases.filter(({ isOver }) => isOver)
    const wishes: Wish[] = [
      ...ids.map((id) => ({ do: 'retention.remove', input: { record: AnsweredForm.name, id } })),
      ...feedback.map((answer) => ({ do: 'network.forgetMember', input: { answer } })),
      ...over.map(({ id }) => ({ do: 'rights.forgetReporter', input: { case: id } })),
      // After the forms are gone: the same bytes may belong to somebody else's.
      ...(files.length === 0 ? [] : [{ do: 'retention.dropFiles', input: { files }, at: later(context.now, HOUR) }]),
    ]
    const data = {
      ...{ at: context.now, forms: ids.length, feedback: feedback.length },
      ...{ cases: over.length, left: cases.length - over.length },
    }
    return create(Erasure, context.newId(Erasure), data, wishes)
  },
  outputOf: ({ data }: Stored<z.infer<typeof ErasureSchema>>) => ({
    forms: data.forms,
    feedback: data.feedback,
    cases: data.cases,
    open: data.left,
  }),
})

/**
 * The time of the reporter's identity is over: the case says that nothing of them is kept, and nothing is. A case that
 * goes on again keeps them.
 */
export const letGo = operation({
  name: 'rights.letGo',
  summary: 'Let go of who reported a case that has long been over',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: z.object({}),
  async run(context, { case: id }) {
    const stored = await context.load(Case, id)
    if (!OVER.includes(stored.data.state)) return answer({})
    return change(Case, stored, { ...stored.data, reporter: 'nothing' }, [
      { do: 'rights.forgetReporter', input: { case: id } },
    ])
  },
  outputOf: () => ({}),
})

/** After a case is gone: its secret code leads nowhere any more. A case that is still there keeps its reporter. */
export const dropReporter = operation({
  name: 'rights.dropReporter',
  summary: 'Remove what is kept of the reporter of a case that is gone',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: z.object({}),
  async run(context, { case: id }) {
    const own = reporterId(id)
    if ((await context.read(Case).get(id)) !== undefined) return answer({})
    if ((await context.read(Reporter).get(own)) === undefined) return answer({})
    return remove(Reporter, await context.load(Reporter, own), { timers: true })
  },
  outputOf: () => ({}),
})

/** Takes the chat and the sealed name from the record of who reported a case; the code still opens the case. */
export const forgetReporter = operation({
  name: 'rights.forgetReporter',
  summary: 'Take the chat and the sealed identity away from who reported a case',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: z.object({}),
  async run(context, { case: caseId }) {
    const stored = await context.load(Reporter, reporterId(caseId))
    const { chat: _chat, identity: _identity, ...rest } = stored.data
    return change(Reporter, stored, { ...rest, mode: 'nothing' })
  },
  outputOf: () => ({}),
})
