/**
 * First-level categories, by cross-validation over the folds of ../shared/data/letters-labelled.jsonl: no fold is part
 * of what it is tested with, neither weights nor calibration. Yardstick in the same run, on the same folds: a linear
 * SVM on plain character 1–3-grams with tf-idf. Run: npx tsx bench/classification.ts
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { wordsOf } from '../adapters/assistant/offline/model/grams.ts'
import { loadCategorizer, SHIPPED_MODEL } from '../adapters/assistant/offline/model/load.ts'
import { scoresOf } from '../adapters/assistant/offline/model/score.ts'
import { Vocabulary } from '../adapters/assistant/offline/model/vocabulary.ts'
import { answerOf, crossValidate, type FoldAnswers } from '../adapters/assistant/offline/training/cross-validate.ts'
import { categoriesOf, counted, type LabelledLetter } from '../adapters/assistant/offline/training/example.ts'
import {
  accuracyOfSurest,
  calibrationError,
  macroF1,
  mean,
  perCategory,
} from '../adapters/assistant/offline/training/figures.ts'
import { learnLinear } from '../adapters/assistant/offline/training/learn-linear.ts'
import { readLetters } from '../adapters/assistant/offline/training/read-letters.ts'

const file = fileURLToPath(new URL('../../shared/data/letters-labelled.jsonl', import.meta.url))
if (!existsSync(file)) {
  console.log('../shared/data/letters-labelled.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
const letters = await readLetters(file)
const categories = categoriesOf(letters)

/** Runs of one to three characters of the whole letter, as it stands; each by a number of its own. */
const plainGrams = (() => {
  const numbers = new Map<string, number>()
  return ({ subject, detail, text }: LabelledLetter): ReadonlyMap<number, number> => {
    const words = [subject, detail, text].filter((each) => each !== undefined).join(' ')
    const grams = new Map<number, number>()
    for (let at = 0; at < words.length; at++)
      for (let length = 1; length <= 3 && at + length <= words.length; length++) {
        const gram = words.slice(at, at + length)
        const number = numbers.get(gram) ?? numbers.size
        numbers.set(gram, number)
        grams.set(number, (grams.get(number) ?? 0) + 1)
      }
    return grams
  }
})()

function* yardstick(): Iterable<FoldAnswers> {
  const plain = letters.map((letter) => ({
    grams: plainGrams(letter),
    category: categories.indexOf(letter.label),
    fold: letter.fold,
  }))
  for (const fold of [...new Set(plain.map((letter) => letter.fold))].sort()) {
    const others = plain.filter((letter) => letter.fold !== fold)
    const vocabulary = Vocabulary.from(
      others.map(({ grams }) => grams),
      2,
    )
    const examples = others.map(({ grams, category }) => ({ vector: vocabulary.vector(grams), category }))
    const linear = learnLinear(examples, vocabulary.keys.length, categories.length, { cost: 1, rounds: 10 })
    const answers = plain
      .filter((letter) => letter.fold === fold)
      .map(({ grams, category }) => {
        const scores = scoresOf(linear, vocabulary.vector(grams))
        const [first = 0, second = 0] = [...scores].sort((one, other) => other - one)
        return { ...answerOf(scores, category), confidence: first - second }
      })
    yield { fold, answers }
  }
}

const measured = (what: string, folds: Iterable<FoldAnswers>): readonly FoldAnswers[] => {
  const began = performance.now()
  const done = [...folds]
  const all = done.flatMap(({ answers }) => answers)
  const f1 = done.map(({ answers }) => macroF1(answers, categories.length))
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${what.padEnd(34)} macro-F1 ${mean(f1).toFixed(4)} (folds ${f1.map((each) => each.toFixed(3)).join(' ')})  accuracy ${accuracyOfSurest(all, 1).toFixed(4)}  surest 80 % ${accuracyOfSurest(all, 0.8).toFixed(4)}  surest half ${accuracyOfSurest(all, 0.5).toFixed(4)}  ${seconds.toFixed(0)} s`,
  )
  return done
}

const examples = counted(letters, categories)
measured('yardstick: SVM, character 1–3-grams', yardstick())
const ours = measured('ours', crossValidate(examples, categories.length)).flatMap(({ answers }) => answers)
console.log(`ours: expected calibration error ${calibrationError(ours).toFixed(4)}`)
for (const [category, { precision, recall, f1 }] of perCategory(ours, categories.length).entries())
  console.log(
    `  ${categories[category]}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`,
  )

const loading = performance.now()
const categorize = await loadCategorizer()
const loaded = performance.now() - loading
if (categorize === undefined) console.log('No model is installed: npm run train')
else {
  const bytes = (await readFile(SHIPPED_MODEL)).length
  for (const letter of letters.slice(0, 500)) categorize(letter)
  const sorting = performance.now()
  for (const letter of letters) categorize(letter)
  const each = (performance.now() - sorting) / letters.length
  const reading = performance.now()
  for (const letter of letters) wordsOf(letter)
  const plainly = (performance.now() - reading) / letters.length
  console.log(
    `model: ${(bytes / 1e6).toFixed(1)} MB, loaded in ${loaded.toFixed(0)} ms, ${each.toFixed(3)} ms a letter (${plainly.toFixed(3)} ms of it to make its text plain)`,
  )
}
