import { z } from 'zod'
import type { Language } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { MessageFile } from '../messaging/message.ts'
import { tell } from '../messaging/tell.ts'
import { reachOf } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { signedCopy } from './paper.ts'
import { PledgeReceipt } from './pledge.ts'

export const COPIES = ['pdf', 'docx', 'json'] as const
type Format = (typeof COPIES)[number]

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
} as const satisfies Record<Format, string>

/** The same receipt gives the same file, so that it is kept once, however often it is asked for. */
const fileOf = async (
  context: Context,
  { proof, number }: PledgeReceipt,
  format: Format,
  language: Language,
): Promise<MessageFile & { readonly bytes: Uint8Array }> => {
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(`${JSON.stringify(proof, undefined, 2)}\n`)
      : await context.printer[format](signedCopy(context, proof, language))
  const kind = format === 'json' ? 'receipt' : 'pledge'
  return { file: await context.files.put(bytes), name: `${kind}-${number}.${format}`, type: TYPES[format], bytes }
}

/** One's own signed copy on paper or as a text document, or the receipt as the file that anybody can check. */
export const copy = query({
  name: 'pledges.copy',
  summary:
    'The signed copy of a pledge that whoever asks has signed, as PDF or DOCX, or its receipt as a file to check',
  allow: 'person',
  input: z.strictObject({
    receipt: z.string().max(60),
    format: z.enum(COPIES).default('pdf'),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), base64: z.string() }),
  async run(context, { receipt: id, format, language }) {
    const { actor } = context
    const found = (await context.read(PledgeReceipt).get(id))?.data
    const isOwn = actor.kind === 'system' || (actor.kind === 'person' && actor.person === found?.person)
    if (found === undefined || !isOwn) throw notFound('pledges.unknown-receipt')
    const { bytes, ...file } = await fileOf(context, found, format, language)
    return { ...file, base64: Buffer.from(bytes).toString('base64') }
  },
})

/** Whoever has signed gets the copy and the receipt at once, also when they have signed through a program of their own. */
export const handOver = operation({
  name: 'pledges.handOver',
  summary: 'Send whoever has signed the signed copy and the receipt as files',
  allow: 'system',
  audited: false,
  input: z.strictObject({ receipt: z.string() }),
  output: z.strictObject({}),
  async run(context, { receipt: id }) {
    const stored = await context.load(PledgeReceipt, id)
    const { title, person, number } = stored.data
    const { language } = await reachOf(context, person)
    const files = await Promise.all(
      (['pdf', 'json'] as const).map(async (format) => {
        const { bytes: _bytes, ...file } = await fileOf(context, stored.data, format, language)
        return file
      }),
    )
    return change(PledgeReceipt, stored, stored.data, [
      tell({ kind: 'person', person }, 'pledges.copies', { purpose: 'duty', params: { title, number }, files }),
    ])
  },
  outputOf: () => ({}),
})
