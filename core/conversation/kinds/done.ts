import { cleanWords } from '../words.ts'
import type { Asking } from './kind.ts'

/** Whether whoever chooses or sends one thing after the other says that it is enough. */
export const meansDone = ({ context, language }: Asking, words: string | undefined): boolean =>
  context.content
    .say(language, 'form.done-words')
    .toLowerCase()
    .split('|')
    .includes(
      cleanWords(words ?? '')
        .replace(/[。.!！~～了啦]+$/u, '')
        .toLowerCase(),
    )
