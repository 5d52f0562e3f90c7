import type { LanguageCode } from '@grammyjs/types'
import type { Args } from './api.ts'

/** The commands that a menu shows, in one language. */
export interface Menu {
  /** BCP 47; absent: for everyone whose language has no menu of its own. */
  readonly language?: string
  readonly commands: readonly MenuCommand[]
}

export interface MenuCommand {
  /** `a-z`, `0-9` and `_`, at most 32. */
  readonly name: string
  readonly summary: string
}

const MOST = 100
const SUMMARY_LENGTH = 256

/** The calls that set the menus. Telegram knows languages without regions: the first menu of each is taken. */
export const commandCalls = (menus: readonly Menu[]): readonly Args<'setMyCommands'>[] => {
  const calls = new Map<string, Args<'setMyCommands'>>()
  for (const { language, commands } of menus) {
    const code = language?.slice(0, 2).toLowerCase() ?? ''
    if (calls.has(code)) continue
    calls.set(code, {
      commands: commands.slice(0, MOST).map(({ name, summary }) => ({
        command: name,
        description: summary.slice(0, SUMMARY_LENGTH).toWellFormed(),
      })),
      // The type lists the codes of ISO 639-1, of which BCP 47 languages are made.
      ...(code === '' ? {} : { language_code: code as LanguageCode }),
    })
  }
  return [...calls.values()]
}
