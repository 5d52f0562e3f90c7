import { z } from 'zod'
import { type Content, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'
import { CaseState } from '../feedback/case.ts'
import { OVER } from '../feedback/lifecycle.ts'
import type { Stored } from '../kernel/record.ts'
import { DAY, later } from '../ports/clock.ts'
import type { Where } from '../ports/store.ts'

const Kept = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  title: Localized,
  /** The kind of record that is removed. */
  record: z.string(),
  /** The path of the instant from which it is counted, such as `data.at`. */
  from: z.string().regex(/^data\.[a-zA-Z.]+$/),
  /** How many days after that instant it goes; 0 where the instant itself is the last day. */
  days: z.number().int().min(0).max(36_500),
  /** Where it stands must be one of these: what is still going on is never touched. */
  states: z.array(z.string()).min(1).optional(),
  /** Nothing has happened to it for so many days either. */
  stillDays: z.number().int().min(0).max(36_500).default(0),
  /** `record`: it goes as a whole. `reporter`: a case stays, and what leads to its reporter goes. */
  goes: z.enum(['record', 'reporter']).default('record'),
  /** So many days ahead officers hear of it and may put it off. */
  warnDays: z.number().int().min(7).max(365).default(30),
  /** Why it is kept so long: what people are told who ask. */
  why: Localized,
})
export type Kept = z.infer<typeof Kept>

/** `content/retention.yaml`: what is kept how long. What is not on the list is kept. */
export const RetentionRules = contentPiece({
  name: 'retention',
  files: 'retention.yaml',
  schema: z.strictObject({ kinds: z.array(Kept).min(1).max(40) }),
  check: function* ({ kinds }) {
    for (const [n, { name }] of kinds.entries())
      if (kinds.findIndex((each) => each.name === name) !== n)
        yield { at: ['kinds', n, 'name'], message: `"${name}" stands twice` }
    for (const [n, { goes, record, states }] of kinds.entries()) {
      if (goes === 'reporter' && record !== 'case')
        yield { at: ['kinds', n, 'goes'], message: 'only a case has a reporter' }
      if (
        record === 'case' &&
        !(states ?? [...CaseState.options]).every((state) => OVER.some((each) => each === state))
      )
        yield { at: ['kinds', n, 'states'], message: `an open case must never be touched: of ${OVER.join(', ')} alone` }
    }
  },
})

/** What a rule looks for among its records: those that began before an instant. */
export const wanted = ({ from, states, goes }: Kept, before: string): Where => ({
  [from]: { lt: before },
  ...(states === undefined ? {} : { 'data.state': { in: states } }),
  ...(goes === 'reporter' ? { 'data.reporter': { in: ['named', 'notices'] } } : {}),
})

/** Whether nothing has happened to a record for as long as its rule demands. */
export const isStill = ({ stillDays }: Kept, { history }: Stored<unknown>, now: string): boolean =>
  stillDays === 0 || later(history.at(-1)?.at ?? now, stillDays * DAY) <= now

export const ruleOf = (content: Content, kind: string): Kept | undefined =>
  content.only(RetentionRules).kinds.find(({ name }) => name === kind)
