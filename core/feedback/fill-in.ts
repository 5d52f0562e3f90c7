import { z } from 'zod'
import { forbidden, refusal } from '../kernel/errors.ts'
import { placesMeant } from '../people/lookups.ts'
import { takesPart } from './access.ts'
import { wayFor } from './propose.ts'
import { caseStep } from './step.ts'

/** What nobody has said yet of a case, and whether it can wait. What was said is never overwritten. */
export const fillIn = caseStep({
  name: 'feedback.fillIn',
  summary: 'Fill in what a case lacks: the place, since when, what is wanted, whether it can wait',
  step: 'fillIn',
  by: ['officer', 'handler'],
  input: {
    place: z.string().trim().min(1).max(300).optional(),
    since: z.string().trim().min(1).max(500).optional(),
    wanted: z.string().trim().min(1).max(2_000).optional(),
    urgent: z.boolean().optional(),
  },
  run: async ({ context, input: { place: text, urgent, ...words }, data, org }) => {
    const isSaid = (['since', 'wanted'] as const).some((part) => words[part] !== undefined && data[part] !== undefined)
    if (isSaid || (text !== undefined && data.place !== undefined)) throw refusal('case.said-already')
    if (urgent !== undefined && !takesPart(org, context.actor, data, 'officer')) throw forbidden()
    const meant = text === undefined ? [] : placesMeant(org, text)
    const [code] = meant
    const place =
      text === undefined ? data.place : { text, ...(code !== undefined && meant.length === 1 ? { code } : {}) }
    return {
      changes: {
        ...(place === undefined ? {} : { place }),
        ...(words.since === undefined ? {} : { since: words.since }),
        ...(words.wanted === undefined ? {} : { wanted: words.wanted }),
        ...(urgent === undefined ? {} : { urgent }),
        // Who looks after a place answers for much of what is there.
        ...(text === undefined || data.state !== 'received'
          ? {}
          : { proposal: { ...data.proposal, ...(await wayFor(context, org, { ...data, place })) } }),
      },
    }
  },
})
