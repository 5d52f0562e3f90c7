import { createRequire } from 'node:module'
import type { ConverterFactory } from 'opencc-js'
import { keepSurnames } from './surnames.ts'

type Convert = (text: string) => string
let toTaiwan: Convert | undefined
let toMainland: Convert | undefined

// The dictionaries are large: nobody who does not read or write Traditional should wait for them.
const converter = (from: 'cn' | 'tw', to: 'cn' | 'tw'): Convert => {
  const opencc = createRequire(import.meta.url)('opencc-js') as { Converter: typeof ConverterFactory }
  return (opencc.Converter as unknown as (options: { from: string; to: string }) => Convert)({ from, to })
}

/**
 * Traditional characters, from Simplified. The words stay: replacing them would make 視窗 of the 窗口 of a service hall and
 * 社群 of a 社区, and nobody would find a unit again by the name that was shown.
 */
export const toTraditional = (text: string): string => {
  toTaiwan ??= converter('cn', 'tw')
  return keepSurnames(text, toTaiwan(text))
}

/** Simplified characters, from Traditional. */
export const toSimplified = (text: string): string => {
  toMainland ??= converter('tw', 'cn')
  return toMainland(text)
}
