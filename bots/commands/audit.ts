import { z } from 'zod'
import type { Report } from '../../core/audit/index.ts'
import type { Content, Language } from '../../core/content/content.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { print, printJson, WrongUsage } from './terminal.ts'
import { withProgram } from './with-program.ts'

const Head = z.tuple([z.coerce.number().int().min(1), z.string().regex(/^[0-9a-f]{64}$/)])

const verify = cli({
  name: 'verify',
  description: 'Prove that no audited step was changed, removed or moved, and that the records agree with the audit',
  examples: [
    'audit verify                       # exit code 1 when anything is found',
    'audit verify --known 412:3f9a…     # the end that was noted last time: proves that nothing was cut off since',
    'audit verify --json',
  ],
  args: {
    known: { type: 'string', description: 'The end of the chain as it was noted earlier', valueHint: 'PAGE:DIGEST' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const known = headFrom(args.known)
    await withProgram(async ({ program, language }) => {
      // The operation is made for the features it looks at, so it is known here by its name alone.
      const report = (await program.application.byName(
        'audit.verify',
        known === undefined ? {} : { known },
        SYSTEM,
      )) as Report
      if (!report.whole) process.exitCode = 1
      if (args.json) return printJson(report)
      print(inWords(program.outside.content, language, report))
    })
  },
})

const headFrom = (text: string | undefined) => {
  if (text === undefined) return undefined
  const head = Head.safeParse(text.split(':'))
  if (!head.success) throw new WrongUsage('--known is PAGE:DIGEST, as `audit verify` wrote it last time.')
  return { seq: head.data[0], mac: head.data[1] }
}

const inWords = (content: Content, language: Language, report: Report): string => {
  const { finding, pages, entries, records, gone, pending, head } = report
  const say = (key: string, params: Readonly<Record<string, string | number>>): string =>
    content.say(language, key, params)
  if (finding !== undefined) {
    const { kind, ...params } = finding
    return `${say('audit.broken', {})}\n${say(`audit.found.${kind}`, params)}`
  }
  return [
    say('audit.whole', { pages, entries, records }),
    ...(gone === 0 ? [] : [say('audit.gone', { count: gone, gone })]),
    ...(pending === 0 ? [] : [say('audit.pending', { count: pending, pending })]),
    say('audit.head', { seq: head.seq, mac: head.mac }),
    `  --known ${head.seq}:${head.mac}`,
  ].join('\n')
}

/** `contact-point audit …` */
export const auditCommands: Group = {
  description: 'The audit: who did what to which record, kept so that no step can be changed unnoticed.',
  commands: {
    verify: { description: 'Prove that nobody has been at the records', load: async (): Promise<Cli> => verify },
  },
}
