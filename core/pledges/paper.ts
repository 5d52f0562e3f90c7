import type { Language } from '../content/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import type { PrintDocument } from '../ports/printer.ts'
import type { Proven } from './proof.ts'

/** The lines of the text as they were signed, in their order. */
export const signedLines = ({ parts }: Proven): readonly string[] =>
  Object.entries(parts)
    .flatMap(([name, line]) => (name.startsWith('text ') ? [{ n: Number(name.slice('text '.length)), line }] : []))
    .sort((a, b) => a.n - b.n)
    .map(({ line }) => line)

/** Where anybody checks the receipt; its bare code where this program serves no pages. */
const placeOf = ({ publicUrl }: Pick<Context, 'publicUrl'>, id: string): string =>
  publicUrl === undefined ? id : `${publicUrl}verify/${id}`

/**
 * The signed copy on paper: what the receipt binds, and nothing else, so that the copy is the same whenever it is made.
 * The text stays as it was signed; the words around it are in the reader's language.
 */
export const signedCopy = (
  context: Pick<Context, 'content' | 'publicUrl'>,
  proof: Proven,
  language: Language,
): PrintDocument => {
  const say = (key: string, params = {}): string => context.content.say(language, `pledges.paper.${key}`, params)
  const { id = '', number = '', title = '', textHash = '', version = '', office = '', signedAt = '' } = proof.parts
  const { name = '', unit = '', post = '', how = '', channel = '' } = proof.parts
  const at = onTheClock(signedAt, context.content.only(Office).timezone)
  return {
    ...{ title, subtitle: say('subtitle', { office, number, version }), language },
    stamp: say('stamp', { number, at }),
    pageWords: context.content.say(language, 'ledgers.page-words'),
    blocks: [
      ...signedLines(proof).map((text) => ({ kind: 'paragraph' as const, text })),
      {
        kind: 'pairs',
        pairs: [
          [say('name'), name],
          [say('unit'), [unit, post].filter(Boolean).join(' ')],
          [say('at'), at],
          [say('how'), say(`how-${how}`, { channel })],
          [say('number'), say('number-value', { number, id })],
          [say('text-hash'), textHash],
          [say('key'), proof.publicKey],
        ],
      },
      { kind: 'paragraph', text: say('proof') },
      { kind: 'qr', text: placeOf(context, id), caption: say('scan', { place: placeOf(context, id) }) },
    ],
  }
}

/** `2025-06-30 09:05` on the wall clock of the office. */
const onTheClock = (instant: string, timeZone: string): string =>
  Number.isNaN(Date.parse(instant))
    ? instant
    : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
