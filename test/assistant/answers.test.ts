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
}
const SILENT = ['good', 'refused']

const answers = letters.flatMap(({ letter, answers: each }) =>
  Object.entries(each).map(([kind, answer]) => ({ kind, answer, letter })),
)

describe('the check of thirty answers of units', () => {
  it.each(answers.filter(({ kind }) => SILENT.includes(kind)))('says nothing of $answer', ({ letter, answer }) =>
    expect(checkAnswer(letter, answer)).toEqual([]),
  )

  it.each(answers.filter(({ kind }) => !SILENT.includes(kind) && kind !== 'beyond'))(
    'sees that it is $kind: $answer',
    ({ kind, letter, answer }) => {
      const hints = checkAnswer(letter, answer).map((hint) => hint.kind)
      expect(hints.some((hint) => (FITS[kind] ?? [kind]).includes(hint))).toBe(true)
    },
  )
})
