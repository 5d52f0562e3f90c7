import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Attachment, Place } from '../conversation/conversation.ts'
import { officeFor } from '../feedback/office-for.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { toOfficers } from './notices.ts'
import { brewingNumber } from './number.ts'
import { AFFECTED, Brewing, type BrewingData, BrewingSchema, URGENCY } from './problem.ts'
import { lookLater } from './remind.ts'

/** Working days until the reporter hears what the office does about it. */
export const HEARS_WITHIN = 2

/** An information officer reports what is brewing: a problem and a place, never a person. */
export const report = operation({
  name: 'brewing.report',
  summary: 'Report a problem that is brewing: what, where, how many it touches, since when, how urgent',
  // Numbers follow each other without gaps.
  oneAtATime: true,
  allow: ['information-officer', 'officer', 'director'],
  input: z.object({
    text: z.string().trim().min(2).max(5_000),
    place: Place.optional(),
    since: z.string().max(200).optional(),
    affected: z.enum(AFFECTED).default('unknown'),
    urgency: z.enum(URGENCY).default('soon'),
    attachments: z.array(Attachment).max(9).default([]),
    /** Units that it complains about. */
    responsible: z.array(z.string()).max(10).default([]),
    chat: BrewingSchema.shape.chat,
  }),
  output: z.object({ id: z.string(), number: z.string(), hearsBy: z.string() }),
  async run(context, input) {
    if (context.actor.kind !== 'person') throw forbidden()
    const org = await organisation(context)
    const id = context.newId(Brewing)
    const responsible = input.responsible.filter((code) => org.unit(code) !== undefined)
    const data: BrewingData = {
      ...input,
      responsible,
      number: await brewingNumber(context),
      state: 'received',
      receivedAt: context.now,
      office: officeFor(context, org, { units: responsible, people: [] }),
      reporter: context.actor.person,
      also: [],
      steps: [],
    }
    const urgent = data.urgency === 'now'
    return create(Brewing, id, data, [
      ...toOfficers(org, id, data, urgent ? 'brewing.told.officer-now' : 'brewing.told.officer', {
        params: { place: data.place?.text ?? '', text: data.text.slice(0, 100) },
        urgent,
      }),
      lookLater(context, id, data, HEARS_WITHIN),
    ])
  },
  outputOf: ({ id, data }: Stored<BrewingData>, context) => ({
    ...{ id, number: data.number },
    hearsBy: hearsBy(context, data),
  }),
})

const hearsBy = ({ content }: Context, { receivedAt }: BrewingData): string => {
  const calendar = calendarOf(content)
  return calendar.addWorkingDays(calendar.dayAt(receivedAt), HEARS_WITHIN).day
}
