import { meansAlone } from '../phrases.ts'
import type { Asking } from './kind.ts'

/** Whether whoever chooses or sends one thing after the other says that it is enough. */
export const meansDone = (asking: Asking, words = ''): boolean =>
  meansAlone(asking, 'form.done-words', words.replace(/[了啦。.!！~～\s]+$/u, ''))
