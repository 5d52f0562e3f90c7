/** Rules for warnings: what makes them look, whom they reach, and what they would have issued. */
import { feature } from '../feature.ts'
import { RuleChange } from './book.ts'
import { RuleFiles } from './check.ts'
import { ruleCommands } from './commands.ts'
import { askDaily, askRule, daily, RuleRun, watchAnew } from './daily.ts'
import { list, putRule, RuleUse, read, switchRule, useRule } from './operations.ts'
import { ranked } from './ranked.ts'
import { rankingCommand } from './ranking-command.ts'
import { RankingMade } from './ranking-grounds.ts'
import { endSilence, hold, Silence, silence, silences } from './silence.ts'
import { tryRule } from './try.ts'
import { caseChanged, lookAtCase, Watch } from './watch.ts'
import { ruleUse, ruleWrite } from './write-command.ts'

export const rules = feature({
  name: 'rules',
  records: [RuleChange, Silence, Watch, RuleRun, RuleUse, RankingMade],
  operations: [
    ...[list, read, switchRule, putRule, tryRule, useRule, ranked],
    ...[silence, endSilence, silences, hold],
    ...[caseChanged, lookAtCase, askDaily, askRule, watchAnew],
  ],
  commands: [...ruleCommands, ruleWrite, ruleUse, rankingCommand],
  jobs: [daily],
  content: [RuleFiles],
})
