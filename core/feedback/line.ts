import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import type { Stored } from '../kernel/record.ts'
import { seesOffice } from './access.ts'
import { type CaseData, CaseState } from './case.ts'

/** How much of a case's words a line shows. */
const WORDS = 120

/** A case as one line of a list: nothing of who reported it. */
export const CaseLine = z.object({
  id: z.string(),
  number: z.string(),
  state: CaseState,
  receivedAt: z.string(),
  matter: z.string().optional(),
  lead: z.string().optional(),
  /** The last day for an answer; absent while the limit stands still. */
  due: z.string().optional(),
  urgent: z.boolean(),
  /** By the green channel of contact points. */
  green: z.boolean(),
  /** The citizen was asked something and has not answered yet. */
  asked: z.boolean(),
  text: z.string(),
})
export type CaseLine = z.infer<typeof CaseLine>

/** As `actor` may see it: that it came by the green channel tells of its reporter, and no unit learns it. */
export const lineFor =
  (actor: Actor) =>
  ({ id, data }: Stored<CaseData>): CaseLine => ({
    id,
    number: data.number,
    state: data.state,
    receivedAt: data.receivedAt,
    ...(data.matter === undefined ? {} : { matter: data.matter }),
    ...(data.lead === undefined ? {} : { lead: data.lead }),
    ...(data.due === undefined ? {} : { due: data.due.day }),
    urgent: data.urgent,
    green: data.green === true && seesOffice(actor, data),
    asked: data.questions.some((question) => question.answer === undefined),
    text: data.text.slice(0, WORDS),
  })
