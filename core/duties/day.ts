import { z } from 'zod'

/** A day of every year, such as `06-30`. */
export const DutyDay = z
  .string()
  .refine((day) => z.iso.date().safeParse(`2001-${day}`).success, 'must be a day of every year such as 06-30')

/** What somebody who signs a responsibility letter owes until a day of its year. */
export const Duty = z.strictObject({ text: z.string().trim().min(4).max(100), due: DutyDay })
export type Duty = z.infer<typeof Duty>
export const MOST_DUTIES = 20
