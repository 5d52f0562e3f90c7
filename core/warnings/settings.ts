import { z } from 'zod'
import { type Content, contentPiece } from '../content/content.ts'
import { Expects, Rung, Severity } from './warning.ts'

const Days = z.number().int().min(1).max(60)

const Manner = z.strictObject({
  expects: Expects,
  /** Working days in which it is owed. */
  within: Days,
  endsWithGround: z.boolean(),
  ladder: z.array(Rung).max(8),
})

const SettingsSchema = z.strictObject({
  /** Working days in which the issuer reads an answer, a dispute or a request for more time. */
  decideWithin: Days,
  /** Working days between reminders where the ladder has no rung left. */
  remindEvery: Days,
  /** The most working days that a person may be given besides. */
  moreTime: Days,
  /** Warnings that reach one person directly in a day; the rest stands in their digest. */
  perDay: z.number().int().min(1).max(100),
  /** Copies of one person are gathered for so many minutes into one digest. */
  digestMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  /** What each severity expects where the rule or the officer says nothing else. */
  severities: z.record(Severity, Manner),
})
export type WarningSettings = z.infer<typeof SettingsSchema>
export type Manner = z.infer<typeof Manner>

/** `content/warnings.yaml`: how warnings are answered, and how they climb. */
export const Settings = contentPiece<WarningSettings>({
  name: 'warnings',
  files: 'warnings.yaml',
  schema: SettingsSchema,
})

export const settingsOf = (content: Content): WarningSettings => content.only(Settings)
