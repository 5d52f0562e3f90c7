import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import { type Form, formIn } from '../conversation/form.ts'
import { FormVersion } from '../forms/answered.ts'
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
    const questions = await Promise.all(
      choicesOf(form, await versionsOf(context, form.name)).map(async ({ name, label, options, isNow }) => {
        const counted = await countsOf(context, where, name)
        const counts = options.flatMap((option) => {
          const count = counted.get(option.value) ?? 0
          const shown = { value: option.value, label: inLanguage(option.label, language), count }
          return option.isNow || count > 0 ? [shown] : []
        })
        const answered = counts.reduce((sum, { count }) => sum + count, 0)
        return isNow || answered > 0 ? [{ field: name, label: inLanguage(label, language), answered, counts }] : []
      }),
    )
    return { campaign: id, answered: await context.read(MemberAnswer).count(where), questions: questions.flat() }
  },
})

/** The versions that were answered, the newest first. */
const versionsOf = async (context: Context, name: string): Promise<readonly Form[]> => {
  const forms: Form[] = []
  for await (const { data } of context.read(FormVersion).stream({ where: { 'data.form.name': name } }))
    forms.push(data.form)
  return forms.sort((a, b) => b.version - a.version)
}

type Label = Form['title']

interface Chosen {
  readonly name: string
  readonly label: Label
  /** Whether it still stands in the form; what only stood in earlier versions is shown where it was answered. */
  readonly isNow: boolean
  readonly options: { readonly value: string; readonly label: Label; readonly isNow: boolean }[]
}

/** The choices of the form as it is, and those of the versions that answers were given on. */
const choicesOf = (now: Form, earlier: readonly Form[]): readonly Chosen[] => {
  const questions = new Map<string, Chosen>()
  for (const form of [now, ...earlier])
    for (const field of form.fields) {
      if (field.kind !== 'choice') continue
      const isNow = form === now
      const { name, label } = field
      const question = questions.get(name) ?? { name, label, isNow, options: [] }
      questions.set(name, question)
      for (const option of field.options)
        if (!question.options.some(({ value }) => value === option.value))
          question.options.push({ value: option.value, label: option.label, isNow })
    }
  return [...questions.values()]
}

const countsOf = async (context: Context, where: Readonly<Record<string, string>>, field: string) =>
  new Map(
    [...(await context.read(MemberAnswer).groupCount(where, `data.answers.${field}`))].map(([value, count]) => [
      String(value),
      count,
    ]),
  )
