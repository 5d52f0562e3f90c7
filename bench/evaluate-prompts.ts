/**
 * How well a model does what `prompts/` asks, beside the offline assistant in the same run:
 * `LLM_BASE_URL=… LLM_MODEL=… npx tsx bench/evaluate-prompts.ts [--all]`. Without an endpoint, the offline assistant alone.
 * With `--recording FILE`, questions that the file knows are answered from it and others are added to it, so that figures
 * can be had again without an endpoint (LLM_MODEL must be the recorded one).
 * Sends invented examples only: those beside each prompt, and with `--all` the messages of test/assistant too.
 */
import { langchainAssistant } from '../adapters/assistant/langchain/index.ts'
import { offlineAssistant } from '../adapters/assistant/offline/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { configuration } from '../bots/config.ts'
import type { Assistant } from '../core/ports/assistant.ts'
import type { LogFields } from '../core/ports/logger.ts'
import { assistantContent, extractions, fieldScores, messages, scoreOf } from '../test/assistant/evaluation.ts'
import { promptExamples } from '../test/assistant/prompt-examples.ts'
import { recordedEndpoint } from './recorded-endpoint.ts'

type Understanding = Pick<Assistant, 'classify' | 'extract'>

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8)
const all = process.argv.includes('--all')
const recording = process.argv.includes('--recording')
  ? process.argv[process.argv.indexOf('--recording') + 1]
  : undefined
const content = await assistantContent()
const offline = offlineAssistant({ content })
const { LLM_BASE_URL: endpoint, LLM_MODEL: model, LLM_API_KEY: apiKey } = configuration(process.env)
const recorded = recording === undefined ? undefined : await recordedEndpoint(recording, endpoint)
const baseUrl = recorded?.baseUrl ?? endpoint

const { classify: letters, extract: sayings } = promptExamples()
if (all) {
  const [matters, words] = [messages(), extractions()]
  letters.push(...matters.tuning, ...matters.unseen, ...matters.fresh)
  sayings.push(
    ...words.tuning,
    ...words.unseen,
    ...words.later,
    ...words.fresh,
    ...words.afterwards,
    ...words.styles,
    ...words.again,
  )
}

const show = async (name: string, { classify, extract }: Understanding): Promise<void> => {
  const score = await scoreOf(classify, letters)
  console.log(
    `${name.padEnd(10)} classify (${score.known} + ${score.unknown} unknown)  top-1 ${percent(score.top1)}  top-3 ${percent(score.top3)}` +
      `  named and right ${percent(score.bestRight)}  named and wrong ${percent(score.bestWrong)}  unknown said of unknown ${percent(score.unknownRight)}`,
  )
  for (const { field, expected, precision, recall } of await fieldScores(extract, sayings)) {
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    console.log(
      `${name.padEnd(10)} extract ${field.padEnd(8)} (${String(expected).padStart(3)} of ${sayings.length})  precision ${percent(precision)}  recall ${percent(recall)}  F1 ${percent(f1)}`,
    )
  }
}

await show('offline', offline)
if (baseUrl === undefined || model === undefined) {
  console.log('LLM_BASE_URL and LLM_MODEL name no model: nothing else was measured')
} else {
  const asked: LogFields[] = []
  const keep = (_event: string, fields: LogFields = {}) => void asked.push(fields)
  const assistant = langchainAssistant({
    ...{ baseUrl, model, apiKey, offline, content, clock: systemClock },
    logger: { info: keep, warn: keep, error: keep },
    limits: { tokensPerDay: Number.POSITIVE_INFINITY },
  })
  await show('with model', assistant.patient)
  const total = (of: 'tokens' | 'milliseconds') => asked.reduce((sum, each) => sum + Number(each[of] ?? 0), 0)
  const outcomes = new Map<unknown, number>()
  for (const { outcome, because } of asked)
    outcomes.set(outcome ?? because, (outcomes.get(outcome ?? because) ?? 0) + 1)
  console.log(
    `${model}: ${asked.length} questions, ${total('tokens')} tokens, ${(total('milliseconds') / Math.max(1, asked.length)).toFixed(0)} ms each; ${[...outcomes].map(([how, count]) => `${how} ${count}`).join(', ')}`,
  )
}
recorded?.stop()
