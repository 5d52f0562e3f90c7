import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, instantAt } from '../calendar/index.ts'
import { contentPiece } from '../content/content.ts'
import { inLanguage, Localized } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { Severity, Warning } from '../warnings/warning.ts'
import { MeasureKind } from './measure.ts'

const AdviceSchema = z.strictObject({
  /** A measure that is worth thinking about after so many warnings of a severity in so many months. */
  recommend: z.array(
    z.strictObject({
      ...{
        kind: MeasureKind,
        severity: Severity,
        count: z.number().int().min(1),
        months: z.number().int().min(1).max(36),
      },
      /** The rule of the office that says so. */
      because: Localized,
    }),
  ),
})

/** `content/measures.yaml`: what the program may recommend. It decides nothing. */
export const Advice = contentPiece({ name: 'measures', files: 'measures.yaml', schema: AdviceSchema })

/** What the office's own rules make worth thinking about. A recommendation and nothing else: people decide. */
export const advise = query({
  name: 'measures.advise',
  summary: 'Which measures the rules recommend to think about for a cadre, and on what ground; nothing is decided',
  allow: ['officer', 'director'],
  input: z.object({ person: z.string().max(60), language: PersonLanguage.default('zh-CN') }),
  output: z.object({
    recommended: z.array(
      z.object({ kind: MeasureKind, count: z.number(), warnings: z.array(z.string()), because: z.string() }),
    ),
  }),
  async run(context, { person, language }) {
    if ((await organisation(context)).person(person) === undefined) throw refusal('measures.person-unknown')
    if (context.actor.kind === 'person' && context.actor.person === person) throw refusal('measures.oneself')
    const { timezone } = context.content.only(Office)
    const today = calendarOf(context.content).dayAt(context.now)
    const recommended = []
    for (const { kind, severity, count, months, because } of context.content.only(Advice).recommend) {
      const since = instantAt(addDays(today, -30 * months), '00:00', timezone)
      const warnings: string[] = []
      for await (const { data } of context
        .read(Warning)
        .stream({ where: { 'data.to': person, 'data.issuedOn': { gte: addDays(today, -30 * months) } } })) {
        const counts = data.severity === severity && data.issuedAt >= since
        if (counts && data.endedAs !== 'withdrawn' && data.endedAs !== 'dispute-upheld') warnings.push(data.number)
      }
      if (warnings.length >= count)
        recommended.push({
          kind,
          count: warnings.length,
          warnings: warnings.slice(-20),
          because: inLanguage(because, language),
        })
    }
    return { recommended }
  },
})
