import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Audience } from './audience.ts'
import { SegmentName, segmentsOf } from './content.ts'

/** An audience that an officer has saved under a name. Its id is made of the name. */
export const Segment = record('segment', {
  prefix: 'g',
  schema: z.strictObject({
    name: SegmentName,
    audience: Audience,
    /** As it was written. */
    words: z.string(),
    savedBy: z.string(),
    savedAt: z.string(),
  }),
  keepSteps: 20,
})
export type Segment = RecordOf<typeof Segment>

export const segmentId = (name: string): string => `${Segment.prefix}-${name.trim().toLowerCase()}`

/** The audience of this name: one of the office's content, or one that was saved. */
export const segmentNamed = async (
  context: Pick<Context, 'read' | 'content'>,
  name: string,
): Promise<Audience | undefined> =>
  segmentsOf(context.content).get(name) ?? (await context.read(Segment).get(segmentId(name)))?.data.audience
