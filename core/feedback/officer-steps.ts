import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { close as closeClock, startClock, toDay, transfer } from '../calendar/index.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { mattersOf } from '../matters/matter.ts'
import { excludedUnits, route } from '../matters/route.ts'
import type { Organisation } from '../people/index.ts'
import { isConcernedPerson, readCase } from './access.ts'
import { Case, type CaseData } from './case.ts'
import { mayClose } from './closing.ts'
import { handlerChoices } from './handler-steps.ts'
import { OPEN } from './lifecycle.ts'
import { withDue } from './limit.ts'
import { toDirectors, toPeopleOf, toReporters, toUnit } from './notices.ts'
import { officeFor } from './office-for.ts'
import { askAgain } from './reporter-steps.ts'
import { learned } from './route-lesson.ts'
import { rulesOf } from './rules.ts'
import { byOf, type CaseStepResult, caseStep, type StepContext } from './step.ts'

const Words = z.string().trim().min(2).max(10_000)
const Units = z.array(z.string()).max(20)

/** The officer's view of what the case is: its matter, kind, place and whom it complains about. */
export const correct = caseStep({
  name: 'feedback.correct',
  summary: 'Correct the matter, the kind, or whom a case complains about',
  step: 'correct',
  by: ['officer'],
  input: {
    matter: z.string().optional(),
    kind: z.enum(['complaint', 'help', 'suggestion', 'integrity']).optional(),
    against: z.object({ units: Units, people: Units }).optional(),
  },
  run: async ({ context, input, data, org }) => {
    const matter = input.matter === undefined ? undefined : mattersOf(context.content).get(input.matter)
    if (input.matter !== undefined && matter === undefined) throw refusal('case.matter-unknown')
    const against = input.against ?? data.against
    for (const code of against.units) requireUnit(org, code)
    for (const code of against.people) if (org.person(code) === undefined) throw refusal('case.person-unknown')
    for (const other of await Promise.all(data.merged.map((each) => context.read(Case).get(each)))) {
      if (other !== undefined && !coversAgainst(against, other.data.against))
        throw refusal('case.merge-other-against', { number: other.data.number })
    }
    const excluded = excludedUnits(org, against)
    const now = matter?.code ?? data.matter
    const way = route(context.content, org, now, data.place?.code, against)
    const taught = now === undefined ? undefined : await learned(context, org, now, data.place?.code, against)
    const lead = taught ?? way.lead
    // While nobody has the case yet, the limit is the matter's own; later it is what was promised.
    const limit =
      matter !== undefined && data.clock !== undefined && data.state === 'received' && data.round === 1
        ? withDue(context, { ...data.clock, limit: matter.workingDays })
        : {}
    return {
      changes: {
        ...limit,
        ...(matter === undefined ? {} : { matter: matter.code }),
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        against,
        proposal: { ...data.proposal, unit: lead, supporting: way.supporting.filter((code) => code !== lead) },
        // Whoever turns out to be complained about is out at once; so is the office itself.
        office: officeFor(context, org, against),
        ...(data.owner !== undefined && isConcernedPerson(org, data.owner.person, against) ? { owner: undefined } : {}),
        supporting: data.supporting.filter((code) => !excluded.has(code)),
        copied: data.copied.filter((code) => !excluded.has(code)),
        units: data.units.filter((code) => !excluded.has(code)),
        ...(data.lead !== undefined && excluded.has(data.lead)
          ? { lead: undefined, acceptedBy: undefined, state: 'received' as const }
          : {}),
      },
    }
  },
})

/** To a lead unit, with supporting units and a last day 交办. */
export const dispatch = caseStep({
  name: 'feedback.dispatch',
  summary: 'Dispatch a case to a lead unit with supporting units and a last day',
  step: 'dispatch',
  by: ['officer'],
  input: {
    lead: z.string(),
    supporting: Units.default([]),
    due: z.iso.date().optional(),
    note: z.string().max(5_000).optional(),
  },
  run: (step) => sendOut(step, step.input),
})

/** To where the proposal says, in the time that the case has: one tap, while nobody has decided otherwise. */
export const dispatchAsProposed = caseStep({
  name: 'feedback.dispatchAsProposed',
  summary: 'Dispatch a case to the proposed units',
  step: 'dispatchAsProposed',
  by: ['officer'],
  input: {},
  run: (step) => {
    const { unit, supporting } = step.data.proposal
    if (unit === undefined) throw refusal('case.nothing-proposed', { number: step.data.number })
    return sendOut(step, { lead: unit, supporting })
  },
})

interface Way {
  readonly lead: string
  readonly supporting: readonly string[]
  readonly due?: string | undefined
  readonly note?: string | undefined
}

const sendOut = (
  { context, id, data, org }: StepContext<unknown>,
  { lead, supporting, due, note }: Way,
): CaseStepResult => {
  requirePossible(org, data, [lead, ...supporting])
  if (due !== undefined && due < calendarOf(context.content).dayAt(context.now)) throw refusal('case.due-in-the-past')
  const limits = due === undefined ? limitsOf(context, data, lead) : chosen(context, data, lead, due)
  const sent = sentTo(org, data, lead, supporting)
  const copy = {
    params: { unit: org.unit(lead)?.name ?? lead },
    choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
  }
  return {
    changes: { state: 'dispatched', acceptedBy: undefined, ...sent, ...limits },
    wishes: [
      ...takenBack(org, id, data, lead),
      ...told(org, id, { ...data, ...limits }, lead, supporting, note),
      ...sent.copied.flatMap((code) => toPeopleOf(org, code, id, data, 'feedback.told.you-are-copied', copy)),
    ],
  }
}

/** The unit that had the case hears that another has it now. */
const takenBack = (org: Organisation, id: string, data: CaseData, lead: string): readonly Wish[] =>
  data.lead === undefined || data.lead === lead ? [] : toPeopleOf(org, data.lead, id, data, 'feedback.told.taken-back')

type Limits = Pick<CaseData, 'clock' | 'due'>

const limitsOf = (context: StepContext<unknown>['context'], data: CaseData, lead: string): Limits => {
  if (data.clock === undefined)
    return withDue(context, startClock(lead, rulesOf(context.content).workingDays, context.now))
  return withDue(context, data.clock.unit === lead ? data.clock : transfer(data.clock, lead, context.now))
}

/** A last day that an officer chose, as the number of working days from now on that reaches it. */
const chosen = (context: StepContext<unknown>['context'], data: CaseData, lead: string, due: string): Limits => {
  const calendar = calendarOf(context.content)
  const today = calendar.dayAt(context.now)
  const days = Math.max(0, calendar.workingDaysBetween(today, toDay(due)))
  const before = data.clock ?? startClock(lead, days, context.now)
  return withDue(context, transfer(before, lead, context.now, days))
}

const sentTo = (org: Organisation, data: CaseData, lead: string, supporting: readonly string[]) => {
  const above = org.counterpart(lead)?.code
  const excluded = excludedUnits(org, data.against)
  const copied = above === undefined || excluded.has(above) || supporting.includes(above) ? [] : [above]
  const others = supporting.filter((code) => code !== lead)
  return { lead, supporting: others, copied, units: [...new Set([lead, ...others, ...copied])] }
}

const told = (
  org: Organisation,
  id: string,
  data: CaseData,
  lead: string,
  supporting: readonly string[],
  note = '',
) => {
  const params = { due: data.due?.day ?? '', text: data.text.slice(0, 200), note }
  const show = [{ say: 'feedback.button.show', token: `show ${id}` }]
  return [
    ...toUnit(org, lead, id, data, 'feedback.told.dispatched-to-you', { params, choices: handlerChoices(id) }),
    ...supporting
      .filter((code) => code !== lead)
      .flatMap((code) => toUnit(org, code, id, data, 'feedback.told.you-support', { params, choices: show })),
    ...toReporters(id, data, 'feedback.told.dispatched', {
      params: { unit: org.unit(lead)?.name ?? lead, due: params.due },
    }),
  ]
}

/** Not a matter of this office, or nothing that it can act on: the citizen reads why, and whom to ask. */
export const refuse = caseStep({
  name: 'feedback.refuse',
  summary: 'Refuse a case with a reason that the citizen reads',
  step: 'refuse',
  by: ['officer'],
  input: { reason: Words, ask: z.string().trim().max(2_000).optional() },
  run: ({ context, input, id, data }) => ({
    changes: {
      state: 'refused',
      refusal: {
        at: context.now,
        by: byOf(context),
        reason: input.reason,
        ...(input.ask === undefined ? {} : { ask: input.ask }),
      },
      ...(data.clock === undefined ? {} : { clock: closeClock(data.clock, context.now) }),
    },
    wishes: toReporters(id, data, input.ask === undefined ? 'feedback.told.refused' : 'feedback.told.refused-ask', {
      params: { reason: input.reason, ask: input.ask ?? '', days: rulesOf(context.content).reopenDays },
      choices: [{ say: 'feedback.button.reopen', token: `reopen ${id}` }],
    }),
  }),
})

/** The same problem as another case: it goes on there, and everybody who reported it hears the answer. */
export const merge = caseStep({
  name: 'feedback.merge',
  summary: 'Merge a case into another that tells of the same problem',
  step: 'merge',
  by: ['officer'],
  input: { into: z.string() },
  run: async ({ context, input, id, data }) => {
    if (input.into === id) throw refusal('case.merged-into-itself')
    const into = await readCase(context, input.into)
    if (into.data.mergedInto !== undefined) throw refusal('case.merge-target-merged', { number: into.data.number })
    if (!OPEN.includes(into.data.state)) throw refusal('case.merge-target-over', { number: into.data.number })
    // Whoever this case complains about must be out of the other one as well, since it is answered there.
    if (!coversAgainst(into.data.against, data.against))
      throw refusal('case.merge-other-against', { number: into.data.number })
    if (data.merged.length > 0) throw refusal('case.has-merged-cases', { number: data.number })
    return {
      changes: { state: 'merged', mergedInto: input.into, beforeMerge: data.state },
      wishes: [
        { do: 'feedback.absorb', input: { case: input.into, merged: id } },
        ...toReporters(id, data, 'feedback.told.merged', { params: { into: into.data.number } }),
      ],
    }
  },
})

const coversAgainst = (wide: CaseData['against'], narrow: CaseData['against']): boolean =>
  narrow.units.every((code) => wide.units.includes(code)) && narrow.people.every((code) => wide.people.includes(code))

export const unmerge = caseStep({
  name: 'feedback.unmerge',
  summary: 'Undo a merge: the case goes on by itself from where it stood',
  step: 'unmerge',
  by: ['officer'],
  input: {},
  run: ({ id, data }) => {
    if (data.mergedInto === undefined) throw refusal('case.not-merged')
    return {
      changes: { state: data.beforeMerge ?? 'received', mergedInto: undefined, beforeMerge: undefined },
      wishes: [
        { do: 'feedback.release', input: { case: data.mergedInto, merged: id } },
        ...toReporters(id, data, 'feedback.told.unmerged'),
      ],
    }
  },
})

/** Two units said no: an officer rules which one answers, and the ruling teaches the routing. */
export const ruleOn = caseStep({
  name: 'feedback.rule',
  summary: 'Rule which unit answers a case that units have passed on twice',
  step: 'rule',
  by: ['officer'],
  input: { unit: z.string(), reason: Words },
  run: ({ context, input, id, data, org }) => {
    requirePossible(org, data, [input.unit])
    const ruling = { at: context.now, by: byOf(context), unit: input.unit, reason: input.reason }
    const limits = limitsOf(context, data, input.unit)
    return {
      // A ruling is not open to a further refusal.
      changes: { state: 'accepted', ruling, ...sentTo(org, data, input.unit, data.supporting), ...limits },
      wishes: [
        ...takenBack(org, id, data, input.unit),
        ...toUnit(org, input.unit, id, data, 'feedback.told.ruled', {
          params: { reason: input.reason, due: limits.due?.day ?? '' },
          choices: [
            { say: 'feedback.button.show', token: `show ${id}` },
            { say: 'feedback.button.answer', token: `answer ${id}`, style: 'primary' },
          ],
        }),
        ...toReporters(id, data, 'feedback.told.accepted', {
          params: { unit: org.unit(input.unit)?.name ?? input.unit, due: limits.due?.day ?? '' },
        }),
        ...(data.matter === undefined
          ? []
          : [{ do: 'feedback.learnRoute', input: { matter: data.matter, place: data.place?.code, unit: input.unit } }]),
      ],
    }
  },
})

/** One of the things that must be done before a case of this kind is closed 三不放过. */
export const check = caseStep({
  name: 'feedback.check',
  summary: 'Record that something on the closing checklist is done',
  step: 'check',
  by: ['officer', 'handler'],
  input: { item: z.string(), note: Words },
  run: ({ context, input, data }) => {
    const known = rulesOf(context.content).closing[data.kind].checklist.some(({ name }) => name === input.item)
    if (!known) throw refusal('case.checklist-unknown')
    const done = { at: context.now, by: byOf(context), note: input.note }
    return { changes: { closing: { ...data.closing, checklist: { ...data.closing.checklist, [input.item]: done } } } }
  },
})

export const approve = caseStep({
  name: 'feedback.approve',
  summary: 'Approve the closing of a case',
  step: 'approve',
  by: ['director'],
  input: {},
  run: ({ context, data }) => {
    if (data.closing.approval !== undefined) throw refusal('case.already-approved', { number: data.number })
    const missing = mayClose(context.content, data).filter((name) => name !== 'approval')
    if (missing.length > 0) throw refusal('case.checklist-open', { number: data.number, count: missing.length })
    return { changes: { closing: { ...data.closing, approval: { at: context.now, by: byOf(context) } } } }
  },
})

/** Closes an answered case when everything that its kind demands is there; otherwise asks the director. */
export const close = caseStep({
  name: 'feedback.close',
  summary: 'Close an answered case',
  step: 'close',
  by: ['officer'],
  input: { as: z.enum(['solved', 'explained', 'silent', 'decided']).default('explained') },
  run: ({ context, input, id, data, org }) => {
    const missing = mayClose(context.content, data)
    if (missing.length === 1 && missing[0] === 'approval' && data.closing.requestedAt === undefined) {
      const choices = [
        { say: 'feedback.button.approve', token: `approve ${id}`, style: 'primary' as const },
        { say: 'feedback.button.show', token: `show ${id}` },
      ]
      return {
        changes: { closing: { ...data.closing, requestedAt: context.now } },
        wishes: toDirectors(org, id, data, 'feedback.told.to-approve', { choices }),
      }
    }
    if (missing.length > 0)
      throw refusal(
        missing.includes('approval') && missing.length === 1 ? 'case.approval-awaited' : 'case.checklist-open',
        { number: data.number, count: missing.length },
      )
    return {
      changes: { state: 'closed', closedAt: context.now, closedAs: input.as },
      wishes: [
        ...toReporters(id, data, 'feedback.told.closed', {
          params: { days: rulesOf(context.content).reopenDays },
          choices: [{ say: 'feedback.button.reopen', token: `reopen ${id}` }],
        }),
        askAgain(id, context.now, rulesOf(context.content).askAgainDays),
      ],
    }
  },
})

/** A leader takes the case on personally 包案. */
export const own = caseStep({
  name: 'feedback.own',
  summary: 'Record the leader who takes a case on personally',
  step: 'own',
  by: ['officer'],
  input: { person: z.string() },
  run: ({ context, input, id, data, org }) => {
    const person = org.person(input.person)
    if (person?.state !== 'active') throw notFound('case.person-unknown')
    const concerned = excludedUnits(org, data.against)
    if (data.against.people.includes(input.person) || org.unitsOf(input.person).some((unit) => concerned.has(unit)))
      throw refusal('case.person-not-possible')
    return {
      changes: { owner: { person: input.person, at: context.now } },
      wishes: [{ do: 'feedback.tellOwner', input: { case: id } }],
    }
  },
})

const requireUnit = (org: Organisation, code: string): void => {
  if (org.unit(code) === undefined) throw refusal('case.unit-unknown')
}

const requirePossible = (org: Organisation, data: CaseData, units: readonly string[]): void => {
  const excluded = excludedUnits(org, data.against)
  for (const code of units) {
    requireUnit(org, code)
    if (excluded.has(code)) throw refusal('case.unit-not-possible')
  }
}
