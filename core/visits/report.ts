import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day } from '../calendar/index.ts'
import { Attachment, Place } from '../conversation/conversation.ts'
import { officeFor } from '../feedback/office-for.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { staffOf } from '../warnings/audience.ts'
import { decidesOnVisit, readRound, readVisit } from './access.ts'
import { Visit } from './visit.ts'

const Output = z.object({ id: z.string(), number: z.string(), findings: z.number() })
const output = ({ id, data }: Stored<Visit>): z.infer<typeof Output> => ({
  ...{ id, number: data.number, findings: data.findings.length },
})

const FindingIn = z.object({
  text: z.string().trim().min(2).max(2_000),
  place: Place.optional(),
  photos: z.array(Attachment).max(9).default([]),
})

/** A supervisor records a visit, of a round or of their own accord. */
export const report = operation({
  name: 'visits.report',
  summary: 'Record a visit: which unit, when, announced or not, the checklist and what was found',
  // Numbers follow each other without gaps.
  oneAtATime: true,
  allow: ['supervisor', 'officer', 'director'],
  input: z.object({
    round: z.string().max(60).optional(),
    day: Day,
    unit: z.string().max(60),
    place: Place.optional(),
    announced: z.boolean(),
    kind: z.enum(['window', 'village', 'project', 'other']),
    lacks: z.array(z.string().max(24)).max(40).default([]),
    form: z.number().int().default(1),
    photos: z.array(Attachment).max(9).default([]),
    findings: z.array(FindingIn).max(50).default([]),
  }),
  output: Output,
  async run(context, input) {
    if (context.actor.kind !== 'person') throw forbidden()
    const org = await organisation(context)
    if (org.unit(input.unit) === undefined) throw refusal('visits.unit-unknown')
    if (input.day > calendarOf(context.content).dayAt(context.now)) throw refusal('visits.in-the-future')
    if (input.round !== undefined) await readRound(context, input.round)
    const id = context.newId(Visit)
    const data: Visit = {
      ...input,
      number: await nextNumber(context, Visit, 'V'),
      supervisor: context.actor.person,
      office: officeFor(context, org, { units: [input.unit], people: [] }),
      recordedAt: context.now,
    }
    return create(Visit, id, data, toOfficers(context, org, id, data))
  },
  outputOf: output,
})

/** Adds something that was found to a visit of one's own. */
export const add = operation({
  name: 'visits.add',
  summary: 'Add a finding to a visit of your own, with photos and place',
  allow: ['supervisor', 'officer', 'director'],
  input: z.object({ visit: z.string().max(60), finding: FindingIn }),
  output: Output,
  async run(context, { visit, finding }) {
    await readVisit(context, visit)
    const stored = await context.load(Visit, visit)
    const { data } = stored
    if (context.actor.kind !== 'person' || context.actor.person !== data.supervisor) throw forbidden()
    if (data.findings.length >= 50) throw refusal('visits.too-many')
    const after = { ...data, findings: [...data.findings, finding] }
    return change(Visit, stored, after, toOfficers(context, await organisation(context), stored.id, after))
  },
  outputOf: output,
})

/** Officers hear of what was found; never those of the unit that was visited. Nothing found is no news. */
const toOfficers = (context: Context, org: Organisation, id: string, data: Visit): readonly Wish[] => {
  if (data.findings.length === 0) return []
  const params = { number: data.number, unit: org.unit(data.unit)?.name ?? data.unit, count: data.findings.length }
  return staffOf(org, data.office, 'officer')
    .filter((person) => decidesOnVisit(org, { kind: 'person', person, ...org.standing(person) }, data))
    .filter((person) => context.actor.kind !== 'person' || context.actor.person !== person)
    .map((person) =>
      tell({ kind: 'person', person }, 'visits.told.found', {
        ...{ purpose: 'duty' as const, params, choices: [{ say: 'visits.button.show', token: `visit_show ${id}` }] },
      }),
    )
}
