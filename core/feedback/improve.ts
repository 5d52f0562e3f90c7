import { z } from 'zod'
import { unlessRefused } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { digestOf } from '../kernel/trail.ts'
import { organisation } from '../people/index.ts'
import { HOUR, later, MINUTE } from '../ports/clock.ts'
import { Case, type CaseData } from './case.ts'
import { Excerpt, excerptId, Read } from './excerpt/excerpt.ts'
import { keepExcerpt } from './excerpt/keep.ts'
import { isGoingOn } from './lifecycle.ts'
import { correct } from './officer-steps.ts'
import { propose } from './propose.ts'

const Guess = z.object({
  matter: z.string(),
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()).readonly(),
})
const Done = z.object({ id: z.string() })

/** Where nobody answered at once, they are asked again after so long: a model or a program that was down is back. */
const AGAIN = [10 * MINUTE, 6 * HOUR]

/** What `submit` wishes for where somebody else may know better. */
export const considerations = (id: string, now: string): readonly Wish[] => {
  const wish = { do: 'feedback.consider', input: { case: id } }
  return [wish, ...AGAIN.map((wait) => ({ ...wish, at: later(now, wait) }))]
}

/** Only what nobody has touched: a person's decision stands above every proposal. */
const isOpenToProposals = ({ data, history }: Stored<CaseData>): boolean =>
  data.state === 'received' && data.round === 1 && !history.some(({ did }) => did === correct.name)

/**
 * Has the assistant think about a case without waiting for it: the relay that does this must go on with other things.
 * What a program that ends meanwhile would have heard is asked again later, until there is an excerpt.
 */
export const consider = operation({
  name: 'feedback.consider',
  summary: 'Have the assistant look at a new case again',
  allow: 'system',
  audited: false,
  input: z.object({ case: z.string() }),
  output: Done,
  async run(context, { case: id }) {
    const stored = await context.read(Case).get(id)
    if (stored === undefined || !isGoingOn(stored.data)) return answer({ id })
    if ((await context.read(Excerpt).get(excerptId(id))) !== undefined) return answer({ id })
    context.assistant.improve?.(stored.data.text, async (better) => {
      // The case may be gone when the answer comes.
      await unlessRefused<unknown>(() =>
        'extraction' in better
          ? context.execute(keepExcerpt, { case: id, read: Read.parse(better.extraction) }, 'read')
          : context.execute(improve, { case: id, found: better.classification }, 'better'),
      )
    })
    return answer({ id })
  },
  outputOf: ({ id }: Stored<CaseData>) => ({ id }),
})

/**
 * Takes over what the assistant thinks after a second look, as a proposal: the matter and the unit that follows from it.
 * The state, the limit, the kind, and who sees it stay; nothing is dispatched because of it.
 */
export const improve = operation({
  name: 'feedback.improve',
  summary: 'Take over a better proposal for a new case',
  allow: 'system',
  input: z.object({
    case: z.string(),
    found: z.object({ best: Guess.optional(), alternatives: z.array(Guess).max(20).readonly() }),
  }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    if (!isOpenToProposals(stored)) return answer({ id: input.case })
    const { best, alternatives } = input.found
    const found = { ...(best === undefined ? {} : { best }), alternatives }
    const { matter, proposal } = await propose(context, await organisation(context), found, stored.data)
    // "Unknown" is no improvement on anything.
    if (matter === undefined || digestOf(proposal) === digestOf(stored.data.proposal)) return answer({ id: input.case })
    const next = { ...stored.data, proposal, matter: matter.code }
    return change(Case, stored, next)
  },
  outputOf: ({ id }: Stored<CaseData>) => ({ id }),
})
