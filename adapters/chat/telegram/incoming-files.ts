import type { Message } from '@grammyjs/types'
import { type IncomingFile, Refused, TooFast, Unavailable } from '../../../core/ports/channel.ts'
import { MAX_FILE_BYTES } from '../../../core/ports/files.ts'
import { type BotApi, call } from './api.ts'
import { portError } from './api-failure.ts'

/** Fetches a file by Telegram's id of it. */
export type ReadFile = (fileId: string, size: number | undefined) => Promise<Uint8Array>

/** The photo (Telegram lists its sizes from small to large), or the document, of a message. */
export const filesOf = ({ photo, document }: Message, readFile: ReadFile): readonly IncomingFile[] => {
  const largest = photo?.at(-1)
  if (largest !== undefined) return [fileOf(largest, { type: 'image/jpeg' }, readFile)]
  if (document === undefined) return []
  const { file_name: name, mime_type: type } = document
  return [
    fileOf(document, { ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }) }, readFile),
  ]
}

const fileOf = (
  { file_id, file_size }: { file_id: string; file_size?: number },
  claims: { name?: string; type?: string },
  readFile: ReadFile,
): IncomingFile => ({
  ...claims,
  ...(file_size === undefined ? {} : { size: file_size }),
  read: () => readFile(file_id, file_size),
})

const PATIENCE = 60_000

/**
 * Fetches files through `apiRoot`.
 * The function throws Refused for a file above `MAX_FILE_BYTES` (nothing is fetched when Telegram told its size),
 * TooFast, Unavailable.
 */
export const fileReader =
  (api: BotApi, way: { readonly apiRoot: string; readonly token: string }): ReadFile =>
  async (fileId, size) => {
    if ((size ?? 0) > MAX_FILE_BYTES) throw tooLarge()
    const file = await call(api, 'getFile', { file_id: fileId }).catch((error: unknown) => {
      throw portError(error, (retryAfter) => new TooFast(retryAfter))
    })
    if ((file.file_size ?? 0) > MAX_FILE_BYTES) throw tooLarge()
    if (file.file_path === undefined) throw new Unavailable('Telegram gave no way to the file')
    return download(`${way.apiRoot}/file/bot${way.token}/${file.file_path}`)
  }

const tooLarge = () => new Refused('the file is larger than bots may fetch')

/** The address holds the token, so that no error that could name it goes further. */
const download = async (address: string): Promise<Uint8Array> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) throw new Unavailable(`the file could not be fetched: ${response.status}`)
    return await readAll(response)
  } catch (error) {
    if (error instanceof Unavailable || error instanceof Refused) throw error
    throw new Unavailable('the file could not be fetched')
  }
}

/** Stops as soon as more comes than was promised. */
const readAll = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_FILE_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
