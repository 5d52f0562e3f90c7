/** Where attachments lie: content-addressed, so that the same bytes are kept once. */
export interface Files {
  /** Keeps `bytes` and returns their name (64 hex characters of SHA-256). */
  put(bytes: Uint8Array): Promise<string>
  get(name: string): Promise<Uint8Array | undefined>
  delete(name: string): Promise<void>
}

/** A whole place of attachments, whose content can be brought to another. */
export interface FileStore extends Files {
  /** The names of all that is kept, in no order. */
  names(): AsyncIterable<string>
  close(): Promise<void>
}

/** What a look at the bytes said. */
export type Inspection =
  | {
      readonly ok: true
      /** The media type sniffed from the bytes, never the one that was claimed. */
      readonly type: string
      /** What may be handed out: pictures are re-encoded without metadata, other files are as they came. */
      readonly clean: Uint8Array
      readonly extension: string
    }
  | {
      readonly ok: false
      readonly reason: 'empty' | 'too-large' | 'type-refused' | 'heic' | 'broken' | 'too-many-pixels'
    }

/** Looks at what somebody sent before it is kept. */
export interface FileInspector {
  inspect(bytes: Uint8Array, claimed: { readonly name?: string; readonly type?: string }): Promise<Inspection>
}

/** The largest attachment in bytes, the platforms' common limit. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
