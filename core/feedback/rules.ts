import { z } from 'zod'
import { type Content, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'

const ClosingRule = z.strictObject({
  /** What must be recorded before a case of this kind is closed. */
  checklist: z.array(z.strictObject({ name: z.string().regex(/^[a-z][a-z-]{0,30}$/), label: Localized })),
  /** Whether a director must approve. */
  approval: z.boolean(),
})

const RulesSchema = z.strictObject({
  /** Working days for an answer where the matter names none. */
  workingDays: z.number().int().min(1).max(90),
  /** Working days for an answer to what a member of a contact point told 绿色通道. */
  greenWorkingDays: z.number().int().min(1).max(90),
  /**
   * Where fewer members live in a township, what one of them reports without a name does not go by the green channel:
   * its mark would tell who it was.
   */
  greenAmong: z.number().int().min(2).max(1_000),
  /** Working days for an answer to a reopened case. */
  reopenedWorkingDays: z.number().int().min(1).max(90),
  /** The most working days that a unit can be given besides, once a round. */
  extensionWorkingDays: z.number().int().min(1).max(90),
  /** Whether another unit begins with the whole limit; otherwise it has what is left, and the citizen waits no longer. */
  newLimitOnTransfer: z.boolean(),
  /** Working days within which an officer rules on units that both say no. */
  rulingWorkingDays: z.number().int().min(1).max(10),
  /** Days in which a citizen can reopen an answered or closed case. */
  reopenDays: z.number().int().min(1).max(365),
  /** Days after an answer without any rating until the case closes by itself. */
  silentDays: z.number().int().min(1).max(365),
  /** Days after closing until the citizen is asked whether it stayed solved. */
  askAgainDays: z.number().int().min(1).max(365),
  /** Matters whose proposed unit gets the case without an officer, where the proposal is at least this sure. */
  trust: z.array(z.strictObject({ matter: z.string(), confidence: z.number().min(0).max(1) })),
  closing: z.strictObject({
    complaint: ClosingRule,
    help: ClosingRule,
    suggestion: ClosingRule,
    integrity: ClosingRule,
  }),
})
export type CaseRules = z.infer<typeof RulesSchema>

/** `content/cases.yaml`: the office's rules for cases. */
export const Rules = contentPiece<CaseRules>({ name: 'cases', files: 'cases.yaml', schema: RulesSchema })

export const rulesOf = (content: Content): CaseRules => content.only(Rules)
