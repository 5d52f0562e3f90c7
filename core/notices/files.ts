import { z } from 'zod'
import { takeIn } from '../conversation/kinds/files.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer } from '../kernel/outcome.ts'
import { MessageFile } from '../messaging/message.ts'
import { MAX_FILE_BYTES } from '../ports/files.ts'

/** Pictures and files of a notice, a reply or an answer, as `notices.attach` gave them. */
export const NoticeFiles = z.array(MessageFile).max(9).default([])

/** @throws Refusal `notices.no-file`: what is not there could not be sent to anybody */
export const checkFiles = async ({ files }: Pick<Context, 'files'>, given: readonly MessageFile[]): Promise<void> => {
  for (const { file, name } of given)
    if ((await files.get(file)) === undefined) throw notFound('notices.no-file', { name: name.slice(0, 60) })
}

/** Base64 is a third longer than what it stands for. */
const LONGEST = Math.ceil((MAX_FILE_BYTES * 4) / 3)

/** Keeps a file for programs, as chat keeps those that are sent: looked at first, pictures without their metadata. */
export const attach = operation({
  name: 'notices.attach',
  summary: 'Keep a picture or a file, to be named in a notice, a reply or an answer',
  allow: 'person',
  mostBytes: LONGEST + 10_000,
  input: z.strictObject({
    name: z.string().min(1).max(200),
    base64: z
      .base64()
      .min(1)
      .max(LONGEST + 4),
  }),
  output: MessageFile,
  async run(context, { name, base64 }) {
    const bytes = Buffer.from(base64, 'base64')
    const { kept, refused } = await takeIn(context, [{ name, size: bytes.byteLength, read: async () => bytes }])
    const [taken] = kept
    if (taken === undefined) throw refusal(`notices.file-${refused[0] ?? 'broken'}`, { name: name.slice(0, 60) })
    return answer({ file: taken.file, name: taken.name, type: taken.type })
  },
  outputOf: () => ({ file: '', name: '', type: '' }),
})
