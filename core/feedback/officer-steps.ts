import { z } from 'zod'
import { close as closeClock } from '../calendar/index.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { mattersOf } from '../matters/matter.ts'
import { excludedUnits } from '../matters/route.ts'
import { isConcernedPerson } from './access.ts'
import { Case } from './case.ts'
import { keptDue } from './limit.ts'
import { coversAgainst } from './merge-steps.ts'
import { toReporters } from './notices.ts'
import { officeFor } from './office-for.ts'
import { wayFor } from './propose.ts'
import { rulesOf } from './rules.ts'
import { byOf, caseStep } from './step.ts'

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
    for (const code of against.units) if (org.unit(code) === undefined) throw refusal('case.unit-unknown')
    for (const code of against.people) if (org.person(code) === undefined) throw refusal('case.person-unknown')
    for (const other of await Promise.all(data.merged.map((each) => context.read(Case).get(each)))) {
      if (other !== undefined && !coversAgainst(against, other.data.against))
        throw refusal('case.merge-other-against', { number: other.data.number })
    }
    const excluded = excludedUnits(org, against)
    const way = await wayFor(context, org, { ...data, matter: matter?.code ?? data.matter, against })
    // While nobody has the case yet, the limit is the matter's own; later it is what was promised.
    const limit =
      matter !== undefined && data.clock !== undefined && data.state === 'received' && data.round === 1
        ? keptDue(context, data, { ...data.clock, limit: matter.workingDays })
        : {}
    return {
      changes: {
        ...limit,
        ...(matter === undefined ? {} : { matter: matter.code }),
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        against,
        proposal: { ...data.proposal, ...way },
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

/** Not a matter of this office, or nothing that it can act on: the citizen reads why, and whom to ask. */
export const refuse = caseStep({
  name: 'feedback.refuse',
  summary: 'Refuse a case with a reason that the citizen reads',
  step: 'refuse',
  by: ['officer'],
  input: { reason: z.string().trim().min(2).max(10_000), ask: z.string().trim().max(2_000).optional() },
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
    if (isConcernedPerson(org, input.person, data.against)) throw refusal('case.person-not-possible')
    return {
      changes: { owner: { person: input.person, at: context.now } },
      wishes: [{ do: 'feedback.tellOwner', input: { case: id } }],
    }
  },
})
