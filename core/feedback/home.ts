import type { Asked, Waiting, WaitingItem } from '../conversation/waiting.ts'
import type { CaseData } from './case.ts'
import { mayStep, OPEN } from './lifecycle.ts'
import { queue } from './lists.ts'
import { mine } from './queries.ts'
import { STAFF } from './staff/reading-commands.ts'
import { dueWords, matterName } from './staff/words.ts'

const LINES = 100

const standing = (data: CaseData): 'asked' | 'answered' | 'open' | undefined => {
  if (mayStep(data.state, 'reply') && data.questions.some(({ answer }) => answer === undefined)) return 'asked'
  if (mayStep(data.state, 'rate')) return 'answered'
  return OPEN.includes(data.state) ? 'open' : undefined
}

/** The cases that were reported from this chat and go on, those that wait for their reporter first. */
const own: Waiting = {
  for: 'everyone',
  async list({ execute }) {
    const { rows } = await execute(mine, {})
    return (['asked', 'answered', 'open'] as const).flatMap((which) =>
      rows
        .filter(({ data }) => standing(data) === which)
        .map(
          ({ id, data }): WaitingItem => ({
            say: `feedback.mine-${which}`,
            params: { number: data.number },
            token: `status ${id}`,
          }),
        ),
    )
  },
}

/** The cases that wait for a member of the staff or their unit. */
const handled: Waiting = {
  for: STAFF,
  async list(asked: Asked) {
    const { rows, next } = await asked.execute(queue, { limit: LINES })
    const lines = rows.map(
      ({ id, number, matter, due }): WaitingItem => ({
        say: 'staff.mine-line',
        params: { number, matter: matterName(asked, matter), due: dueWords(asked, due) },
        token: `show ${id}`,
        ...(due === undefined ? {} : { due }),
      }),
    )
    return next === undefined ? lines : [...lines, { say: 'staff.mine-rest', token: `queue waiting ${next}` }]
  },
}

export const waiting: readonly Waiting[] = [own, handled]
