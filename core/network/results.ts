import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import { formIn } from '../conversation/form.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { PersonLanguage } from '../people/person.ts'
import { Stratum } from '../people/stratum.ts'
import { Collection } from './collection.ts'
import { READERS } from './lists.ts'
import { MemberAnswer } from './member-answer.ts'

const Question = z.strictObject({
  field: z.string(),
  label: z.string(),
  answered: z.number(),
  /** How often each choice was taken: ready for a chart. */
  counts: z.array(z.strictObject({ value: z.string(), label: z.string(), count: z.number() })),
})

/** What members chose, question by question; of one stratum or one place where that is asked. */
export const results = query({
  name: 'network.results',
  summary: 'How often each choice of a campaign of a form was taken, in all or in one stratum or place',
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
    const where = {
      'data.campaign': id,
      ...(stratum === undefined ? {} : { 'data.stratum': stratum }),
      ...(place === undefined ? {} : { 'data.place': place }),
    }
    const choices = form.fields.flatMap((field) => (field.kind === 'choice' ? [field] : []))
    const questions = await Promise.all(
      choices.map(async ({ name, label, options }) => {
        const counted = await countsOf(context, where, name)
        const counts = options.map((option) => ({
          ...{ value: option.value, label: inLanguage(option.label, language) },
          count: counted.get(option.value) ?? 0,
        }))
        const answered = counts.reduce((sum, { count }) => sum + count, 0)
        return { field: name, label: inLanguage(label, language), answered, counts }
      }),
    )
    return { campaign: id, answered: await context.read(MemberAnswer).count(where), questions }
  },
})

const countsOf = async (context: Context, where: Readonly<Record<string, string>>, field: string) =>
  new Map(
    [...(await context.read(MemberAnswer).groupCount(where, `data.answers.${field}`))].map(([value, count]) => [
      String(value),
      count,
    ]),
  )
