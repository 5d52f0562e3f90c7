/**
 * Makes the model of first-level categories from labelled letters: npm run train -- LETTERS.jsonl… [--out FILE]
 * LETTERS.jsonl has lines {label, subject?, detail?, text?, fold?}; `contact-point export corrections` writes such lines.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SHIPPED_MODEL } from '../model/load.ts'
import { encodeModel } from '../model/model-file.ts'
import { categoriesOf, counted } from './example.ts'
import { calibrationFor, learn } from './learn.ts'
import { LettersUnreadable, readLetters } from './read-letters.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: fileURLToPath(SHIPPED_MODEL) } },
})
const say = (text: string): void => void process.stderr.write(`${text}\n`)

if (positionals.length === 0) {
  say('Which letters? npm run train -- LETTERS.jsonl… [--out FILE]')
  process.exitCode = 2
} else
  await train(positionals).catch((error: unknown) => {
    if (!(error instanceof LettersUnreadable)) throw error
    say(`${error.message}. Nothing was written.`)
    process.exitCode = 1
  })

async function train(files: readonly string[]): Promise<void> {
  const began = performance.now()
  const read = await readLetters(...files)
  const categories = categoriesOf(read)
  say(`${read.length} letters of ${categories.length} categories: ${categories.join(', ')}`)
  const examples = counted(read, categories)
  const calibration = calibrationFor(examples, categories.length)
  say(`Calibrated after ${seconds(began)} s.`)
  const bytes = encodeModel({ categories, ...learn(examples, categories.length), calibration })
  await writeFile(values.out, bytes)
  say(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB after ${seconds(began)} s.`)
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0)
}
