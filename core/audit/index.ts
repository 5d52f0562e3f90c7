/** The audit: who did what to which record when, kept so that no step can be changed, removed or moved unnoticed. */
import { type Feature, feature } from '../feature.ts'
import { list } from './list.ts'
import { AuditPage } from './page.ts'
import { verifyOf } from './verify.ts'

export { createTrail } from './trail.ts'
export type { Report } from './verify.ts'

/** The audit of `features`, which are all the others: it is listed after them. */
export const auditOf = (features: readonly Feature[]): Feature =>
  feature({ name: 'audit', records: [AuditPage], operations: [verifyOf(features), list] })
