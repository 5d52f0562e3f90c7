import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Failed, remark } from './terminal.ts'

const LetterLine = z.object({
  id: z.union([z.string(), z.number()]),
  subject: z.string().nullish(),
  detail: z.string().nullish(),
  text: z.string().nullish(),
  time: z.string().nullish(),
})

/** A letter as `classify` and `group` read it. */
export interface LineLetter {
  /** As it stands in the line. */
  readonly id: string | number
  readonly subject?: string
  readonly detail?: string
  readonly text?: string
  readonly time?: string
}

/**
 * Letters from JSON lines `{id, subject?, detail?, text?, time?}`, one at a time; a file's path, or undefined for
 * standard input. Lines that are no letter are told by number on standard error, and the exit code becomes 1.
 * @throws Failed where the file can't be read
 */
export async function* letterLines(file: string | undefined): AsyncIterable<LineLetter> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const words = number === 1 ? line.replace(/^\uFEFF/, '') : line
      if (words.trim() === '') continue
      const letter = letterIn(words)
      if (typeof letter === 'object') yield letter
      else {
        remark(`Line ${number}: ${letter}. It was left out.`)
        process.exitCode = 1
      }
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new Failed(`${file ?? 'Standard input'} can’t be read: ${error.message}`)
    throw error
  }
}

/** The letter, or what is wrong with the line. */
const letterIn = (line: string): LineLetter | string => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  const read = LetterLine.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return `no letter (${issue?.path.join('.') || 'it must be an object'}: ${issue?.message ?? ''})`
  }
  const { id, subject, detail, text, time } = read.data
  return {
    id,
    ...(subject ? { subject } : {}),
    ...(detail ? { detail } : {}),
    ...(text ? { text } : {}),
    ...(time ? { time } : {}),
  }
}

/** Writes one JSON line, and waits where the reader is slower. */
export const writeLine = async (value: unknown): Promise<void> => {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await new Promise((go) => process.stdout.once('drain', go))
}
