/** One part of a printed page; texts are in the reader's language already. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A name and what it is, in two columns. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  /** A picture that a camera reads as `text`, with words under it. */
  | { readonly kind: 'qr'; readonly text: string; readonly caption: string }
  /** A new page with a title of its own, such as the next of several letters. */
  | { readonly kind: 'page'; readonly title: string }
  /** A line to sign on for each, with room for the date. */
  | { readonly kind: 'signatures'; readonly names: readonly string[] }

export type Cell = string | number

/** A document to be printed or signed. The same document gives the same bytes, whenever and wherever it is made. */
export interface PrintDocument {
  readonly title: string
  readonly subtitle?: string
  /** For wide tables. */
  readonly landscape?: boolean
  readonly blocks: readonly Block[]
  /** At the foot of every page: who made it and when. All that differs between two prints of the same. */
  readonly stamp: string
  /** Such as `第 {page} 页，共 {pages} 页`. */
  readonly pageWords: string
  /** What programs that read aloud go by, such as `zh-CN`. */
  readonly language: string
}

/** One sheet of a workbook: its headings, and rows under them. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Makes the files that people print or go on working with. */
export interface Printer {
  pdf(document: PrintDocument): Promise<Uint8Array>
  /** The same as a text document (DOCX), for those who go on writing in it. */
  docx(document: PrintDocument): Promise<Uint8Array>
  /** An XLSX workbook; without any date in it, so that the same sheets give the same bytes. */
  workbook(sheets: readonly Sheet[]): Promise<Uint8Array>
  /** One sheet as CSV in UTF-8; a cell that begins like a formula is made harmless. */
  csv(sheet: Sheet): Uint8Array
}
