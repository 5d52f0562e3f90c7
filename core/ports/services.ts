import type { Content } from '../content/content.ts'
import type { Assistant } from './assistant.ts'
import type { FileInspector, Files } from './files.ts'
import type { Printer } from './printer.ts'
import type { Seal } from './seal.ts'

/** What the outside gives to operations, beside time and the store. */
export interface Services {
  readonly content: Content
  readonly seal: Seal
  readonly files: Files
  readonly inspector: FileInspector
  readonly printer: Printer
  readonly assistant: Assistant
  /** Where people find this program, ending in `/`: for links on paper. Absent where it serves no pages. */
  readonly publicUrl?: string | undefined
}
