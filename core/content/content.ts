import type { z } from 'zod'
import type { Params } from '../kernel/errors.ts'

/** A language that people can choose. Traditional is made from zh-CN. */
export type Language = 'zh-CN' | 'zh-TW' | 'en'
export const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en']

/** A part of `content/`: which files, what they must look like, and what they must agree on with others. */
export interface ContentPiece<T> {
  readonly name: string
  /** A file (`office.yaml`) or a folder's files (`matters/*.yaml`), below the content folder. */
  readonly files: string
  readonly schema: z.ZodType<T>
  /** Faults that only show beside other pieces. `at` names where, as a path into the file's value. */
  check?(value: T, content: Content): Iterable<ContentFault>
}

export interface ContentFault {
  /** Keys and indexes into the file's value, outermost first. */
  readonly at: readonly (string | number)[]
  readonly message: string
  /** The file, where the piece is made of several. */
  readonly file?: string
}

/** One file's value, with its name. */
export interface ContentFile<T> {
  readonly file: string
  readonly value: T
}

/** What an office has written down: checked when it is loaded, never changed while the program runs. */
export interface Content {
  /** The values of the piece's files, in the order of their names. */
  files<T>(piece: ContentPiece<T>): readonly ContentFile<T>[]
  /** The value of a piece that is one file. */
  only<T>(piece: ContentPiece<T>): T
  /** Something worked out from the content once, and kept. */
  derive<T>(make: (content: Content) => T): T
  /** A text for people. A missing text is its key, and a fault of `contact-point check`. */
  say(language: Language, key: string, params?: Params): string
}

/** The same content as a value of its own: what is remembered beside it is one program's alone. */
export const ownContent = (content: Content): Content => ({
  files: (piece) => content.files(piece),
  only: (piece) => content.only(piece),
  derive: (make) => content.derive(make),
  say: (language, key, params) => content.say(language, key, params),
})

export const contentPiece = <T>(declared: ContentPiece<T>): ContentPiece<T> => declared

/** A text in the languages that the content brings; Traditional is made from zh-CN. */
export type Texts = { readonly 'zh-CN': string; readonly en: string }
