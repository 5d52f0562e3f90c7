import type { Talk } from '../../conversation/command.ts'
import { forbidden, refusal } from '../../kernel/errors.ts'
import { takesPart } from '../access.ts'
import type { CaseData } from '../case.ts'
import { requireStep } from '../lifecycle.ts'
import { read } from '../queries.ts'
import type { CaseOperation } from '../step.ts'

/** A case as staff read it in chat. */
export interface TheCase {
  readonly id: string
  readonly data: CaseData
  readonly history: readonly { readonly at: string; readonly by: string; readonly did: string }[]
}

/** The case that a button or a person names, by its id or its number. @throws Refusal `case.which`, `case.not-found` */
export const theCase = async (talk: Talk, named: string | undefined): Promise<TheCase> => {
  if (named === undefined || named === '') throw refusal('case.which')
  return talk.execute(read, { case: named.slice(0, 60) })
}

/**
 * The case, for somebody who is about to take this step: what can't be done now is said before anything is asked.
 * @throws Refusal `not-allowed`, `case.not-now-<state>`
 */
export const caseFor = async (
  talk: Talk,
  named: string | undefined,
  step: Pick<CaseOperation<never>, 'step' | 'by'>,
): Promise<TheCase> => {
  const found = await theCase(talk, named)
  const org = await talk.organisation()
  if (!step.by.some((part) => takesPart(org, talk.actor, found.data, part))) throw forbidden()
  requireStep(found.data, step.step)
  return found
}
