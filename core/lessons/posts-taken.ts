import { addDays, type Day, toDay } from '../calendar/index.ts'
import type { Organisation } from '../people/index.ts'
import type { EVENTS } from './lesson.ts'

/** Somebody who took a post of late. */
export interface Taken {
  readonly person: string
  /** Their first day in it; of the latest one where they took several. */
  readonly day: string
  /** `transfer` 调岗 where they gave another post up for it. */
  readonly event: (typeof EVENTS)[number]
}

/** How long after an appointment it still counts as new: a roster may come late. So long before it one may give up a post. */
const NEW = 60

/** Whoever took a post in the last 60 days; nobody who has left it again. */
export const postsTaken = (org: Organisation, today: Day): readonly Taken[] => {
  const since = new Map<string, { readonly post: string; readonly day: Day }>()
  for (const { code: post, holder, since: began } of org.posts()) {
    if (holder === undefined || began === undefined || org.person(holder)?.state !== 'active') continue
    const day = toDay(began)
    if (day <= today && day >= addDays(today, -NEW) && day > (since.get(holder)?.day ?? ''))
      since.set(holder, { post, day })
  }
  const moved = new Set<string>()
  for (const { code, earlier = [] } of org.posts())
    for (const { holder, until } of earlier) {
      const taken = since.get(holder)
      if (taken !== undefined && taken.post !== code && until >= addDays(taken.day, -NEW)) moved.add(holder)
    }
  return [...since].map(([person, { day }]) => ({ person, day, event: moved.has(person) ? 'transfer' : 'appointment' }))
}
