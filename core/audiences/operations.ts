import { z } from 'zod'
import { actorName } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create, remove } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { Audience } from './audience.ts'
import { SegmentName, Segments, segmentsOf } from './content.ts'
import { audienceInWords } from './in-words.ts'
import { Preview, previewOf } from './preview.ts'
import { audienceFrom, knownTo, readAudience } from './read.ts'
import { Segment, segmentId } from './segment.ts'

/** Who may say whom something is for. */
export const SENDERS = ['officer', 'director'] as const

/** An audience as data, or in words such as `风险等级:一级 + 单位:柳溪镇 - 张三`. */
export const GivenAudience = z.union([Audience, z.string().trim().min(1).max(200_000)])

const Fault = z.strictObject({
  line: z.number(),
  words: z.string(),
  why: z.enum(['nobody', 'several', 'term', 'value']),
  possible: z.array(z.string()),
})

/** Reads an audience from words; every line that fits nobody, or two, is named. */
export const read = query({
  name: 'audiences.read',
  summary: 'Read an audience from words; lines that fit nobody, or several, are named',
  allow: [...SENDERS],
  input: z.strictObject({ words: z.string().max(200_000) }),
  output: z.strictObject({ audience: Audience, faults: z.array(Fault) }),
  async run(context, { words }) {
    const { audience, faults } = await readAudience(context, words)
    return { audience, faults: faults.map((fault) => ({ ...fault, possible: [...fault.possible] })) }
  },
})

/** Who an audience is: how many, on which platforms, who can't be reached and why, and the first few. */
export const preview = query({
  name: 'audiences.preview',
  summary: 'Count an audience, by platform and by reason for not being reachable, and name the first few',
  allow: [...SENDERS],
  input: z.strictObject({ audience: GivenAudience, language: PersonLanguage.default('zh-CN') }),
  output: Preview.extend({ words: z.string() }),
  async run(context, { audience: given, language }) {
    const audience = await audienceFrom(context, given)
    const words = audienceInWords(await knownTo(context), language, audience)
    return { ...(await previewOf(context, audience)), words }
  },
})

const Named = z.strictObject({ name: z.string() })

/** Saves an audience under a name, in place of the one that had it. */
export const saveSegment = operation({
  name: 'audiences.saveSegment',
  summary: 'Save an audience under a name',
  allow: [...SENDERS],
  input: z.strictObject({ name: SegmentName, audience: GivenAudience }),
  output: Named,
  async run(context, { name, audience: given }) {
    if (segmentsOf(context.content).has(name)) throw refusal('audience.segment-of-content', { name })
    const audience = await audienceFrom(context, given)
    if ([...audience.any, ...audience.none].flat().some((each) => each.term === 'segment' && each.value === name))
      throw refusal('audience.too-deep')
    const data = {
      ...{ name, audience },
      words: typeof given === 'string' ? given : audienceInWords(await knownTo(context), 'zh-CN', audience),
      savedBy: actorName(context.actor),
      savedAt: context.now,
    }
    const id = segmentId(name)
    if ((await context.read(Segment).get(id)) === undefined) return create(Segment, id, data)
    return change(Segment, await context.load(Segment, id), data)
  },
  outputOf: ({ data }: Stored<Segment>) => ({ name: data.name }),
})

/** Takes a saved audience away; what was sent to it stays as it is. */
export const dropSegment = operation({
  name: 'audiences.dropSegment',
  summary: 'Take a saved audience away',
  allow: [...SENDERS],
  input: Named,
  output: z.strictObject({}),
  async run(context, { name }) {
    if ((await context.read(Segment).get(segmentId(name))) === undefined)
      throw notFound('audience.no-segment', { name })
    return remove(Segment, await context.load(Segment, segmentId(name)))
  },
  outputOf: () => ({}),
})

/** Every saved audience: the office's own, then those that officers saved. */
export const listSegments = query({
  name: 'audiences.segments',
  summary: 'List the saved audiences',
  allow: [...SENDERS],
  input: z.strictObject({}),
  output: z.strictObject({ segments: z.array(z.strictObject({ name: z.string(), words: z.string() })) }),
  async run(context) {
    const own = context.content.only(Segments).map(({ name, audience }) => ({ name, words: audience }))
    const saved: { name: string; words: string }[] = []
    for await (const { data } of context.read(Segment).stream({})) saved.push({ name: data.name, words: data.words })
    return { segments: [...own, ...saved] }
  },
})
