import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Localized } from '../content/localized.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { asIssued } from './as-issued.ts'
import { audienceOf, ownOffice, postOf } from './audience.ts'
import { excludedPeople } from './concerned.ts'
import { OPEN } from './lifecycle.ts'
import { hearerOf, noteFor, personChoices, tellWarned } from './notices.ts'
import { settingsOf } from './settings.ts'
import { StepOutput, stepOutput, Through } from './step.ts'
import { withTimer, workingDaysFrom } from './timer.ts'
import { Audience, Expects, Rung, Severity, Warning, type WarningData } from './warning.ts'

const Words = z.string().trim().min(2).max(5_000)

/** What a warning is made of, whoever issues it. What is left out is as `content/warnings.yaml` says of the severity. */
const Ground = z.object({ says: Localized, day: z.string().optional(), case: z.string().optional() })
const Manner = {
  severity: Severity,
  expects: Expects.optional(),
  expected: Localized.optional(),
  /** Working days in which it is owed. */
  within: z.number().int().min(1).max(60).optional(),
}

/** An officer warns a person. The leader responsible for their post gets a copy, by D10. */
export const issue = operation({
  name: 'warnings.issue',
  summary: 'Issue a warning to a person by hand',
  // Numbers follow each other without gaps.
  oneAtATime: true,
  allow: ['officer', 'director'],
  input: z.object({
    ...{ person: z.string(), severity: Severity, ground: Words, expected: Words.optional() },
    expects: Expects.optional(),
    within: Manner.within,
    /** The id of a case that the officer may see. */
    case: z.string().optional(),
    channel: Through,
  }),
  output: StepOutput,
  async run(context, input) {
    const org = await organisation(context)
    const person = org.person(input.person)
    if (person === undefined) throw refusal('warnings.person-unknown')
    if (person.state !== 'active') throw refusal('warnings.person-left', { name: person.name })
    if (context.actor.kind === 'person' && context.actor.person === person.code) throw refusal('warnings.to-yourself')
    const may = await excludedPeople(context, org, input.case)
    if (!may(person.code)) throw refusal('warnings.concerned', { name: person.name })
    const both = (words: string) => ({ 'zh-CN': words, en: words })
    return make(context, org, context.newId(Warning), input.channel ?? 'api', may, {
      ...{ person: person.code, severity: input.severity, office: officeOf(context) },
      ground: { says: both(input.ground), ...(input.case === undefined ? {} : { case: input.case }) },
      ...(input.expects === undefined ? {} : { expects: input.expects }),
      ...(input.expected === undefined ? {} : { expected: both(input.expected) }),
      ...(input.within === undefined ? {} : { within: input.within }),
      copies: ['leader'],
    })
  },
  outputOf: stepOutput,
})

/** The unit that the actor warns for: the office where they are in it, or else their own. */
/**
 * Rules and other features warn through this: once for each `once`, whatever restarts. Whom it reaches was computed by
 * whoever raises it; where that person has left meanwhile, the leader responsible for the post hears of it instead.
 */
export const raise = operation({
  name: 'warnings.raise',
  summary: 'Issue a warning that a rule or another part of the program asks for, once for each ground',
  oneAtATime: true,
  allow: 'system',
  input: z.object({
    /** The same text is the same warning. */
    once: z.string().min(1).max(300),
    ...{ person: z.string(), unit: z.string().optional(), post: z.string().optional(), office: z.string().optional() },
    ...Manner,
    endsWithGround: z.boolean().optional(),
    ladder: z.array(Rung).max(8).optional(),
    ground: Ground,
    rule: z.object({ name: z.string(), title: Localized, version: z.number().int() }).optional(),
    copies: z.array(Audience).default(['leader']),
    /** It is not issued while the same case has a warning of one of these kinds. */
    unless: z.array(Severity).default([]),
    /** It reaches the person in their digest, not alone. */
    quiet: z.boolean().default(false),
    /** The audience that was meant, and is nobody. */
    insteadOf: Audience.optional(),
  }),
  output: z.object({ id: z.string(), number: z.string(), state: StepOutput.shape.state, already: z.boolean() }),
  async run(context, { once, ...given }) {
    const id = idOfOnce(once)
    const there = await context.read(Warning).get(id)
    if (there !== undefined) {
      // Where this very act wrote it, its effects are still to be relayed.
      await context.load(Warning, id)
      return answer({ ...stepOutput(there), already: true })
    }
    if (await isSilenced(context, given.ground.case, given.unless)) throw refusal('warnings.silenced')
    const org = await organisation(context)
    const may = await excludedPeople(context, org, given.ground.case)
    const office = given.office ?? ownOffice(context.content)
    const about = { person: given.person, unit: given.unit ?? '', office }
    const post = given.post ?? postOf(org, given.person, given.unit)
    const { people, as } = audienceOf(org, 'person', post === undefined ? about : { ...about, post }, may)
    const [person] = people
    if (person === undefined) throw refusal('warnings.nobody', { once })
    // Whoever has it instead is told why.
    const insteadOf = given.insteadOf ?? (as === 'person' ? undefined : 'person')
    return make(context, org, id, 'system', may, { ...given, person, office, insteadOf })
  },
  outputOf: (stored: Stored<WarningData>) => ({ ...stepOutput(stored), already: false }),
})

/** The id of the warning that `once` stands for. */
const idOfOnce = (once: string): string => `${Warning.prefix}${idFrom(`warning:${once}`)}`

/** Which of these were raised before: the same ground is found again every day, and need not be asked for again. */
export const raisedBefore = async (context: Context, onces: readonly string[]): Promise<ReadonlySet<string>> => {
  if (onces.length === 0) return new Set()
  const there = await context.read(Warning).versions({ id: { in: onces.map(idOfOnce) } })
  return new Set(onces.filter((once) => there.has(idOfOnce(once))))
}

const isSilenced = async (context: Context, caseId: string | undefined, by: readonly Severity[]): Promise<boolean> => {
  if (caseId === undefined || by.length === 0) return false
  for await (const { data } of context.read(Warning).stream({ where: { 'data.ground.case': caseId } }))
    if (by.includes(data.severity) && OPEN.includes(data.state)) return true
  return false
}

interface Given extends z.infer<z.ZodObject<typeof Manner>> {
  readonly person: string
  readonly unit?: string | undefined
  readonly post?: string | undefined
  readonly office: string
  readonly ground: z.infer<typeof Ground>
  readonly rule?: WarningData['ground']['rule'] | undefined
  readonly endsWithGround?: boolean | undefined
  readonly ladder?: readonly Rung[] | undefined
  readonly copies: readonly Audience[]
  readonly unless?: readonly Severity[]
  readonly quiet?: boolean
  readonly insteadOf?: Audience | undefined
}

const make = async (
  context: Context,
  org: Organisation,
  id: string,
  channel: string,
  may: (person: string) => boolean,
  given: Given,
) => {
  const { content, now } = context
  const settings = settingsOf(content)
  const manner = settings.severities[given.severity]
  const today = calendarOf(content).dayAt(now)
  const post = given.post ?? postOf(org, given.person, given.unit)
  const unit = given.unit ?? (post === undefined ? given.office : (org.post(post)?.unit ?? given.office))
  const about = { person: given.person, unit, office: given.office, ...(post === undefined ? {} : { post }) }
  const copies = [...new Set(given.copies.flatMap((each) => audienceOf(org, each, about, may).people))].filter(
    (code) => code !== given.person,
  )
  const told = hearerOf(org, may, { to: given.person })
  const issued = await context.read(Warning).count({ 'data.to': given.person, 'data.issuedOn': today })
  const by = actorName(context.actor)
  const made: WarningData = {
    number: await nextNumber(context, Warning, 'W'),
    severity: given.severity,
    state: 'issued',
    round: 1,
    ground: {
      says: given.ground.says,
      day: given.ground.day ?? today,
      ...(given.ground.case === undefined ? {} : { case: given.ground.case }),
      ...(given.rule === undefined ? {} : { rule: given.rule }),
    },
    expects: given.expects ?? manner.expects,
    ...(given.expected === undefined ? {} : { expected: given.expected }),
    endsWithGround: given.endsWithGround ?? manner.endsWithGround,
    to: given.person,
    unit,
    ...(post === undefined ? {} : { post }),
    office: given.office,
    issuedBy: by,
    issuedAt: now,
    issuedOn: today,
    copies,
    quiet: given.quiet === true || issued >= settings.perDay,
    silencedBy: [...(given.unless ?? [])],
    due: workingDaysFrom(content, now, given.within ?? manner.within),
    asIssued: asIssued(org, { to: given.person, unit, ...(post === undefined ? {} : { post }) }),
    ladder: [...(given.ladder ?? manner.ladder)],
    climbed: 0,
    answers: [],
    steps: [
      {
        ...{ at: now, by, did: 'issue', channel, told: [told, ...copies] },
        ...(given.insteadOf === undefined ? {} : { note: content.say('zh-CN', `warnings.instead-${given.insteadOf}`) }),
      },
    ],
  }
  const [data, timers] = withTimer(content, id, made, now)
  return create(Warning, id, data, [
    ...toPerson(context, org, may, id, data),
    // Whoever acts for the person has it already.
    ...noteFor(
      copies.filter((code) => code !== told),
      id,
      'copy',
      now,
    ),
    ...timers,
  ])
}

/** At once, with what the person can do; in their digest where too many came that day. */
const toPerson = (
  { content, now }: Context,
  org: Organisation,
  may: (person: string) => boolean,
  id: string,
  data: WarningData,
): readonly Wish[] =>
  data.quiet
    ? noteFor([hearerOf(org, may, data)], id, 'own', now, true)
    : tellWarned(content, org, may, id, data, `warnings.told.issued-${data.expects}`, {
        params: { expected: '' },
        choices: personChoices(id, data),
        news: { do: 'warnings.handedOver', input: { warning: id } },
      })
