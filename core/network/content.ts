import { z } from 'zod'
import { type ContentFault, contentPiece } from '../content/content.ts'
import { Places, placeIndex } from '../people/places.ts'
import { Stratum } from '../people/stratum.ts'

const QuotaSchema = z.strictObject({
  stratum: Stratum,
  /** Of this place alone; of the whole county where absent. */
  place: z.string().optional(),
  target: z.number().int().min(1).max(10_000),
})
const NetworkSchema = z.strictObject({
  /** For how many days an invitation of a member is open. */
  invitationDays: z.number().int().min(1).max(30),
  /** Of fewer answers nobody is told what was chosen, neither of a group nor of what is left without it. */
  smallestGroup: z.number().int().min(3).max(50).default(5),
  /** How many members there should be of each stratum, in a place or in all. */
  quotas: z.array(QuotaSchema),
})
type Network = z.infer<typeof NetworkSchema>

/** `content/network.yaml`: how many members of contact points there should be of which stratum, and where. */
export const Network = contentPiece<Network>({
  name: 'network',
  files: 'network.yaml',
  schema: NetworkSchema,
  check: function* ({ quotas }, content): Iterable<ContentFault> {
    const places = new Set(content.files(Places).length === 0 ? [] : content.derive(placeIndex).byCode.keys())
    for (const [n, { stratum, place }] of quotas.entries()) {
      if (quotas.findIndex((each) => each.stratum === stratum && each.place === place) !== n)
        yield { at: ['quotas', n], message: `"${stratum}" stands twice for the same place` }
      if (place !== undefined && !places.has(place))
        yield { at: ['quotas', n, 'place'], message: `there is no place "${place}" in places.yaml` }
    }
  },
})
