import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkAnswer } from '../../core/answer-check/index.ts'

const Letters = z.array(z.strictObject({ letter: z.string(), answers: z.record(z.string(), z.string()) }))
const letters = Letters.parse(parse(readFileSync(new URL('answers.yaml', import.meta.url), 'utf8')))

/** One of these hints is right for an answer of the kind; a kind that is not named has its own name for a hint. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  dates: ['no-measure', 'boilerplate'],
  'handed-on': ['handed-on', 'boilerplate'],
  half: ['point-missed'],
  beside: ['point-missed'],
}
const SILENT = ['good', 'refused']
/** What is seen wrongly still, and then what it is. */
const BEYOND = 'beyond-'

const isSeen = (kind: string, letter: string, answer: string): boolean => {
  const hints = checkAnswer(letter, answer).map((hint) => hint.kind)
  return SILENT.includes(kind) ? hints.length === 0 : hints.some((hint) => (FITS[kind] ?? [kind]).includes(hint))
}

const answers = letters.flatMap(({ letter, answers: each }) =>
  Object.entries(each).map(([kind, answer]) => ({ kind, answer, letter })),
)

describe('the check of answers of units', () => {
  it.each(answers.filter(({ kind }) => SILENT.includes(kind)))('says nothing of $answer', ({ letter, answer }) =>
    expect(checkAnswer(letter, answer)).toEqual([]),
  )

  it.each(answers.filter(({ kind }) => !SILENT.includes(kind) && !kind.startsWith(BEYOND)))(
    'sees that it is $kind: $answer',
    ({ kind, letter, answer }) => expect(isSeen(kind, letter, answer)).toBe(true),
  )

  it.fails.each(answers.filter(({ kind }) => kind.startsWith(BEYOND)))(
    'is still wrong about what is $kind: $answer',
    ({ kind, letter, answer }) => expect(isSeen(kind.slice(BEYOND.length), letter, answer)).toBe(true),
  )
})
