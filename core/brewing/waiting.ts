import type { Asked, Waiting, WaitingItem } from '../conversation/waiting.ts'
import { type BrewingLine, list } from './lists.ts'

const LINES = 100

const linesOf = async ({ execute }: Asked, say: string, waits: (line: BrewingLine) => boolean) => {
  const { rows, next } = await execute(list, { only: 'open', limit: LINES })
  const lines = rows
    .filter(waits)
    .map(({ id, number, place }): WaitingItem => ({ say, params: { number, place }, token: `brewing_show ${id}` }))
  return next === undefined ? lines : [...lines, { say: 'brewing.mine-rest', token: `brewings open ${next}` }]
}

/** What nobody has dealt with yet, or a unit has checked, for officers. */
const office: Waiting = {
  for: ['officer', 'director'],
  list: (asked) => linesOf(asked, 'brewing.mine-office', ({ state }) => state !== 'checking'),
}

/** What a unit is to check. */
const unit: Waiting = {
  for: ['handler'],
  list: (asked) => linesOf(asked, 'brewing.mine-unit', ({ state, toCheck }) => state === 'checking' && toCheck),
}

export const waiting: readonly Waiting[] = [office, unit]
