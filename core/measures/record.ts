import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day } from '../calendar/index.ts'
import { actorName } from '../kernel/actor.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { maySeeMeasure } from './access.ts'
import { Measure, type MeasureData, MeasureKind } from './measure.ts'
import { Numbered, numbered, Words } from './numbered.ts'

/** Records what people decided; the person is told, with the ground and who decided. */
export const recordMeasure = operation({
  name: 'measures.record',
  summary:
    'Record a measure that people decided against a cadre, with its ground, who decided, when and in which document',
  allow: ['officer', 'director'],
  oneAtATime: true,
  input: z.object({
    ...{ person: z.string().max(60), kind: MeasureKind, ground: Words },
    ...{ decidedBy: z.string().trim().min(2).max(200), day: Day, document: z.string().trim().min(1).max(200) },
  }),
  output: Numbered,
  async run(context, { person, kind, ground, decidedBy, day, document }) {
    const org = await organisation(context)
    const found = org.person(person)
    if (found === undefined) throw refusal('measures.person-unknown')
    if (context.actor.kind === 'person' && context.actor.person === person) throw refusal('measures.oneself')
    if (day > calendarOf(context.content).dayAt(context.now)) throw refusal('measures.not-decided-yet', { day })
    const office = officeOf(context)
    const id = context.newId(Measure)
    const data: MeasureData = {
      ...{ number: await nextNumber(context, Measure, 'M'), kind, person, office, ground },
      ...{ unit: org.postsHeldBy(person)[0]?.unit ?? office, decision: { by: decidedBy, day, document } },
      ...{ recordedAt: context.now, recordedBy: actorName(context.actor) },
    }
    const params = { number: data.number, ground, by: decidedBy, day, document }
    return create(Measure, id, data, [
      tell({ kind: 'person', person }, `measures.told.${kind}`, { purpose: 'duty', params, about: id }),
    ])
  },
  outputOf: numbered,
})

/** Takes a measure back, by a director; the person is told. */
export const revokeMeasure = operation({
  name: 'measures.revoke',
  summary: 'Record that a measure was revoked, with the reason',
  allow: ['director'],
  input: z.object({ measure: z.string().max(60), reason: Words }),
  output: Numbered,
  async run(context, { measure, reason }) {
    const known = await context.read(Measure).get(measure)
    if (known === undefined || !maySeeMeasure(context.actor, known.data)) throw notFound('measures.not-found')
    const stored = await context.load(Measure, measure)
    const { data } = stored
    if (context.actor.kind === 'person' && context.actor.person === data.person) throw forbidden()
    if (data.revoked !== undefined) throw refusal('measures.revoked-already', { number: data.number })
    const revoked = { at: context.now, by: actorName(context.actor), reason }
    return change(Measure, stored, { ...data, revoked }, [
      tell({ kind: 'person', person: data.person }, 'measures.told.revoked', {
        ...{ purpose: 'duty', params: { number: data.number, reason }, about: measure },
      }),
    ])
  },
  outputOf: numbered,
})
