import { z } from 'zod'
import { contentPiece } from './content.ts'
import { Localized } from './localized.ts'

const OfficeSchema = z.strictObject({
  name: Localized,
  short: z.string().min(1),
  /** The unit that the office is. */
  unit: z.string().min(1),
  county: Localized,
  phone: z.string().min(1),
  address: z.string().min(1),
  hours: z.string().min(1),
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
