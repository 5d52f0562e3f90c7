import { loadCategorizer } from '../../adapters/assistant/offline/model/load.ts'
import { cli } from './cli.ts'
import { letterLines, writeLine } from './letter-lines.ts'
import { Failed } from './terminal.ts'

/** Guesses below this are not worth a line's length. */
const WORTH_SHOWING = 0.01
const ALTERNATIVES = 3

/** `contact-point classify [FILE]` */
export const classifyCommand = cli({
  name: 'classify',
  description:
    'Sort letters into first-level categories: JSON lines {id, subject?, detail?, text?} in, {id, label, confidence, alternatives} out, in order. The label is "" where the honest answer is "unknown"',
  examples: [
    'classify letters.jsonl > labels.jsonl',
    'classify --always < letters.jsonl # the likeliest label, however unlikely',
    'classify --model data/own.bin letters.jsonl # a model trained by the office',
  ],
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'The letters; standard input if left out',
      valueHint: 'FILE',
    },
    always: { type: 'boolean', description: 'Give the likeliest label even where it is not likely' },
    model: {
      type: 'string',
      description: 'The model’s file; the one that comes with the program if left out',
      valueHint: 'FILE',
    },
  },
  async run({ args }) {
    const categorize = await loadCategorizer(args.model)
    if (categorize === undefined)
      throw new Failed(
        args.model === undefined
          ? 'No trained model is installed. Make one: npm run train -- LETTERS.jsonl'
          : `There is no model ${args.model}.`,
      )
    for await (const { id, ...letter } of letterLines(args.file)) {
      const { likeliest, known, all } = categorize(letter)
      const label = known || args.always ? likeliest.label : ''
      const alternatives = all
        .filter((each) => each.label !== label && each.confidence >= WORTH_SHOWING)
        .slice(0, ALTERNATIVES)
      await writeLine({ id, label, confidence: likeliest.confidence, alternatives })
    }
  },
})
