import { z } from 'zod'
import { type IncomingFile, Refused, Unavailable } from '../../../core/ports/channel.ts'
import { MAX_FILE_BYTES } from '../../../core/ports/files.ts'

export const SlackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  subtype: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
})
export type SlackFile = z.infer<typeof SlackFile>

/** What is told of a clip in one word; undefined for a file that can be read. */
export const clipOf = ({ mimetype, subtype }: SlackFile): 'voice' | 'video' | undefined => {
  if (subtype === 'slack_audio' || mimetype?.startsWith('audio/') === true) return 'voice'
  return subtype === 'slack_video' || mimetype?.startsWith('video/') === true ? 'video' : undefined
}

/** A file as the core knows it; its bytes are fetched when they are wanted. */
export type ReadFile = (file: SlackFile) => IncomingFile

const PATIENCE = 60_000

/**
 * Fetches files with the bot's token, which is shown to nobody but Slack. Reading throws Refused for a file above
 * `MAX_FILE_BYTES` (nothing is fetched when Slack told its size), and Unavailable.
 */
export const fileReader =
  (way: { readonly apiUrl: string; readonly botToken: string }): ReadFile =>
  (file) => ({
    ...(file.name == null ? {} : { name: file.name }),
    ...(file.mimetype == null ? {} : { type: file.mimetype }),
    ...(file.size == null ? {} : { size: file.size }),
    read: async () => {
      if ((file.size ?? 0) > MAX_FILE_BYTES) throw tooLarge()
      const address = trusted(file.url_private_download ?? file.url_private ?? '', way.apiUrl)
      if (address === undefined) throw new Unavailable('Slack gave no way to the file')
      return download(address, way.botToken)
    },
  })

const tooLarge = () => new Refused('the file is larger than this program takes')

/** The address, if it belongs to Slack or to the server that stands in for it. */
const trusted = (given: string, apiUrl: string): URL | undefined => {
  if (given === '' || !URL.canParse(given, apiUrl)) return undefined
  const address = new URL(given, apiUrl)
  const slack = address.protocol === 'https:' && /(^|\.)slack\.com$/.test(address.hostname)
  return slack || address.origin === new URL(apiUrl).origin ? address : undefined
}

const download = async (address: URL, token: string): Promise<Uint8Array> => {
  try {
    const headers = { Authorization: `Bearer ${token}` }
    // Slack redirects to a sign-in page when the scope files:read is missing.
    const response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) throw new Unavailable(`the file could not be fetched: ${response.status}`)
    const chunks: Uint8Array[] = []
    let room = MAX_FILE_BYTES
    for await (const chunk of response.body ?? []) {
      room -= chunk.byteLength
      if (room < 0) throw tooLarge()
      chunks.push(chunk)
    }
    return new Uint8Array(Buffer.concat(chunks))
  } catch (error) {
    if (error instanceof Refused || error instanceof Unavailable) throw error
    throw new Unavailable('the file could not be fetched')
  }
}
