import { readFile } from 'node:fs/promises'
import { check, checkChain, type Finding, Proven } from '../../core/pledges/index.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { inFile } from './out-file.ts'
import { Failed, print, printJson } from './terminal.ts'

const verify = cli({
  name: 'verify',
  description: 'Check the receipt of a pledge, or a chain of them, without the office\u2019s database or keys',
  examples: [
    'pledge verify receipt.json                # exit code 1 when anything was changed',
    'pledge verify receipt.json --key 4fZ…     # also that the office itself signed it',
  ],
  args: {
    file: { type: 'positional', required: true, description: 'A receipt, or a list of receipts', valueHint: 'FILE' },
    key: { type: 'string', description: 'The public key of the office, as it made it known', valueHint: 'KEY' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const receipts = receiptsIn(args.file, await inFile(args.file, () => readFile(args.file, 'utf8')))
    const [only] = receipts
    const found = receipts.length === 1 && only !== undefined ? check(only) : checkChain(receipts)
    const strangers = args.key === undefined ? [] : receipts.filter(({ publicKey }) => publicKey !== args.key)
    if (found.length + strangers.length > 0) process.exitCode = 1
    if (args.json) return printJson({ whole: found.length === 0, found, strangers: strangers.length })
    print([...wordsOf(receipts, found), ...strangers.map(strangerWords)].join('\n'))
  },
})

/** @throws Failed where the file holds no receipt */
const receiptsIn = (file: string, text: string): readonly Proven[] => {
  try {
    const value: unknown = JSON.parse(text)
    return (Array.isArray(value) ? value : [value]).map((each) => Proven.parse(each))
  } catch {
    throw new Failed(`${file} holds no receipt of a pledge: it must be the JSON that was handed out with it.`)
  }
}

const wordsOf = (receipts: readonly Proven[], found: readonly Finding[]): readonly string[] => {
  if (found.length > 0) return ['NOT as it was signed:', ...found.map(({ kind, name }) => `  ${WORDS[kind]} ${name}`)]
  const [only] = receipts
  if (receipts.length !== 1 || only === undefined)
    return [`${receipts.length} receipts: all as they were signed, none missing.`]
  const { title = '', name = '', signedAt = '' } = only.parts
  return [`As it was signed: ${title}, by ${name}, at ${signedAt}.`, `Signed with the key ${only.publicKey}`]
}

const strangerWords = ({ parts, publicKey }: Proven): string =>
  `Receipt ${parts.number ?? '?'} was signed with another key: ${publicKey}`

const WORDS: Readonly<Record<Finding['kind'], string>> = {
  changed: 'changed:',
  added: 'added:',
  removed: 'removed:',
  digest: 'the digest of this part was changed, the part itself was not:',
  signature: 'the signature does not belong to this receipt (it, the key or several parts were changed)',
  missing: 'a receipt is missing, number',
  moved: 'does not follow the receipt before it: number',
}

/** `contact-point pledge …` */
export const pledgeCommands: Group = {
  description: 'Pledges that were signed, as third parties check them.',
  commands: {
    verify: { description: 'Check a receipt, or a chain of them', load: async (): Promise<Cli> => verify },
  },
}
