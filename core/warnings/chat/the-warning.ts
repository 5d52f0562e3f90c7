import type { Reply, Talk } from '../../conversation/command.ts'
import { refusal } from '../../kernel/errors.ts'
import { type Part, requirePart } from '../access.ts'
import { requireStep } from '../lifecycle.ts'
import { read } from '../lists.ts'
import { showWarning } from '../notices.ts'
import type { WarningOperation } from '../step.ts'
import type { WarningData } from '../warning.ts'

export interface TheWarning {
  readonly id: string
  readonly data: WarningData
  readonly parts: readonly Part[]
}

/** The warning that a button or a person names. @throws Refusal `warnings.which`, `warnings.not-found` */
export const theWarning = async (talk: Talk, named: string | undefined): Promise<TheWarning> => {
  if (named === undefined || named === '') throw refusal('warnings.which')
  return talk.execute(read, { warning: named.slice(0, 60) })
}

/** The same, for somebody who is about to take this step: what can't be done now is said before anything is asked. */
export const warningFor = async (
  talk: Talk,
  named: string | undefined,
  { step, part }: Pick<WarningOperation<never>, 'step' | 'part'>,
): Promise<TheWarning> => {
  const found = await theWarning(talk, named)
  requirePart(await talk.organisation(), talk.actor, found.data, found.parts, part)
  requireStep(found.data, step)
  return found
}

/** What became of it, with the way back. */
export const done = (say: string, id: string, number: string, params: Record<string, string> = {}): Reply => ({
  say,
  params: { number, ...params },
  choices: [showWarning(id), { say: 'warnings.button.list', token: 'warnings' }],
})
