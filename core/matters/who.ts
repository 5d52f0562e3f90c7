import { z } from 'zod'
import { LANGUAGES } from '../content/content.ts'
import { Localized } from '../content/localized.ts'
import { phrasesIn } from '../content/phrases.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { placesMeant } from '../people/lookups.ts'
import { findMatters } from './find.ts'
import { type Matter, mattersOf } from './matter.ts'
import { route } from './route.ts'

/** At most so many matters are offered when the words fit several. */
const MOST = 3

/** From here on the first matter is meant, and the others are not worth asking about. */
const SURE = 0.75
/** What is less likely is no answer to a question. */
const LIKELY = 0.05

const UnitCard = z.strictObject({
  code: z.string(),
  name: z.string(),
  duties: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  hours: z.string().optional(),
})

const InCharge = z.strictObject({
  matter: z.string(),
  name: Localized,
  plain: Localized,
  /** Absent where it depends on a place that is not known yet, and where the county does not decide. */
  unit: UnitCard.optional(),
  /** Whether another unit answers for it in villages or townships, and no place was given. */
  dependsOnPlace: z.boolean(),
  /** What the office does about it. */
  happens: z.string().optional(),
  /** The limit for an answer. */
  workingDays: z.number().int(),
  /** The county does not decide it: whom to ask instead. */
  askInstead: Localized.optional(),
})
export type InCharge = z.infer<typeof InCharge>

/** "Who is in charge of this?" 首问负责、亮权. Answered from the list of matters, the likeliest first; none when the words fit nothing. */
export const who = query({
  name: 'matters.who',
  summary: 'Who is in charge of something, what happens there, and how to reach them',
  allow: 'anyone',
  input: z.strictObject({
    /** A question, a few words, or the code of a matter. */
    words: z.string().trim().min(1).max(500),
    /** The code of a place; where absent, a place named in the words. */
    place: z.string().max(80).optional(),
  }),
  output: z.strictObject({ answers: z.array(InCharge).max(MOST) }),
  async run(context, { words, place }) {
    const org = await organisation(context)
    const meant = place ?? only(placesMeant(org, words))
    const found = await mattersMeant(context, words)
    return { answers: found.map((matter) => inCharge(context, org, matter, meant)) }
  },
})

const mattersMeant = async (context: Context, words: string): Promise<readonly Matter[]> => {
  const all = mattersOf(context.content)
  const about = withoutAsking(context, words)
  const named = all.get(about)
  if (named !== undefined) return [named]
  if (about === '') return []
  const own = [...all.values()].filter(
    ({ keywords, name }) => keywords.includes(about) || name['zh-CN'].includes(about),
  )
  if (own.length === 1) return own
  const { best, alternatives } = await context.assistant.classify(about)
  if (best !== undefined && best.confidence >= SURE) return matters(all, [best.matter])
  const guesses = [...(best === undefined ? [] : [best]), ...alternatives]
    .filter(({ confidence }) => confidence >= LIKELY)
    .map((guess) => guess.matter)
  // Whoever asks with a single word may mean any matter that has this word.
  const byName = findMatters(context.content, about).map(({ code }) => code)
  return matters(all, [...new Set([...guesses, ...byName])]).slice(0, MOST)
}

const matters = (all: ReadonlyMap<string, Matter>, codes: readonly string[]): readonly Matter[] =>
  codes.flatMap((code) => all.get(code) ?? [])

/** The words without what only makes them a question: 谁管噪音? is about 噪音. */
export const withoutAsking = (context: Pick<Context, 'content'>, words: string): string => {
  const phrases = LANGUAGES.flatMap((language) => phrasesIn(context.content.say(language, 'who.words')))
  const longestFirst = [...new Set(phrases)].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, phrase) => text.replaceAll(phrase, ' '), words.toLowerCase())
  return rest
    .replace(/[\p{P}\p{S}](?<!-)|\s+/gu, ' ')
    .replace(/^(?:这|那|的|是)\s|\s(?:的|呢|啊|呀)$/g, ' ')
    .trim()
}

const inCharge = (context: Context, org: Organisation, matter: Matter, place: string | undefined): InCharge => {
  const { code, name, plain, workingDays, basis, notOurs, lead } = matter
  const answering = route(context.content, org, code, place, { units: [], people: [] }).lead
  const unit = answering === undefined ? undefined : org.unit(answering)
  const varies = [lead.default, lead.village, lead.township, lead.county].includes('place')
  return {
    ...{ matter: code, name, plain, workingDays },
    dependsOnPlace: notOurs === undefined && place === undefined && varies,
    ...(unit === undefined ? {} : { unit: card(unit) }),
    ...(basis === undefined ? {} : { happens: basis }),
    ...(notOurs === undefined ? {} : { askInstead: notOurs.ask }),
  }
}

type Unit = NonNullable<ReturnType<Organisation['unit']>>

const card = ({ code, name, duties, phone, address, hours }: Unit): z.infer<typeof UnitCard> => ({
  code,
  name,
  ...(duties === undefined ? {} : { duties }),
  ...(phone === undefined ? {} : { phone }),
  ...(address === undefined ? {} : { address }),
  ...(hours === undefined ? {} : { hours }),
})

const only = (codes: readonly string[]): string | undefined => (codes.length === 1 ? codes[0] : undefined)
