/** A process that does what is due, such as planning a campaign, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openTarget } from '../../contracts/store/open-target.ts'
import { planningOffice, Work } from './work.ts'

const { target, begun } = Work.parse(JSON.parse(process.argv[2] ?? ''))
const application = await planningOffice(openTarget(target), begun)
process.stdout.write('ready\n')
for (;;) {
  const done = await application.relay.sweep().catch(() => 0)
  if (done === 0) await sleep(20)
}
