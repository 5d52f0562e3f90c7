/**
 * Makes the model of first-level categories from labelled letters: npm run train -- LETTERS.jsonl [--out FILE]
 * LETTERS.jsonl has lines {label, subject?, detail?, text?, fold?}; an office's own corrections have the same form.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SHIPPED_MODEL } from '../model/load.ts'
import { encodeModel } from '../model/model-file.ts'
import { categoriesOf, counted } from './example.ts'
import { calibrationFor, learn } from './learn.ts'
import { readLetters } from './read-letters.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: fileURLToPath(SHIPPED_MODEL) } },
})
const [file] = positionals
const say = (text: string): void => void process.stderr.write(`${text}\n`)

if (file === undefined) {
  say('Which letters? npm run train -- LETTERS.jsonl [--out FILE]')
  process.exitCode = 2
} else {
  const began = performance.now()
  const letters = await readLetters(file)
  const categories = categoriesOf(letters)
  say(`${letters.length} letters of ${categories.length} categories: ${categories.join(', ')}`)
  const examples = counted(letters, categories)
  const calibration = calibrationFor(examples, categories.length)
  say(`Calibrated after ${seconds(began)} s.`)
  const bytes = encodeModel({ categories, ...learn(examples, categories.length), calibration })
  await writeFile(values.out, bytes)
  say(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB after ${seconds(began)} s.`)
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0)
}
