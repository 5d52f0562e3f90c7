/**
 * Dates that were counted before the official list of their year: found, and counted anew when the list is there, which
 * an officer takes in while the program runs. What is such a date, each feature declares (`dated.ts`).
 */
import { type Feature, feature } from '../feature.ts'
import { holidays } from './commands.ts'
import { HolidayList, keepsUp } from './holiday-list.ts'
import { importList, previewOf } from './import.ts'
import { listOf } from './list.ts'
import { daily, Settling, settleOf } from './settle.ts'

export const provisionalOf = (features: readonly Feature[]): Feature => {
  const dated = features.flatMap((each) => each.dated ?? [])
  const preview = previewOf(dated)
  return feature({
    name: 'provisional',
    records: [Settling, HolidayList],
    operations: [listOf(dated), settleOf(dated), preview, importList],
    commands: [holidays(preview)],
    jobs: [daily],
    keepsUp,
  })
}
