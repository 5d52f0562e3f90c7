import { z } from 'zod'
import { actorName } from '../../kernel/actor.ts'
import { forbidden, notFound, refusal } from '../../kernel/errors.ts'
import { operation } from '../../kernel/operation.ts'
import { change, create } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { excludedUnits } from '../../matters/route.ts'
import { tell } from '../../messaging/tell.ts'
import { nextNumber } from '../../numbering/numbering.ts'
import { organisation } from '../../people/index.ts'
import { officeOf } from '../../people/office-of.ts'
import { Numbered, numbered, Words } from '../numbered.ts'
import { maySeeLead, receives } from './access.ts'
import { Lead, type LeadData } from './lead.ts'

/** Hands a lead over; whoever receives for that body confirms it with a tap. */
export const handOver = operation({
  name: 'leads.handOver',
  summary: 'Hand a lead over to a discipline body, which confirms that it received it',
  allow: ['officer', 'director'],
  oneAtATime: true,
  input: z.object({
    ...{ what: Words, to: z.string().max(60) },
    against: z
      .object({ units: z.array(z.string()).max(20), people: z.array(z.string()).max(20) })
      .default({ units: [], people: [] }),
  }),
  output: Numbered,
  async run(context, { what, to, against }) {
    const org = await organisation(context)
    if (org.unit(to) === undefined) throw refusal('measures.unit-unknown')
    if (against.people.some((each) => org.person(each) === undefined)) throw refusal('measures.person-unknown')
    if (excludedUnits(org, against).has(to)) throw refusal('measures.to-who-is-concerned')
    const data: LeadData = {
      ...{ number: await nextNumber(context, Lead, 'L'), what, against, to, office: officeOf(context) },
      ...{ handedAt: context.now, handedBy: actorName(context.actor) },
    }
    if (!maySeeLead(org, context.actor, data)) throw forbidden()
    const id = context.newId(Lead)
    const hear = [...new Set([...org.reception(to), org.headOf(to)].flatMap((person) => person?.code ?? []))]
    const told = hear.filter((person) => !against.people.includes(person))
    if (told.length === 0) throw refusal('measures.nobody-receives')
    const choices = [{ say: 'leads.button.receive', token: `lead_receive ${id}`, style: 'primary' as const }]
    return create(
      Lead,
      id,
      data,
      told.map((person) =>
        tell({ kind: 'person', person }, 'leads.told.handed', {
          purpose: 'duty',
          params: { number: data.number },
          choices,
          about: id,
        }),
      ),
    )
  },
  outputOf: numbered,
})

export const receiveLead = operation({
  name: 'leads.receive',
  summary: 'Confirm that your body has received a lead; the receipt says what, when and by whom',
  allow: 'person',
  input: z.object({ lead: z.string().max(60) }),
  output: z.object({ id: z.string(), number: z.string(), what: z.string(), at: z.string(), by: z.string() }),
  async run(context, { lead }) {
    const org = await organisation(context)
    const known = await context.read(Lead).get(lead)
    if (known === undefined || !maySeeLead(org, context.actor, known.data)) throw notFound('leads.not-found')
    const stored = await context.load(Lead, lead)
    const { data } = stored
    if (!receives(org, context.actor, data)) throw forbidden()
    if (data.receipt !== undefined) throw refusal('leads.received-already', { number: data.number })
    const receipt = { at: context.now, by: actorName(context.actor) }
    const who = context.actor.kind === 'person' ? (org.person(context.actor.person)?.name ?? '') : ''
    const giver = org.answering(data.handedBy.replace(/^person:/, ''))
    const params = { number: data.number, unit: org.unit(data.to)?.name ?? '', name: who }
    return change(
      Lead,
      stored,
      { ...data, receipt },
      giver === undefined
        ? []
        : [
            tell({ kind: 'person', person: giver.code }, 'leads.told.received', {
              purpose: 'duty',
              params,
              about: lead,
            }),
          ],
    )
  },
  outputOf: ({ id, data }: Stored<LeadData>) => ({
    ...{ id, number: data.number, what: data.what, at: data.receipt?.at ?? '', by: data.receipt?.by ?? '' },
  }),
})
