/** A process that does what is due, such as planning a campaign, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openTarget } from '../../contracts/store/open-target.ts'
import { keptLog, openProgramWith } from '../../support/world.ts'
import { fastClock, Work } from './work.ts'

const { target, begun } = Work.parse(JSON.parse(process.argv[2] ?? ''))
const program = await openProgramWith({ store: openTarget(target), clock: fastClock(begun), log: keptLog() })
process.stdout.write('ready\n')
for (;;) {
  const done = await program.tick().catch(() => 0)
  if (done === 0) await sleep(20)
}
