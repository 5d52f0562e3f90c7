import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { organisationInContent } from '../people/index.ts'
import type { Audience } from './audience.ts'
import { type ReadAudience, readWords } from './read-words.ts'

/** The names that segments go by: short enough for a line, and free of what joins terms. */
export const SegmentName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^+＋&＆:：,，、;；\n-]+$/u)

const Entry = z.strictObject({
  name: SegmentName,
  /** In words, as an officer types it. People are not named: they come and go, posts stay. */
  audience: z.string().min(1),
})
type Entry = z.infer<typeof Entry>

/** `content/segments.yaml`: audiences that the office uses again and again. */
export const Segments = contentPiece<readonly Entry[]>({
  name: 'segments',
  files: 'segments.yaml',
  schema: z.array(Entry),
  check: function* (segments, content): Iterable<ContentFault> {
    for (const [n, { name, audience }] of segments.entries()) {
      if (segments.findIndex((each) => each.name === name) !== n)
        yield { at: [n, 'name'], message: `"${name}" stands twice in this list` }
      yield* faultsIn(content, audience, [n, 'audience'])
      if (reaches(content, name, name, new Set()))
        yield { at: [n, 'audience'], message: `"${name}" leads back to itself` }
    }
  },
})

/** What is wrong with an audience that stands in the content, for `contact-point check`. */
export function* faultsIn(content: Content, words: string, at: readonly (string | number)[]): Iterable<ContentFault> {
  const { audience, faults } = content.derive(reader)(words)
  for (const fault of faults) {
    const possible = fault.possible.length === 0 ? '' : ` (possible: ${fault.possible.slice(0, 12).join(', ')})`
    yield { at, message: `can't tell who "${fault.words}" is${possible}` }
  }
  if (faults.length === 0 && audience.any.length === 0) yield { at, message: 'is nobody' }
  for (const { term, value } of conditionsIn(audience)) {
    if (term === 'segment' && !content.derive(segmentsOfContent).has(value))
      yield { at, message: `there is no segment "${value}" in ${Segments.files}` }
  }
}

/** The audience that words in the content mean. */
export const audienceInContent = (content: Content, words: string): Audience => content.derive(reader)(words).audience

/** The segments of the content, by name. */
export const segmentsOf = (content: Content): ReadonlyMap<string, Audience> => content.derive(segmentsOfContent)

const segmentsOfContent = (content: Content): ReadonlyMap<string, Audience> =>
  new Map(content.only(Segments).map(({ name, audience }) => [name, audienceInContent(content, audience)]))

const reader = (content: Content): ((words: string) => ReadAudience) => {
  const organisation = organisationInContent(content)
  return (words) => readWords({ content, organisation }, words)
}

const conditionsIn = ({ any, none }: Audience) => [...any, ...none].flat()

const reaches = (content: Content, from: string, wanted: string, seen: Set<string>): boolean => {
  const audience = segmentsOf(content).get(from)
  if (audience === undefined || seen.has(from)) return false
  seen.add(from)
  const named = conditionsIn(audience).flatMap(({ term, value }) => (term === 'segment' ? [value] : []))
  return named.some((name) => name === wanted || reaches(content, name, wanted, seen))
}
