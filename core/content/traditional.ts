import { createRequire } from 'node:module'
import type { ConverterFactory } from 'opencc-js'

type Convert = (text: string) => string
let toTaiwan: Convert | undefined
let toMainland: Convert | undefined

// The dictionaries are large: nobody who does not read or write Traditional should wait for them.
const converter = (from: 'cn' | 'tw', to: 'cn' | 'twp'): Convert => {
  const opencc = createRequire(import.meta.url)('opencc-js') as { Converter: typeof ConverterFactory }
  return (opencc.Converter as unknown as (options: { from: string; to: string }) => Convert)({ from, to })
}

/** Traditional characters with the words used in Taiwan, from Simplified. */
export const toTraditional = (text: string): string => {
  toTaiwan ??= converter('cn', 'twp')
  return toTaiwan(text)
}

/** Simplified characters, from Traditional. */
export const toSimplified = (text: string): string => {
  toMainland ??= converter('tw', 'cn')
  return toMainland(text)
}
