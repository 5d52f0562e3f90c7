import { z } from 'zod'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { createIndex } from '../same-problem/index.ts'
import { MemberAnswerRow, READERS, rowOf } from './lists.ts'
import { MemberAnswer } from './member-answer.ts'

/** So many of the newest of each kind are looked at. */
const LOOKED = 200
/** What another answer can be joined to. What was joined itself goes with the one that it was joined to. */
const TOLD = ['waiting', 'case', 'warning', 'suggestion', 'noted'] as const

/** Answers that may tell of the same problem as one, the likest in their words first, then the newest. */
export const alikeAnswers = query({
  name: 'network.alike',
  summary: 'What other members told that may be the same problem as an answer, the likest first',
  allow: READERS,
  input: z.strictObject({ answer: z.string().max(60), limit: z.coerce.number().int().min(1).max(20).default(5) }),
  output: z.strictObject({ rows: z.array(MemberAnswerRow) }),
  async run(context, { answer, limit }) {
    const own = await context.read(MemberAnswer).get(answer)
    if (own === undefined) throw notFound('network.answer-unknown')
    const pages = await Promise.all(
      TOLD.map((became) =>
        context.read(MemberAnswer).page({ where: { 'data.became': became }, order: ['-data.at'], limit: LOOKED }),
      ),
    )
    const others = pages.flatMap(({ rows }) => rows).filter(({ id }) => id !== answer)
    const index = createIndex()
    for (const { id, data } of others) index.add({ id, text: data.text, time: data.at })
    const found = index.candidates({ id: answer, text: own.data.text, time: own.data.at }, limit)
    const certain = new Map(found.map(({ id, certainty }) => [id, certainty]))
    const rows = others.toSorted(
      (a, b) => (certain.get(b.id) ?? 0) - (certain.get(a.id) ?? 0) || (a.data.at < b.data.at ? 1 : -1),
    )
    return { rows: rows.slice(0, limit).map((row) => rowOf(row, context.seal)) }
  },
})
