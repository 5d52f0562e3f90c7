import { isConcernedPerson } from '../feedback/access.ts'
import { Case } from '../feedback/case.ts'
import { mayStep } from '../feedback/lifecycle.ts'
import type { Context } from '../kernel/context.ts'
import type { Organisation } from '../people/index.ts'

/**
 * Who may hear of a warning about this case: everybody but those whom the case complains about. They never learn of it,
 * not even as the one in charge.
 */
export const excludedPeople = async (
  context: Pick<Context, 'read'>,
  org: Organisation,
  caseId: string | undefined,
): Promise<(person: string) => boolean> => {
  const found = caseId === undefined ? undefined : await context.read(Case).get(caseId)
  if (found === undefined) return () => true
  return (person) => !isConcernedPerson(org, person, found.data.against)
}

/** Whether nothing is owed any more for the case that a warning is about: it was answered, closed or taken back. */
export const isSettled = async (context: Pick<Context, 'read'>, caseId: string | undefined): Promise<boolean> => {
  if (caseId === undefined) return false
  const found = await context.read(Case).get(caseId)
  return found !== undefined && !mayStep(found.data.state, 'withdraw')
}
