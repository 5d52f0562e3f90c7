import { createRequire } from 'node:module'

interface Debug {
  /** Returns what was enabled. */
  disable(): string
  enable(namespaces: string): void
}

/**
 * Where `DEBUG` asks for it, Telegraf writes every call with all that is said in it. Whatever else is enabled stays so,
 * but not this.
 */
export const hushDebug = (): void => {
  const asTelegraf = createRequire(createRequire(import.meta.url).resolve('telegraf'))
  // The very module that Telegraf writes with, which has these two functions since its second version.
  const debug = asTelegraf('debug') as Debug
  const enabled = debug.disable()
  if (enabled !== '') debug.enable(`${enabled},-telegraf:*`)
}
