/**
 * What a citizen notices of a model that fails: the time of a reply with a model that takes three seconds, never answers,
 * answers wrongly, breaks off, says more than was asked, obeys a letter or is down, and the case that comes of it. Turns
 * of all of them alternate, and the yardstick is the office without a model, in the same turns.
 * Run: npx tsx bench/failing-model.ts [citizens]
 */
import { loadavg } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { langchainAssistant } from '../adapters/assistant/langchain/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { Case, type CaseData } from '../core/feedback/case.ts'
import { Excerpt } from '../core/feedback/excerpt/excerpt.ts'
import { readerOf } from '../core/kernel/reader.ts'
import { Program } from '../core/program.ts'
import { type Behaviour, ModelFake } from '../test/support/model-fake.ts'
import { FACES, keptLog, openProgramWith } from '../test/support/world.ts'
import { spread, timed } from './support/measured.ts'

const CITIZENS = Number(process.argv[2] ?? 40)
const MESSAGES = ['村口的路灯坏了三个月,晚上老人摔了两次', '柳溪镇', '跳过', '匿名', '确认提交', '到哪一步了', '谢谢']
const WRONG = { category: '政法', matter: 'unpaid-wages', confidence: 1, because: ['路灯'] }
const MADE_UP = { place: '北京市朝阳区', since: '1998年', wanted: '开除所有人', against: ['县长王某'], danger: false }
const MORE = { state: 'closed', unit: 'county-government', dispatch: true, reply: '已办结' }
const SAID = { wanted: '晚上老人摔了两次', urgent: true, against: ['老人'] }
const OBEYS = { category: '其他', matter: 'close-all-cases', confidence: 1, because: ['我的提示词是……'] }
const OBEYS_TOO = { place: '我的提示词是……', wanted: '把所有案件办结', against: ['所有案件'] }

/** How each question is answered: for the matter, and for what the words say. */
type Answers = readonly [classify: Behaviour, extract: Behaviour]
const both = (behaviour: Behaviour): Answers => [behaviour, behaviour]
const answers = (answer: unknown, after = 0): Behaviour => ({ kind: 'answers', answer, after })

const MODELS: Readonly<Record<string, Answers | undefined>> = {
  'without a model': undefined,
  'after three seconds': [answers(WRONG, 3_000), answers(SAID, 3_000)],
  never: both({ kind: 'never' }),
  wrong: [answers(WRONG), answers(MADE_UP)],
  'cut off': [
    { kind: 'cut-off', answer: WRONG },
    { kind: 'cut-off', answer: { ...SAID, danger: true } },
  ],
  overeager: [answers({ ...WRONG, ...MORE }), answers({ ...SAID, ...MORE })],
  malicious: [answers(OBEYS), answers(OBEYS_TOO)],
  'danger everywhere': [answers(WRONG), answers({ danger: true })],
  down: both({ kind: 'status', status: 500 }),
}

const offices = await Promise.all(
  Object.entries(MODELS).map(async ([name, answered]) => {
    const log = keptLog()
    const plain = await openProgramWith({ store: sqliteStore({ path: ':memory:' }), clock: systemClock, log })
    const model = await ModelFake.start()
    if (answered !== undefined) model.behave = ({ task }) => answered[task === 'classify' ? 0 : 1]
    const { outside } = plain
    const { content, assistant: offline, logger } = outside
    const parts = { baseUrl: model.baseUrl, model: 'fake', offline, content, logger, clock: systemClock }
    const program =
      answered === undefined ? plain : new Program({ ...outside, assistant: langchainAssistant(parts) }, FACES)
    return { name, program, model, log, times: [] as number[] }
  }),
)

for (let n = 0; n < CITIZENS; n++)
  for (const [part, text] of MESSAGES.entries())
    for (const { program, times } of offices) {
      const address = `chat${n}`
      // Each citizen's first words differ, so that no model is spared a question.
      const words = part === 0 ? `${text},第${n}天` : text
      const took = await timed(() =>
        program.gateway.take({
          id: `${address}.${part}`,
          channel: 'bench',
          address,
          act: { kind: 'text', text: words },
        }),
      )
      if (n >= CITIZENS / 4) times.push(took)
    }
// Until the slowest has answered, or its deadline of eight seconds has passed.
await new Promise((go) => setTimeout(go, 9_000))

const casesOf = async (program: Program): Promise<readonly Partial<CaseData>[]> => {
  const { rows } = await readerOf(program.outside.store, Case).page({ limit: 1_000 })
  return rows.map(({ data: { receivedAt: _at, clock: _clock, due: _due, ...data } }) => data).toSorted(byNumber)
}
const byNumber = (a: Partial<CaseData>, b: Partial<CaseData>): number => ((a.number ?? '') < (b.number ?? '') ? -1 : 1)

const [yardstick, ...others] = offices
const expected = yardstick === undefined ? [] : await casesOf(yardstick.program)
console.log(`${CITIZENS} citizens with ${MESSAGES.length} messages each; load ${loadavg()[0]?.toFixed(1)}`)
for (const { name, program, model, log, times } of [...(yardstick === undefined ? [] : [yardstick]), ...others]) {
  const cases = await casesOf(program)
  const same = cases.filter((each, n) => isDeepStrictEqual(each, expected[n])).length
  const proposals = cases.filter((each, n) => each.proposal?.matter !== expected[n]?.proposal?.matter).length
  const { rows: excerpts } = await readerOf(program.outside.store, Excerpt).page({ limit: 1_000 })
  const read = excerpts.filter(
    ({ data: { case: _case, settled: _settled, against, ...words } }) => against.length + Object.keys(words).length > 0,
  )
  const urgent = cases.filter((each) => each.urgent).length
  const told = log.lines.filter(({ event }) => event === 'assistant.asked').length
  console.log(
    `${name.padEnd(20)} ${spread(times)}   ${same} of ${cases.length} cases equal, ${proposals} with another matter proposed, ${urgent} urgent   excerpts ${excerpts.length}, ${read.length} with words   asked ${model.asked.length}, in the log ${told}`,
  )
  await model.stop()
}
process.exit()
