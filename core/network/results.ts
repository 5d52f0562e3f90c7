import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import type { Form } from '../conversation/form.ts'
import { formIn } from '../conversation/forms.ts'
import { FormVersion } from '../forms/answered.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { mattersOf } from '../matters/matter.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { townshipOf } from '../people/places.ts'
import { Stratum } from '../people/stratum.ts'
import type { Where } from '../ports/store.ts'
import { chosenIn, type Tally, tallyOf } from './chosen.ts'
import { Collection } from './collection.ts'
import { Network } from './content.ts'
import { type Cell, type Groups, groupsIn } from './groups.ts'
import { READERS } from './lists.ts'
import { MemberAnswer } from './member-answer.ts'
import { fieldsOf, type NameOf, Question, questionOf } from './question.ts'

const Results = z.strictObject({
  campaign: z.string(),
  answered: z.number(),
  /** Of fewer answers no questions are told. */
  smallestGroup: z.number(),
  questions: z.array(Question),
  /** What may be asked for apart, with its name. */
  strata: z.array(Stratum),
  places: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  /** Whether there are answers of others too, too few to be looked at apart. */
  others: z.boolean(),
})
export type Results = z.infer<typeof Results>

/**
 * What members answered, question by question; of one stratum or one township where that is asked. Who answered is known
 * to the office, so that of few answers it would be known who chose what: neither they nor what is left without them is told.
 */
export const results = query({
  name: 'network.results',
  summary:
    'How each question of a campaign of a form was answered, ready for charts: in all, or in a stratum or a township that has enough answers',
  allow: READERS,
  input: z
    .strictObject({
      campaign: z.string().max(60),
      stratum: Stratum.optional(),
      /** The code of a township. */
      place: z.string().max(64).optional(),
      language: PersonLanguage.default('zh-CN'),
    })
    .refine(({ stratum, place }) => stratum === undefined || place === undefined, {
      error: 'is of a stratum or of a place, not of both: so few would be left that they could be known',
    }),
  output: Results,
  async run(context, { campaign: named, stratum, place, language }) {
    const { id } = await campaignNamed(context, named)
    const collection = await context.read(Collection).get(id)
    const form = collection === undefined ? undefined : formIn(context.content, collection.data.form)
    if (form === undefined) throw notFound('network.not-asking')
    const { smallestGroup } = context.content.only(Network)
    const { org, cells, within } = await cellsOf(context, id)
    const groups = groupsIn(cells, smallestGroup)
    const isApart =
      (stratum === undefined || groups?.strata.has(stratum)) && (place === undefined || groups?.places.has(place))
    if (!isApart) throw refusal('network.not-apart', { smallest: smallestGroup })
    const head = {
      ...{ campaign: id, smallestGroup, ...offered(org, groups) },
      others: cells.some((cell) => !(groups?.strata.has(cell.stratum) && groups.places.has(cell.place))),
    }
    const all = cells.reduce((sum, { count }) => sum + count, 0)
    if (groups === undefined && all > 0) return { ...head, answered: all, questions: [] }
    const { tally, answered } = await tallied(context, form, {
      'data.campaign': id,
      ...(stratum === undefined ? {} : { 'data.stratum': stratum }),
      ...(place === undefined ? {} : { 'data.place': { in: [...(within.get(place) ?? [])] } }),
    })
    const words = {
      language,
      say: (key: string, params = {}) => context.content.say(language, key, params),
      nameOf: await namesIn(context, language),
    }
    const questions = fieldsOf(form, await versionsOf(context, form.name)).flatMap((asked) => {
      const question = questionOf(asked, tally.get(asked.field.name) ?? new Map(), words)
      return question === undefined ? [] : [question]
    })
    return { ...head, answered, questions }
  },
})

/** Answers by stratum and township, from the index alone, and the places in which each township has answers. */
const cellsOf = async (context: Context, campaign: string) => {
  const org = await organisation(context)
  const within = new Map<string, Set<string>>()
  const cells: Cell[] = []
  for (const stratum of [...Stratum.options, null]) {
    const where = { 'data.campaign': campaign, 'data.stratum': stratum }
    for (const [code, count] of await context.read(MemberAnswer).groupCount(where, 'data.place')) {
      const place = townshipOf(org, String(code))
      within.set(place, (within.get(place) ?? new Set()).add(String(code)))
      cells.push({ stratum: stratum ?? '', place, count })
    }
    const nowhere = await context.read(MemberAnswer).count({ ...where, 'data.place': null })
    if (nowhere > 0) cells.push({ stratum: stratum ?? '', place: '', count: nowhere })
  }
  return { org, cells, within }
}

const offered = (org: Organisation, groups: Groups | undefined) => ({
  strata: Stratum.options.filter((each) => groups?.strata.has(each)),
  places: [...(groups?.places ?? [])].toSorted().map((code) => ({ code, name: org.place(code)?.name ?? code })),
})

/** One look at the index counts everything; answers from before it was kept are counted one by one. */
const tallied = async (
  context: Context,
  form: Form,
  where: Where,
): Promise<{ readonly tally: Tally; readonly answered: number }> => {
  const counted = new Map<string, number>()
  for (const [chosen, count] of await context.read(MemberAnswer).groupCount(where, 'data.chosen'))
    counted.set(String(chosen), count)
  const answered = await context.read(MemberAnswer).count(where)
  if ([...counted.values()].reduce((sum, count) => sum + count, 0) < answered)
    for await (const { data } of context.read(MemberAnswer).stream({ where: { ...where, 'data.chosen': null } })) {
      const chosen = chosenIn(form, data.answers)
      counted.set(chosen, (counted.get(chosen) ?? 0) + 1)
    }
  return { tally: tallyOf(counted), answered }
}

const namesIn = async (context: Context, language: 'zh-CN' | 'zh-TW' | 'en'): Promise<NameOf> => {
  const org = await organisation(context)
  const matters = mattersOf(context.content)
  return (kind, code) => {
    if (kind === 'matter') return inLanguage(matters.get(code)?.name ?? { 'zh-CN': code, en: code }, language)
    return (kind === 'place' ? org.place(code) : org.unit(code))?.name ?? code
  }
}

/** The versions that were answered, the newest first. */
const versionsOf = async (context: Context, name: string): Promise<readonly Form[]> => {
  const forms: Form[] = []
  for await (const { data } of context.read(FormVersion).stream({ where: { 'data.form.name': name } }))
    forms.push(data.form)
  return forms.sort((a, b) => b.version - a.version)
}
