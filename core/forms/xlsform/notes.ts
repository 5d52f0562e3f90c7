import type { Language } from '../../content/content.ts'
import { type Words, wordsOf } from './languages.ts'
import { cell } from './sheets.ts'
import { at, type Note, type Question, type Remarks } from './survey.ts'

/**
 * The words that stand before each question without asking anything. A note here has no row of its own: it goes with the
 * question after it, and is refused where that one is asked in other cases.
 */
export const notesBefore = (
  notes: readonly Note[],
  questions: readonly Question[],
  usual: Language,
  { refuse, leaveOut }: Remarks,
): ReadonlyMap<Question, readonly Words[]> => {
  const found = new Map<Question, readonly Words[]>()
  for (const note of notes) {
    const words = wordsOf(note.row, 'label', usual) ?? wordsOf(note.row, 'hint', usual)
    if (words === undefined) continue
    const next = questions.slice(note.before).find(({ type }) => type !== 'calculate')
    if (next === undefined) {
      leaveOut({ ...at(note.row, 'type'), message: 'is left out: no question comes after this note' })
      continue
    }
    const [own, its] = [casesOf(note), casesOf(next)]
    if (own.some((each) => !its.includes(each)))
      refuse({
        ...at(note.row, 'relevant'),
        message:
          'a note that is shown only in some cases has no counterpart: write its words into a question of these cases',
      })
    else if (own.length < its.length)
      leaveOut({
        ...at(note.row, 'type'),
        message: `this note is shown only together with the question after it, "${cell(next.row, 'name')}"`,
      })
    found.set(next, [...(found.get(next) ?? []), words])
  }
  return found
}

/** In which cases a row is met: what it hangs on, and the repeat that it stands in. */
const casesOf = ({ row, within }: Pick<Note, 'row' | 'within'>): readonly string[] => [
  ...new Set(
    [
      ...within.flatMap((group) => [cell(group.row, 'relevant'), group.isRepeat ? `repeat ${group.name}` : '']),
      cell(row, 'relevant'),
    ].filter((each) => each !== ''),
  ),
]
