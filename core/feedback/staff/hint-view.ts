import { checkAnswer } from '../../answer-check/index.ts'
import type { Talk } from '../../conversation/command.ts'

/** What an answer seems to lack, said kindly; nothing for a whole one. */
export const hintWords = (talk: Talk, letter: string, answer: string): string | undefined => {
  const hints = checkAnswer(letter, answer)
  if (hints.length === 0) return undefined
  const lines = hints.map((hint) =>
    talk.text(`staff.hint.${hint.kind}`, hint.kind === 'point-missed' ? { point: hint.point } : {}),
  )
  return [talk.text('staff.hint.head'), ...lines].join('\n')
}
