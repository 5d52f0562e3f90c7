import { z } from 'zod'
import { record } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'

/** How a person chose to report; `nothing` leaves no record here beyond the blinded code. */
export const ReporterMode = z.enum(['named', 'notices', 'nothing'])
export type ReporterMode = z.infer<typeof ReporterMode>

const ReporterSchema = z.object({
  mode: ReporterMode,
  /** The blinded secret code: the way back from any platform. */
  code: z.string(),
  language: z.enum(['zh-CN', 'zh-TW', 'en']),
  /**
   * The chat that hears of the case, sealed for delivery alone: no operation ever gives it out. Its key is
   * `chatOfReporter`: not the one under which the account of a person is kept.
   */
  chat: z.object({ channel: z.string(), key: z.string(), address: z.string() }).optional(),
  /** Name and telephone, sealed; opened by a custodian alone, with a reason. */
  identity: z.string().optional(),
  openings: z.array(z.object({ at: z.string(), by: z.string(), reason: z.string() })),
})

/** Who reported a case, sealed apart from it. Its id is the case's id with `r` before it. */
export const Reporter = record('reporter', {
  prefix: 'r',
  schema: ReporterSchema,
  indexes: [{ paths: ['data.code'], unique: true }, { paths: ['data.chat.key'] }],
})
export type Reporter = z.infer<typeof ReporterSchema>

export const reporterId = (caseId: string): string => `r${caseId}`
export const caseIdOf = (reporter: string): string => reporter.slice(1)

/** The key under which a chat's cases are found again: nothing else is kept under it, so that it leads to no account. */
export const chatOfReporter = (seal: Pick<Seal, 'blind'>, chat: string): string => seal.blind(chat, 'reporter-chat')

/** What a reporter's chat address is sealed with, so that it opens for this case alone. */
export const addressBond = (caseId: string): string => `case:${caseId}:address`
export const identityBond = (caseId: string): string => `case:${caseId}:identity`
