/**
 * How well and how fast the offline assistant understands: `npx tsx bench/assistant-offline.ts [letters.jsonl]`.
 * The yardstick, in the same run, counts which matter has the most keywords in the message.
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { offlineAssistant } from '../adapters/assistant/offline/index.ts'
import type { Content } from '../core/content/content.ts'
import { mattersOf } from '../core/matters/matter.ts'
import type { Assistant, Classification } from '../core/ports/assistant.ts'
import { assistantContent, extractions, fieldScores, messages, scoreOf } from '../test/assistant/evaluation.ts'

type Classify = Assistant['classify']

const plainKeywordCount = (content: Content): Classify => {
  const matters = [...mattersOf(content).values()]
  return async (text) => {
    const counted = matters
      .map(({ code, keywords }) => ({ matter: code, count: keywords.filter((each) => text.includes(each)).length }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
    const guesses = counted.map(({ matter, count }) => ({ matter, confidence: count / (count + 1), because: [] }))
    const [best, ...alternatives] = guesses
    return best === undefined ? { alternatives: [] } : { best, alternatives: alternatives.slice(0, 3) }
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8)

const understanding = async (name: string, classify: Classify): Promise<void> => {
  for (const [half, all] of Object.entries(messages())) {
    const score = await scoreOf(classify, all)
    console.log(
      `${name.padEnd(14)} ${half.padEnd(7)} (${score.known} + ${score.unknown} unknown)  top-1 ${percent(score.top1)}  top-3 ${percent(score.top3)}` +
        `  named and right ${percent(score.bestRight)}  named and wrong ${percent(score.bestWrong)}  unknown said of unknown ${percent(score.unknownRight)}`,
    )
  }
}

/** Of the processor: other programs on this machine make no difference. */
const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000

const timePerLetter = async (
  classify: (text: string) => Promise<unknown>,
  letters: readonly string[],
): Promise<number> => {
  for (const letter of letters) await classify(letter)
  const begin = process.cpuUsage()
  for (let round = 0; round < 5; round++) for (const letter of letters) await classify(letter)
  return milliseconds(process.cpuUsage(begin)) / (5 * letters.length)
}

/** Letters of 500 characters, put together from the invented messages. */
const longLetters = (): readonly string[] => {
  const all = [...messages().tuning, ...messages().unseen].map(({ says }) => says)
  return all.slice(0, 200).map((_, n) => all.slice(n).concat(all).join('。').slice(0, 500))
}

const Letter = z.object({
  fold: z.number(),
  label: z.string(),
  subject: z.string().optional(),
  detail: z.string().optional(),
  text: z.string().optional(),
})

const categories = async (classify: Classify, content: Content, file: string): Promise<void> => {
  if (!existsSync(file)) return console.log(`first-level category: ${file} is absent, not measured`)
  const letters = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Letter.parse(JSON.parse(line)))
  const matters = mattersOf(content)
  const guessed = ({ best, alternatives }: Classification) =>
    matters.get((best ?? alternatives[0])?.matter ?? '')?.category
  for (const [name, folds] of [
    ['folds 8 and 9', [8, 9]],
    ['all folds', [2, 3, 4, 5, 6, 7, 8, 9]],
  ] as const) {
    const some = letters.filter(({ fold }) => folds.some((each) => each === fold))
    let right = 0
    let sure = 0
    let sureRight = 0
    const perLabel = new Map<string, { right: number; guessed: number; all: number }>()
    const of = (label: string) =>
      perLabel.get(label) ??
      perLabel.set(label, { right: 0, guessed: 0, all: 0 }).get(label) ?? { right: 0, guessed: 0, all: 0 }
    for (const { subject = '', detail = '', text = '', label } of some) {
      const found = await classify([subject, detail, text].filter((each) => each !== '').join('\n'))
      const category = guessed(found)
      of(label).all++
      if (category !== undefined) of(category).guessed++
      if (category === label) {
        right++
        of(label).right++
      }
      if (found.best !== undefined) sure++
      if (found.best !== undefined && category === label) sureRight++
    }
    const f1 = [...perLabel.values()]
      .filter(({ all }) => all > 0)
      .map(({ right: hit, guessed: said, all }) => (2 * hit) / Math.max(1, said + all))
    console.log(
      `first-level category, ${name} (${some.length} letters, never trained on): accuracy ${percent(right / some.length)}  macro-F1 ${percent(f1.reduce((a, b) => a + b, 0) / f1.length)}` +
        `  named a best ${percent(sure / some.length)}, of these right ${percent(sureRight / sure)}`,
    )
  }
}

const content = await assistantContent()
mattersOf(content)
const begin = process.cpuUsage()
const assistant = offlineAssistant({ content })
console.log(
  `index of ${mattersOf(content).size} matters and all places: ${milliseconds(process.cpuUsage(begin)).toFixed(0)} ms`,
)

await understanding('assistant', assistant.classify)
await understanding('keyword count', plainKeywordCount(content))

const letters = longLetters()
console.log(
  `one letter of 500 characters: classify ${(await timePerLetter(assistant.classify, letters)).toFixed(3)} ms, extract ${(await timePerLetter(assistant.extract, letters)).toFixed(3)} ms, keyword count ${(await timePerLetter(plainKeywordCount(content), letters)).toFixed(3)} ms`,
)
const huge = [letters.join('').slice(0, 20_000)]
console.log(
  `one of 20,000: classify ${(await timePerLetter(assistant.classify, huge)).toFixed(2)} ms, extract ${(await timePerLetter(assistant.extract, huge)).toFixed(2)} ms`,
)

for (const [half, all] of Object.entries(extractions())) {
  for (const { field, expected, precision, recall } of await fieldScores(assistant.extract, all)) {
    console.log(
      `extraction ${half.padEnd(7)} ${field.padEnd(8)} (${String(expected).padStart(2)})  precision ${percent(precision)}  recall ${percent(recall)}`,
    )
  }
}

await categories(assistant.classify, content, process.argv[2] ?? '../shared/data/letters-labelled.jsonl')
