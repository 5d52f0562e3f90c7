import { calendarOf } from '../calendar/content.ts'
import type { Waiting } from '../conversation/waiting.ts'
import { GiftOffice } from './officers.ts'
import { kept, mine } from './queries.ts'

/** What the declarer has still to bring, by its day; and what the two in charge have still to do. */
export const giftsWaiting: Waiting = {
  for: 'person',
  async list({ execute, content }) {
    const calendar = calendarOf(content)
    const { handInWithin } = content.only(GiftOffice)
    const own = await execute(mine, { limit: 50, open: true })
    const office = await execute(kept, { limit: 50, open: true })
    return [
      ...own.rows.map(({ gift, number, declaredAt }) => ({
        ...{ say: 'gifts.waits-hand-in', params: { number }, token: `gift_show ${gift}` },
        due: calendar.addWorkingDays(calendar.dayAt(declaredAt), handInWithin).day,
      })),
      ...(own.next === undefined ? [] : [{ say: 'gifts.waits-own-rest', token: 'gifts' }]),
      ...office.rows.map(({ gift, number, state }) => ({
        ...{ say: `gifts.waits-${state}`, params: { number }, token: `gift_show ${gift}` },
      })),
      ...(office.next === undefined ? [] : [{ say: 'gifts.waits-rest', token: `gift_desk before ${office.next}` }]),
    ]
  },
}
