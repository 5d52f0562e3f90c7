import { z } from 'zod'

/** The ten strata 十个层面 out of which contact points are chosen; what they are called stands in the texts. */
export const Stratum = z.enum([
  ...['investor', 'farmer', 'resident', 'agency', 'science-education'],
  ...['self-employed', 'delegate', 'retired-cadre', 'non-party', 'migrant-worker'],
] as const)
export type Stratum = z.infer<typeof Stratum>
