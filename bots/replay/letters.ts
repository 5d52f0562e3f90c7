import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Failed } from '../commands/terminal.ts'

/** A letter as somebody wrote it. */
export interface Letter {
  readonly id: string
  /** Subject and detail as one message. */
  readonly text: string
  /** The day it was written, `YYYY-MM-DD`, where the file tells. */
  readonly day: string | undefined
}

const Line = z.object({
  id: z.union([z.string().min(1).max(100), z.number()]).transform(String),
  subject: z.string().optional(),
  detail: z.string().optional(),
  text: z.string().optional(),
  time: z.string().optional(),
})

/** The letters of a file of JSON lines, one after the other. @throws Failed with the line that can't be read */
export async function* lettersIn(file: string): AsyncGenerator<Letter> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() !== '') yield letterOf(line, `${file}:${number}`)
  }
}

const letterOf = (line: string, where: string): Letter => {
  const parsed = Line.safeParse(jsonOf(line.replace(/^\uFEFF/, ''), where))
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new Failed(
      `${where} is no letter: ${issues.join('; ')}. A line is {"id", "subject"?, "detail" or "text", "time"?}.`,
    )
  }
  const { id, subject, detail, text, time } = parsed.data
  const words = [subject, detail, text].filter((each) => each !== undefined && each.trim() !== '').join('\n')
  if (words === '') throw new Failed(`${where} is a letter without words: give it a detail or a text.`)
  return { id, text: words, day: /^\d{4}-\d{2}-\d{2}/.exec(time ?? '')?.[0] }
}

const jsonOf = (line: string, where: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new Failed(`${where} is not JSON. Write one letter a line.`)
  }
}

/** What is known of every letter before the first one is sent: when it was written, in the order of the file. @throws Failed */
export const indexOf = async (file: string): Promise<ReadonlyMap<string, string | undefined>> => {
  const days = new Map<string, string | undefined>()
  for await (const { id, day } of lettersIn(file)) {
    if (days.has(id)) throw new Failed(`${file}: two letters have the id "${id}". Every letter needs one of its own.`)
    days.set(id, day)
  }
  return days
}
