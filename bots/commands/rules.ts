import { SYSTEM } from '../../core/kernel/actor.ts'
import { type Trial, tryRule } from '../../core/rules/try.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { print, printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

/** `contact-point rules try NAME --from DATE --to DATE` */
const tryCommand = cli({
  name: 'try',
  description: 'What a rule would have issued in a period, and to which units; nothing is issued',
  examples: [
    'rules try case-due-yellow --from 2025-01-01 --to 2025-03-31',
    'rules try unit-overdue-many --from 2025-01-01 --to 2025-12-31 --json',
  ],
  args: {
    rule: { type: 'positional', required: true, description: 'The name of the rule', valueHint: 'NAME' },
    from: { type: 'string', required: true, description: 'The first day', valueHint: 'YYYY-MM-DD' },
    to: { type: 'string', required: true, description: 'The last day', valueHint: 'YYYY-MM-DD' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const input = { name: args.rule, from: args.from, to: args.to }
    const trial = await withProgram(({ program }) => program.application.execute(tryRule, input, SYSTEM))
    if (args.json) return printJson(trial)
    for (const line of linesOf(trial)) print(line)
    if (trial.nobody > 0) remark(`${trial.nobody} times there was nobody to receive it.`)
  },
})

const linesOf = ({ name, from, to, count, people, units }: Trial): readonly string[] => [
  `${name}, ${from} to ${to}: ${count} warnings to ${people} people in ${units.length} units`,
  ...units.map((unit) => `${String(unit.count).padStart(6)}  ${unit.name}`),
]

export const rulesCommands: Group = {
  description: 'Try rules for warnings on history',
  commands: {
    try: { description: 'What a rule would have issued in a period', load: async (): Promise<Cli> => tryCommand },
  },
}
