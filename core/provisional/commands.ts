import { command, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import type { Operation } from '../kernel/operation.ts'
import { faultLines, importList } from './import.ts'
import type { Provisional } from './list.ts'

interface Preview {
  readonly faults: readonly { readonly line: number; readonly problem: string; readonly cure: string }[]
  readonly year?: number | undefined
  readonly daysOff: number
  readonly makeUpDays: number
  readonly replaces: boolean
  readonly rows: readonly Provisional[]
}

/** How many dates that move are named. */
const NAMED = 8

/** `/holidays`: the notice is pasted, what would move is shown, and one tap takes it in. */
export const holidays = (preview: Operation<{ readonly text: string }, Preview>) =>
  command({
    name: 'holidays',
    for: ['officer', 'director', 'administrator'],
    summary: 'holidays.import',
    words: 'holidays.import-words',
    form: 'holidays',
    hint: async (talk, _args, { notice }) => inWords(talk, await talk.execute(preview, { text: String(notice) })),
    async run(talk, _args, { notice }: Answers) {
      const seen = await talk.execute(preview, { text: String(notice) })
      if (seen.faults.length > 0) return [{ words: inWords(talk, seen) }]
      const { year } = await talk.execute(importList, { text: String(notice), replace: true })
      return [{ say: 'holidays.imported', params: { year, ...counts(seen.rows) } }]
    },
  })

const moved = (rows: readonly Provisional[]) => rows.filter(({ promised, anew }) => promised !== anew)

const counts = (rows: readonly Provisional[]) => ({
  settled: rows.filter(({ provisional }) => !provisional).length,
  moved: moved(rows).length,
})

const inWords = (talk: Talk, { faults, year, daysOff, makeUpDays, replaces, rows }: Preview): string => {
  if (year === undefined) return talk.text('holidays.faulty', { faults: faultLines(faults, talk, talk.language) })
  const move = moved(rows)
  return [
    talk.text('holidays.preview', { year, daysOff, makeUpDays }),
    ...(replaces ? [talk.text('holidays.preview-replaces', { year })] : []),
    rows.length === 0
      ? talk.text('holidays.preview-nothing')
      : talk.text(move.length === 0 ? 'holidays.preview-none' : 'holidays.preview-moves', counts(rows)),
    ...move
      .slice(0, NAMED)
      .map(({ what, number, promised, anew }) =>
        talk.text('holidays.preview-line', { what: talk.text(`holidays.what-${what}`), number, promised, anew }),
      ),
    ...(move.length > NAMED ? [talk.text('holidays.preview-more', { more: move.length - NAMED })] : []),
  ].join('\n')
}
