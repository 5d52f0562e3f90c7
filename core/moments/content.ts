import { z } from 'zod'
import { faultsIn } from '../audiences/index.ts'
import { Holidays } from '../calendar/content.ts'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'

const Common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  title: Localized,
  text: z.string().min(1).max(5_000),
  /** So many working days ahead. */
  ahead: z.int().min(0).max(60),
  /** Whether it must be confirmed that it was read. */
  confirm: z.boolean().default(true),
}

const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** A moment at which people are reminded of what is easily forgotten then 节前提醒、任前提醒. */
const Moment = z.union([
  /** Before a festival of the official list. `day` stands in for a year that has no list yet. */
  z.strictObject({ ...Common, festival: z.string().min(1), day: MonthDay.optional(), audience: z.string().min(1) }),
  /** On the same day every year. */
  z.strictObject({ ...Common, day: MonthDay, audience: z.string().min(1) }),
  /** When it comes in somebody's life: an officer says whose, and when. */
  z.strictObject({ ...Common, event: z.literal(true) }),
])
export type Moment = z.infer<typeof Moment>

/** `content/moments.yaml` */
export const Moments = contentPiece<readonly Moment[]>({
  name: 'moments',
  files: 'moments.yaml',
  schema: z.array(Moment),
  check: function* (moments, content): Iterable<ContentFault> {
    const festivals = content.derive(festivalNames)
    for (const [n, moment] of moments.entries()) {
      if (moments.findIndex(({ name }) => name === moment.name) !== n)
        yield { at: [n, 'name'], message: `"${moment.name}" stands twice in this list` }
      if ('audience' in moment) yield* faultsIn(content, moment.audience, [n, 'audience'])
      if ('festival' in moment && !festivals.some((name) => name.includes(moment.festival)))
        yield { at: [n, 'festival'], message: `no list in ${Holidays.files} has a festival "${moment.festival}"` }
    }
  },
})

const festivalNames = (content: Content): readonly string[] =>
  content.files(Holidays).flatMap(({ value }) => value.holidays.map(({ name }) => name))
