import { z } from 'zod'
import { type Content, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'

const Kept = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  title: Localized,
  /** The kind of record that is removed. */
  record: z.string(),
  /** The path of the instant from which it is counted, such as `data.at`. */
  from: z.string().regex(/^data\.[a-zA-Z.]+$/),
  /** How many days after that instant it goes; 0 where the instant itself is the last day. */
  days: z.number().int().min(0).max(36_500),
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
  },
})

export const ruleOf = (content: Content, kind: string): Kept | undefined =>
  content.only(RetentionRules).kinds.find(({ name }) => name === kind)
