import { z } from 'zod'
import { Addressee } from '../campaigns/addressee.ts'
import { campaignNamed, READERS } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import type { Answers } from '../conversation/conversation.ts'
import type { Field } from '../conversation/form.ts'
import { AnsweredForm } from '../forms/answered.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import { PersonLanguage } from '../people/person.ts'
import { formOfNotice } from './questions.ts'
import { noticeOf } from './reader.ts'

const Count = z.strictObject({ label: z.string(), count: z.number().int() })
export const Tally = z.strictObject({
  asks: z.string(),
  answered: z.number().int(),
  /** How often each option was taken. */
  counts: z.array(Count),
  /** All numbers together; absent where no numbers are asked. */
  sum: z.number().optional(),
})
export type Tally = z.infer<typeof Tally>

/** What was answered to a notice, question by question; of somebody who answered twice, the last. */
export const answersTo = query({
  name: 'notices.answers',
  summary: 'How often each option of a notice was taken, and the sum of the numbers, question by question',
  allow: [...READERS],
  input: z.strictObject({ campaign: z.string(), language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({ questions: z.array(Tally) }),
  async run(context, { campaign: named, language }) {
    const campaign = (await campaignNamed(context, named)).id
    const { data: notice } = await noticeOf(context, campaign)
    if (notice.ask === 'choice') {
      const chosen = await context.read(Addressee).groupCount({ 'data.campaign': campaign }, 'data.answer')
      const counts = notice.options.map((label) => ({ label, count: chosen.get(label) ?? 0 }))
      return { questions: [{ asks: notice.title, answered: total(counts), counts }] }
    }
    const form = formOfNotice(context.content, notice)
    if (form === undefined) return { questions: [] }
    const given = await givenTo(context, campaign)
    return {
      questions: form.fields.map((field) => ({
        asks: inLanguage(field.label, language),
        ...tallyOf(
          field,
          given.flatMap(({ [field.name]: answer }): unknown[] => (answer === undefined ? [] : [answer])),
          (label) => inLanguage(label, language),
        ),
      })),
    }
  },
})

const givenTo = async (context: Pick<Context, 'read'>, campaign: string): Promise<readonly Answers[]> => {
  const given: Answers[] = []
  for await (const { data } of context.read(AnsweredForm).stream({ where: { 'data.about': campaign } }))
    given.push(data.answers)
  return given
}

const tallyOf = (
  field: Field,
  given: readonly unknown[],
  say: (label: Field['label']) => string,
): Omit<Tally, 'asks'> => {
  if (field.kind === 'choice' || field.kind === 'several') {
    const taken = given.flat()
    const counts = field.options.map(({ value, label }) => ({
      label: say(label),
      count: taken.filter((each) => each === value).length,
    }))
    return { answered: given.length, counts }
  }
  const sum = field.kind === 'number' ? { sum: given.reduce<number>((all, each) => all + Number(each), 0) } : {}
  return { answered: given.length, counts: [], ...sum }
}

const total = (counts: readonly z.infer<typeof Count>[]): number => counts.reduce((sum, { count }) => sum + count, 0)
