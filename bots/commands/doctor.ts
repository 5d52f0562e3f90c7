import type { Configuration } from '../config.ts'
import { type Finding, fail, reason } from '../doctor/finding.ts'
import { lookAtConfiguration, lookAtContent, lookAtFolders, lookAtKeys, lookAtNode } from '../doctor/installation.ts'
import { lookAtServer, lookAtSlack, lookAtTelegram } from '../doctor/outside.ts'
import { lookAtPledges } from '../doctor/pledges.ts'
import { lookAtClock, lookAtDueWork, lookAtFile, lookAtOutbox, lookAtStore } from '../doctor/work.ts'
import { openProgram } from '../open.ts'
import { cli } from './cli.ts'
import { columns, print, printJson } from './terminal.ts'
import { terminalLogger } from './with-program.ts'

/** `contact-point doctor` */
export const doctorCommand = cli({
  name: 'doctor',
  description:
    'Look whether this installation is sound: settings, content, keys, store, disk, outbox, due work, platforms, clock. Every line that is not ok says what to do',
  examples: [
    'doctor',
    'doctor --json   # [{check, level: ok|warn|fail, found, cure?}]; exit code 1 when anything fails',
  ],
  args: { json: { type: 'boolean', description: 'Write JSON for machines' } },
  async run({ args }) {
    const findings = await looked()
    if (findings.some(({ level }) => level === 'fail')) process.exitCode = 1
    if (args.json) return printJson(findings)
    print(columns(findings.map(({ level, check, found }) => [MARKS[level], check, found])))
    const cures = findings.flatMap(({ check, cure }) => (cure === undefined ? [] : [`${check}: ${cure}`]))
    if (cures.length > 0) print(`\nWhat to do\n${cures.map((each) => `  ${each}`).join('\n')}`)
  },
})

const MARKS = { ok: 'ok', warn: 'WARN', fail: 'FAIL' } as const

const looked = async (): Promise<readonly Finding[]> => {
  const { config, finding } = lookAtConfiguration(process.env)
  const first = [finding, lookAtNode(process.versions.node)]
  if (config === undefined) return first
  const own = [await lookAtContent(config), lookAtKeys(config), ...(await lookAtFolders(config))]
  const beside = Promise.all([lookAtTelegram(config), lookAtSlack(config), lookAtServer(config)])
  const inside = own.some(({ level }) => level === 'fail')
    ? [fail('store', 'not looked at', 'Mend what fails above first.')]
    : await lookInside(config)
  const [telegram, slack, server] = await beside
  return [...first, ...own, ...inside, ...telegram, slack, server]
}

const lookInside = async (config: Configuration): Promise<readonly Finding[]> => {
  try {
    const { program, close } = await openProgram(config, terminalLogger)
    try {
      return [
        await lookAtStore(program, config.DATABASE_URL.replace(/\/\/[^@/]*@/, '//…@')),
        ...(await lookAtFile(config)),
        ...(await lookAtOutbox(program)),
        ...(await lookAtDueWork(program)),
        await lookAtPledges(program),
        await lookAtClock(program),
      ]
    } finally {
      await close()
    }
  } catch (error) {
    return [fail('store', reason(error), 'Mend it or let DATABASE_URL name another, and look again.')]
  }
}
