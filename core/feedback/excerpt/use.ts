import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { notFound, refusal, unlessRefused } from '../../kernel/errors.ts'
import { operation, query } from '../../kernel/operation.ts'
import { answer, change } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { excludedUnits } from '../../matters/route.ts'
import { type Organisation, organisation } from '../../people/index.ts'
import { takesPart } from '../access.ts'
import { Case, type CaseData } from '../case.ts'
import { fillIn } from '../fill-in.ts'
import { mayStep } from '../lifecycle.ts'
import { correct } from '../officer-steps.ts'
import { StepOutput } from '../step.ts'
import { accusedBy, judges, withAccused } from './accused.ts'
import { Excerpt, type ExcerptData, excerptId, Part, WORDS } from './excerpt.ts'

const Accused = z.object({
  /** Which of the excerpt's it is. */
  n: z.number().int(),
  words: z.string(),
  /** Whom they mean, where they mean one alone. */
  named: z.object({ units: z.array(z.string()), people: z.array(z.string()) }).optional(),
})

/** Of an excerpt, what this person may see, that is still open and that the case does not have. */
const Shown = z.object({
  place: z.string().optional(),
  since: z.string().optional(),
  wanted: z.string().optional(),
  urgent: z.boolean().optional(),
  danger: z.boolean().optional(),
  dangerSaid: z.string().optional(),
  against: z.array(Accused),
  /** The unit that the case is proposed to, where that could be the accused one. */
  proposed: z.string().optional(),
  /** What this person may take over, or leave. */
  mayTake: z.array(Part),
  mayLeave: z.array(Part),
})
type Shown = z.infer<typeof Shown>

interface Looked {
  readonly context: Context
  readonly org: Organisation
  readonly data: CaseData
  readonly read: ExcerptData
}

const shownTo = ({ context, org, data, read }: Looked): Shown => {
  const { actor } = context
  const isOpen = mayStep(data.state, 'fillIn')
  const isOfficer = isOpen && takesPart(org, actor, data, 'officer')
  const isEither = isOfficer || (isOpen && takesPart(org, actor, data, 'handler'))
  const still = (part: Part): boolean => !read.settled.includes(part)
  const words = WORDS.filter((part) => isEither && still(part) && read[part] !== undefined && data[part] === undefined)
  const danger = isEither && still('danger') && read.danger === true
  const urgent = isEither && still('urgent') && read.urgent === true && !data.urgent
  const accused = isOpen && still('against') && judges(context, org, actor, data, read.against) ? read.against : []
  const against = accused.flatMap((each, n) => {
    const named = accusedBy(org, each)
    if (named !== undefined && isAmong(named, data.against)) return []
    return [{ n, words: each, ...(named === undefined ? {} : { named }) }]
  })
  const out = excludedUnits(
    org,
    withAccused(
      org,
      data.against,
      against.map((each) => each.words),
    ),
  )
  const { unit } = data.proposal
  const mayTake: Part[] = [
    ...words,
    ...(urgent && isOfficer ? ['urgent' as const] : []),
    ...(danger && isOfficer ? ['danger' as const] : []),
    ...(against.some(({ named }) => named !== undefined) ? ['against' as const] : []),
  ]
  return {
    ...Object.fromEntries(words.map((part) => [part, read[part]])),
    ...(urgent ? { urgent } : {}),
    ...(danger ? { danger } : {}),
    ...(danger && read.dangerSaid !== undefined ? { dangerSaid: read.dangerSaid } : {}),
    against,
    ...(data.state === 'received' && unit !== undefined && out.has(unit) ? { proposed: unit } : {}),
    mayTake,
    mayLeave: [...new Set([...mayTake, ...(against.length === 0 ? [] : ['against' as const])])],
  }
}

const isAmong = (named: CaseData['against'], all: CaseData['against']): boolean =>
  named.units.every((code) => all.units.includes(code)) && named.people.every((code) => all.people.includes(code))

/** @throws Refusal `case.not-found` */
const lookedAt = async (context: Context, id: string): Promise<Looked> => {
  const [stored, read] = await Promise.all([context.read(Case).get(id), context.read(Excerpt).get(excerptId(id))])
  if (stored === undefined || read === undefined) throw notFound('case.not-found')
  return { context, org: await organisation(context), data: stored.data, read: read.data }
}

const isEmpty = ({ against, mayTake: _take, mayLeave: _leave, ...read }: Shown): boolean =>
  against.length === 0 && Object.keys(read).length === 0

const Of = z.object({ case: z.string().max(60) })

/** What a model read out of a case and nobody has dealt with, for whoever may deal with it; absent where there is nothing. */
export const excerpt = query({
  name: 'feedback.excerpt',
  summary: 'What a model read out of the words of a case, for whoever may take it over',
  allow: 'staff',
  input: Of,
  output: z.object({ number: z.string().optional(), excerpt: Shown.optional() }),
  async run(context, { case: id }) {
    const looked = await unlessRefused(() => lookedAt(context, id))
    if (looked === undefined) return {}
    const shown = shownTo(looked)
    return isEmpty(shown) ? {} : { number: looked.data.number, excerpt: shown }
  },
})

/** Takes one part of an excerpt over into the case, in the person's own name. */
export const takeExcerpt = operation({
  name: 'feedback.takeExcerpt',
  summary: 'Take over into the case one part of what a model read out of its words',
  allow: 'staff',
  /** `n`: which of those who may be accused. */
  input: Of.extend({ part: Part.exclude(['danger']), n: z.number().int().min(0).default(0) }),
  output: StepOutput,
  async run(context, { case: id, part, n }) {
    const { org, data, read } = await lookedAt(context, id)
    const { actor } = context
    if (read.settled.includes(part)) throw refusal('case.excerpt-settled')
    if (part !== 'against') {
      if (read[part] === undefined) throw refusal('case.excerpt-settled')
      return answer(await context.execute(fillIn, { case: id, [part]: read[part] }, part))
    }
    if (!judges(context, org, actor, data, read.against)) throw notFound('case.not-found')
    const named = accusedBy(org, read.against[n] ?? '')
    if (named === undefined) throw refusal('case.excerpt-settled')
    const against = {
      units: [...new Set([...data.against.units, ...named.units])],
      people: [...new Set([...data.against.people, ...named.people])],
    }
    // Whoever judges from the office above does so for the one below, which then has the case no more.
    const as = actor.kind === 'person' && !takesPart(org, actor, data, 'officer') ? standingIn(actor, data) : actor
    return answer(await context.execute(correct, { case: id, against }, part, as))
  },
  outputOf: (stored: Stored<CaseData>) => ({ id: stored.id, number: stored.data.number, state: stored.data.state }),
})

const standingIn = (actor: Extract<Context['actor'], { kind: 'person' }>, { office }: CaseData): Context['actor'] => ({
  ...actor,
  units: [...actor.units, office],
})

/** Leaves parts of an excerpt: they are shown no more. Of a danger it is said whether there is one. */
export const settleExcerpt = operation({
  name: 'feedback.settleExcerpt',
  summary: 'Leave parts of what a model read out of a case, and say whether a danger is one',
  allow: 'staff',
  input: Of.extend({ parts: z.array(Part).min(1), danger: z.boolean().optional() }),
  output: z.object({ id: z.string() }),
  async run(context, { case: id, parts, danger }) {
    const stored = await context.load(Excerpt, excerptId(id))
    const looked = await lookedAt(context, id)
    const { data } = looked
    const { mayLeave } = shownTo(looked)
    if (!parts.every((part) => mayLeave.includes(part))) throw refusal('case.excerpt-settled')
    if (danger !== undefined && parts.includes('danger') && data.urgent !== danger)
      await context.execute(fillIn, { case: id, urgent: danger }, 'danger')
    return change(Excerpt, stored, { ...stored.data, settled: [...new Set([...stored.data.settled, ...parts])] })
  },
  outputOf: ({ data }: Stored<ExcerptData>) => ({ id: data.case }),
})
