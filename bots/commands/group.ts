import { group } from '../../core/same-problem/index.ts'
import { cli } from './cli.ts'
import { type LineLetter, letterLines, writeLine } from './letter-lines.ts'

/** `contact-point group [FILE]` */
export const groupCommand = cli({
  name: 'group',
  description:
    'Find letters about the same problem: JSON lines {id, subject?, detail?, text?, time?} in, {id, group} out, in order; letters with the same number are about one problem',
  examples: ['group letters.jsonl > groups.jsonl', 'group < letters.jsonl'],
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'The letters; standard input if left out',
      valueHint: 'FILE',
    },
  },
  async run({ args }) {
    const letters: LineLetter[] = []
    for await (const letter of letterLines(args.file)) letters.push(letter)
    // By place, since nothing keeps two lines from having the same id.
    const groups = group(letters.map((letter, n) => ({ ...letter, id: String(n) })))
    const numbers = new Map(groups.flatMap((places, n) => places.map((place) => [place, n + 1] as const)))
    for (const [n, { id }] of letters.entries()) await writeLine({ id, group: numbers.get(String(n)) ?? 0 })
  },
})
