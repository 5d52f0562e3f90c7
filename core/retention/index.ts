/** What is kept how long, and how it goes: warned of ahead, put off with a reason, removed with a certificate. */
import { type Feature, feature } from '../feature.ts'
import { announcing, monthly, postpone, remind, removals } from './announce.ts'
import { putOff, retentionCommand } from './commands.ts'
import { RetentionRules } from './content.ts'
import { executing } from './execute.ts'
import { Removal } from './removal.ts'

/** Over the records of all `features`. */
export const retentionOf = (features: readonly Feature[]): Feature => {
  const records = new Map(features.flatMap((each) => each.records ?? []).map((type) => [type.name, type]))
  const { announce, look } = announcing(records)
  const { execute, removeOne, dropFiles } = executing(records)
  return feature({
    name: 'retention',
    records: [Removal],
    operations: [announce, look, execute, removeOne, dropFiles, postpone, remind, removals],
    commands: [retentionCommand, putOff],
    jobs: [monthly],
    content: [RetentionRules],
  })
}
