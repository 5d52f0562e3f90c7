import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { LabelledLetter } from './example.ts'

/** What can't be trained on, by file and line, and what to do. */
export class LettersUnreadable extends Error {
  override name = 'LettersUnreadable'
}

const Line = z
  .object({
    label: z.string().min(1),
    fold: z.number().int().optional(),
    subject: z.string().optional(),
    detail: z.string().optional(),
    text: z.string().optional(),
  })
  .refine(({ subject, detail, text }) => `${subject ?? ''}${detail ?? ''}${text ?? ''}`.trim() !== '', 'has no words')

const FOLDS = 8
/** Fewer letters of a label teach nothing that holds for the next one. */
const LEAST = 10

/**
 * JSON lines of all `files`, `{label, subject?, detail?, text?, fold?}`. Where folds aren't given, letters get them by their words, so
 * that the same text is always in the same fold. @throws LettersUnreadable
 */
export const readLetters = async (...files: readonly string[]): Promise<readonly LabelledLetter[]> => {
  const letters = (await Promise.all(files.map(linesOf))).flat()
  const named = files.join(', ')
  const counts = new Map<string, number>()
  for (const { label } of letters) counts.set(label, (counts.get(label) ?? 0) + 1)
  const few = [...counts].filter(([, count]) => count < LEAST).map(([label, count]) => `${label} ${count}`)
  if (counts.size < 2)
    throw new LettersUnreadable(`${named} has ${counts.size} label; at least two are to be told apart`)
  if (few.length > 0)
    throw new LettersUnreadable(`${named} has too few letters of ${few.join(', ')}; each label needs ${LEAST}`)
  return letters
}

const linesOf = async (file: string): Promise<readonly LabelledLetter[]> => {
  const whole = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LettersUnreadable(`${file} can't be read`, { cause })
  })
  return whole
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, n) => {
      if (line.trim() === '') return []
      try {
        const { fold, ...letter } = Line.parse(JSON.parse(line))
        return [
          { ...letter, fold: fold ?? foldOf(`${letter.subject ?? ''}${letter.detail ?? ''}${letter.text ?? ''}`) },
        ]
      } catch (cause) {
        throw new LettersUnreadable(`${file}:${n + 1} is no labelled letter: {"label": "…", "text": "…"}`, { cause })
      }
    })
}

const foldOf = (words: string): number => {
  let hash = 0
  for (const letter of words) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash % FOLDS
}
