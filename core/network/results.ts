import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import type { Form } from '../conversation/form.ts'
import { formIn } from '../conversation/forms.ts'
import { FormVersion } from '../forms/answered.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { mattersOf } from '../matters/matter.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { Stratum } from '../people/stratum.ts'
import { chosenIn, type Tally, tallyOf } from './chosen.ts'
import { Collection } from './collection.ts'
import { READERS } from './lists.ts'
import { MemberAnswer } from './member-answer.ts'
import { fieldsOf, type NameOf, Question, questionOf } from './question.ts'

/** What members answered, question by question; of one stratum or one place where that is asked. */
export const results = query({
  name: 'network.results',
  summary: 'How each question of a campaign of a form was answered, ready for charts: in all, or in a stratum or place',
  allow: READERS,
  input: z.strictObject({
    campaign: z.string().max(60),
    stratum: Stratum.optional(),
    place: z.string().max(64).optional(),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: z.strictObject({ campaign: z.string(), answered: z.number(), questions: z.array(Question) }),
  async run(context, { campaign: named, stratum, place, language }) {
    const { id } = await campaignNamed(context, named)
    const collection = await context.read(Collection).get(id)
    const form = collection === undefined ? undefined : formIn(context.content, collection.data.form)
    if (form === undefined) throw notFound('network.not-asking')
    const { tally, answered } = await tallied(context, form, {
      'data.campaign': id,
      ...(stratum === undefined ? {} : { 'data.stratum': stratum }),
      ...(place === undefined ? {} : { 'data.place': place }),
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
    return { campaign: id, answered, questions }
  },
})

/** One look at the index counts everything; answers from before it was kept are counted one by one. */
const tallied = async (
  context: Context,
  form: Form,
  where: Readonly<Record<string, string>>,
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
