import type { Language } from '../../../core/content/content.ts'
import { Refusal } from '../../../core/kernel/errors.ts'
import type { Act } from '../../../core/ports/channel.ts'
import { MAX_FILE_BYTES } from '../../../core/ports/files.ts'
import type { NewMessage } from './inbox.ts'
import { ownWords } from './own-words.ts'
import type { WebChatParts } from './parts.ts'
import { actOf, type FormRequest, type Parcel, readParcel, type Said } from './said.ts'
import type { Session } from './sessions.ts'

/** Uploads in memory at the same time. */
const UPLOADS = 24
const UPLOADS_PER_CLIENT = 8

type Parts = Pick<WebChatParts, 'channel' | 'files' | 'seal' | 'menu' | 'words'>

/** Takes what the page sends: into the conversation as it is seen, then to the core, each once for its id. */
export class Taking {
  private readonly uploads = new Map<string, number>()

  constructor(private readonly parts: Parts) {}

  /** Returns the number of the message once the core has dealt with it durably. */
  said(session: Session, said: Said, language: Language): Promise<number> {
    const { channel, menu, words } = this.parts
    const message = async (): Promise<NewMessage> => ({
      from: 'me',
      text: await ownWords(said, session, {
        inbox: channel.inbox,
        menu: () => menu(session.address, language),
        text: (key) => words.texts(language)[key] ?? key,
      }),
    })
    return this.take(session, said.id, actOf(said), message, language, 'start' in said)
  }

  /** The same for a file. @throws Refusal `http.too-large` | `http.too-many`, Invalid */
  async parcel(session: Session, request: FormRequest, by: { client: string; language: Language }): Promise<number> {
    const leave = this.enter(by.client)
    try {
      const parcel = await readParcel(request)
      if (parcel.file.size > MAX_FILE_BYTES) {
        throw new Refusal('http.too-large', { megabytes: MAX_FILE_BYTES / 1024 / 1024 }, 413)
      }
      return await this.carry(session, parcel, by.language)
    } finally {
      leave()
    }
  }

  /** Uploads are held in memory, so that only so many may come at once. */
  private enter(client: string): () => void {
    const own = this.uploads.get(client) ?? 0
    const all = [...this.uploads.values()].reduce((sum, each) => sum + each, 0)
    if (own >= UPLOADS_PER_CLIENT || all >= UPLOADS) throw new Refusal('http.too-many', { seconds: 5 }, 429)
    this.uploads.set(client, own + 1)
    return () => {
      const left = (this.uploads.get(client) ?? 1) - 1
      if (left === 0) this.uploads.delete(client)
      else this.uploads.set(client, left)
    }
  }

  private async carry(session: Session, { id, file, caption = '' }: Parcel, language: Language): Promise<number> {
    const { files, seal } = this.parts
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { name, type, size } = file
    const bond = `web:${session.id}:${id}:file`
    const message = async (): Promise<NewMessage> => {
      // Kept as it came, but for this session alone: it may say more of its owner than the copy that an office gets.
      const kept = await files.put(seal.sealBytes(bytes, bond))
      return { from: 'me', text: caption, files: [{ name, type, size, file: kept, bond }] }
    }
    const read = async () => bytes
    const act: Act = {
      kind: 'files',
      files: [{ name, type, size, read }],
      ...(caption === '' ? {} : { text: caption }),
    }
    return this.take(session, id, act, message, language)
  }

  private async take(
    session: Session,
    id: string,
    act: Act,
    message: () => Promise<NewMessage>,
    language: Language,
    silent = false,
  ): Promise<number> {
    const { channel, files } = this.parts
    const known = await channel.inbox.known(channel.inbox.keyOf(session.id, id))
    if (known?.taken === true) return known.seq
    const fresh = known === undefined ? await message() : undefined
    const added = fresh === undefined ? known : await channel.inbox.addOwn(session.id, id, fresh, silent)
    // The same upload twice at once keeps its file once; that of a session which is over goes.
    if (added?.fresh !== true) for (const { file } of fresh?.files ?? []) await files.delete(file)
    if (added === undefined) throw new Refusal('http.no-session', {}, 401)
    await channel.receive({ id, channel: 'web', address: session.address, language, act })
    await channel.inbox.markTaken(added.key)
    return added.seq
  }
}
