import { z } from 'zod'
import { type Content, contentPiece, type Language, type Texts } from './content.ts'
import { inLanguage, Localized } from './localized.ts'

/** In both languages, or in one for all. */
const Spoken: z.ZodType<Texts, unknown> = z.union([
  Localized,
  z
    .string()
    .min(1)
    .transform((text): Texts => ({ 'zh-CN': text, en: text })),
])

const OfficeSchema = z.strictObject({
  name: Localized,
  short: z.string().min(1),
  /** The unit that the office is. */
  unit: z.string().min(1),
  county: Localized,
  phone: z.string().min(1),
  address: Spoken,
  hours: Spoken,
  /** Who is called when a life is in danger. */
  emergency: z.array(z.strictObject({ name: Localized, number: z.string().min(2), when: Localized })).min(1),
  timezone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
      'is not the name of a time zone, such as Asia/Shanghai',
    ),
  /** Starts every case number. */
  casePrefix: z.string().regex(/^[A-Z]{1,6}$/),
})
export type Office = z.infer<typeof OfficeSchema>

/** `content/office.yaml`: who runs this. */
export const Office = contentPiece<Office>({ name: 'office', files: 'office.yaml', schema: OfficeSchema })

/** The office as texts speak of it: `{{office}}`, `{{phone}}`, `{{address}}` and `{{hours}}`. */
export const officeIn = (content: Content, language: Language) => {
  const { name, phone, address, hours } = content.only(Office)
  const say = (text: Texts): string => inLanguage(text, language)
  return { office: say(name), phone, address: say(address), hours: say(hours) }
}
