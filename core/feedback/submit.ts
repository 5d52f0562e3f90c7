import { z } from 'zod'
import { Attachment, Place } from '../conversation/conversation.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { ReporterMode } from '../reporters/reporter.ts'
import { type Sealed, sealReporter } from '../reporters/seal-reporter.ts'
import { Case, type CaseData } from './case.ts'
import { goesGreen } from './green.ts'
import { considerations } from './improve.ts'
import { limitOf } from './limit.ts'
import { alarm } from './notices.ts'
import { officeFor } from './office-for.ts'
import { propose } from './propose.ts'
import { type CaseRules, rulesOf } from './rules.ts'

/** How many digits a secret code has: 66 bits. */
export const CODE_DIGITS = 20

/** What whoever submits it says that it is. */
export const Kind = z.enum(['complaint', 'help', 'suggestion']).default('complaint')

const Input = z.object({
  text: z.string().min(1).max(100_000),
  kind: Kind,
  place: Place.optional(),
  since: z.string().max(500).optional(),
  wanted: z.string().max(2_000).optional(),
  attachments: z.array(Attachment).max(50).default([]),
  against: z.object({ units: z.array(z.string()), people: z.array(z.string()) }).default({ units: [], people: [] }),
  reporter: ReporterMode,
  name: z.string().max(100).optional(),
  phone: z.string().max(100).optional(),
  language: z.enum(['zh-CN', 'zh-TW', 'en']).default('zh-CN'),
  channel: z.string().max(40).default('api'),
  /** The chat to tell what becomes of it, sealed as its conversation holds it. */
  chat: z.object({ key: z.string(), sealed: z.string(), bond: z.string() }).optional(),
  receivedAt: z.iso.datetime().optional(),
  /** Told by a member of a contact point: faster, and first in the queue 绿色通道. Staff alone can say so of others. */
  green: z.boolean().optional(),
})

const Output = z.object({
  id: z.string(),
  number: z.string(),
  /** Twenty digits: the only time that they are given. */
  code: z.string(),
  matter: z.string().optional(),
  unit: z.string().optional(),
  /** It goes by the green channel. */
  green: z.boolean(),
})

const codeOf = (context: Context): string => context.seal.digits(context.key, 'case-code', CODE_DIGITS)

/** Takes a problem in, whoever brings it, on whatever channel. It has a number, a secret code and a proposed way from now on. */
export const submit = operation({
  name: 'feedback.submit',
  summary: 'Submit a complaint, a request for help or a suggestion',
  // Case numbers follow each other without gaps.
  oneAtATime: true,
  allow: 'anyone',
  input: Input,
  output: Output,
  async run(context, input) {
    const org = await organisation(context)
    const id = context.newId(Case)
    const receivedAt = hasRole(context.actor) && input.receivedAt !== undefined ? input.receivedAt : context.now
    const guessed = await context.assistant.classify(input.text)
    const inDanger = (await context.assistant.extract(input.text)).danger ?? false
    const against = known(org, input.against)
    const isGreen = goesGreen(context, org, input)
    const { matter, proposal } = await propose(context, org, guessed, { place: input.place, against })
    const data: CaseData = {
      number: await nextNumber(context, Case, '', receivedAt),
      kind: matter?.integrity === true && input.kind === 'complaint' ? 'integrity' : input.kind,
      state: 'received',
      channel: input.channel,
      receivedAt,
      text: input.text,
      ...(input.place === undefined ? {} : { place: input.place }),
      ...(input.since === undefined ? {} : { since: input.since }),
      ...(input.wanted === undefined ? {} : { wanted: input.wanted }),
      urgent: inDanger,
      ...(isGreen ? { green: true } : {}),
      attachments: input.attachments,
      reporter: input.reporter,
      against,
      office: officeFor(context, org, against),
      proposal,
      ...(matter === undefined ? {} : { matter: matter.code }),
      round: 1,
      supporting: [],
      copied: [],
      units: [],
      ...limitOf(context, daysFor(rulesOf(context.content), matter?.workingDays, isGreen), receivedAt),
      passes: [],
      additions: [],
      questions: [],
      measures: [],
      answers: [],
      ratings: [],
      stayed: [],
      reopened: [],
      closing: { checklist: {} },
      merged: [],
    }
    return create(Case, id, data, [
      keepReporter(context, id, input),
      { do: 'rules.caseChanged', input: { case: id, step: 'submit' } },
      ...trusted(context, data, id),
      ...(inDanger ? alarm(org, id, data) : []),
      ...(context.assistant.improve === undefined ? [] : considerations(id, context.now)),
    ])
  },
  outputOf: ({ id, data }: { id: string; data: CaseData }, context) => ({
    id,
    number: data.number,
    code: codeOf(context),
    ...(data.proposal.matter === undefined ? {} : { matter: data.proposal.matter }),
    ...(data.proposal.unit === undefined ? {} : { unit: data.proposal.unit }),
    green: data.green === true,
  }),
})

/** The green channel is never slower than the ordinary way. */
const daysFor = (rules: CaseRules, ofMatter: number | undefined, isGreen: boolean): number => {
  const days = ofMatter ?? rules.workingDays
  return isGreen ? Math.min(days, rules.greenWorkingDays) : days
}

const known = (org: Organisation, against: CaseData['against']): CaseData['against'] => ({
  units: against.units.filter((code) => org.unit(code) !== undefined),
  people: against.people.filter((code) => org.person(code) !== undefined),
})

const keepReporter = (context: Context, id: string, input: z.infer<typeof Input>): Wish => {
  const sealed: Sealed = sealReporter(context.seal, id, codeOf(context), input)
  return { do: 'reporters.keep', input: { case: id, ...sealed } }
}

/** Where the office has said that it trusts proposals like this one, the case goes its way at once. */
const trusted = (context: Context, data: CaseData, id: string): readonly Wish[] => {
  const { matter, unit, confidence } = data.proposal
  const rule = rulesOf(context.content).trust.find((each) => each.matter === matter && confidence >= each.confidence)
  return rule === undefined || unit === undefined ? [] : [{ do: 'feedback.dispatchAsProposed', input: { case: id } }]
}
