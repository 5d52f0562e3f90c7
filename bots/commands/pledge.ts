import { readFile } from 'node:fs/promises'
import { check, checkChain, type Finding, type Proven, receiptsIn } from '../../core/pledges/index.ts'
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
    key: {
      type: 'string',
      description: 'The public keys of the office, as it made them known, with commas between',
      valueHint: 'KEY',
    },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const text = await inFile(args.file, () => readFile(args.file, 'utf8'))
    const { lines, found, strangers } = verdictOn(args.file, text, args.key?.split(','))
    if (found.length + strangers > 0) process.exitCode = 1
    if (args.json) return printJson({ whole: found.length === 0, found, strangers })
    print(lines.join('\n'))
  },
})

/**
 * What is to be said of a file of receipts; `keys` are those that the office made known.
 * @throws Failed where the file holds no receipt
 */
export const verdictOn = (file: string, text: string, keys: readonly string[] | undefined) => {
  const receipts = receiptsIn(text)
  const [only] = receipts
  if (only === undefined) throw new Failed(`${file} ${whyNone(text)}`)
  const found = receipts.length === 1 ? check(only) : checkChain(receipts)
  const strangers = keys === undefined ? [] : receipts.filter(({ publicKey }) => !keys.includes(publicKey))
  const lines = [...wordsOf(receipts, found, keys !== undefined), ...strangers.map(strangerWords)]
  return { lines, found, strangers: strangers.length }
}

const whyNone = (text: string): string =>
  text.trim() === ''
    ? 'is empty. Give the JSON file that was handed out with the signed copy.'
    : text.startsWith('%PDF') || text.startsWith('PK')
      ? 'is the signed copy, for people to read. Give the JSON file (receipt-NUMBER.json) that was handed out with it.'
      : 'holds no receipt of a pledge: it must be the JSON that was handed out with it, from its first brace to its last.'

const wordsOf = (receipts: readonly Proven[], found: readonly Finding[], keyGiven: boolean): readonly string[] => {
  if (found.length > 0)
    return ['NOT as it was signed:', ...found.map(({ kind, name }) => `  ${WORDS[kind]} ${name}`.trimEnd())]
  const [only] = receipts
  if (only === undefined || receipts.length > 1)
    return [`${receipts.length} receipts: all as they were signed, none missing.`]
  const { title = '', name = '', signedAt = '' } = only.parts
  return [
    `As it was signed: ${title}, by ${name}, at ${signedAt}.`,
    `Signed with the key ${only.publicKey}`,
    // Anybody can sign anew with a key of their own.
    ...(keyGiven
      ? []
      : ['Whether that is the office\u2019s key: compare it with what the office made known, or give --key.']),
  ]
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
