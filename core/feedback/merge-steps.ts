import { z } from 'zod'
import { refusal } from '../kernel/errors.ts'
import { readCase } from './access.ts'
import type { CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { limitAfterMerge, limitWhileMerged } from './limit.ts'
import { toReporters } from './notices.ts'
import { caseStep } from './step.ts'

/** The same problem as another case: it goes on there, and everybody who reported it hears the answer. */
export const merge = caseStep({
  name: 'feedback.merge',
  summary: 'Merge a case into another that tells of the same problem',
  step: 'merge',
  by: ['officer'],
  input: { into: z.string() },
  run: async ({ context, input, id, data }) => {
    if (input.into === id) throw refusal('case.merged-into-itself')
    const into = await readCase(context, input.into)
    if (into.data.mergedInto !== undefined) throw refusal('case.merge-target-merged', { number: into.data.number })
    if (!OPEN.includes(into.data.state)) throw refusal('case.merge-target-over', { number: into.data.number })
    // Whoever this case complains about must be out of the other one as well, since it is answered there.
    if (!coversAgainst(into.data.against, data.against))
      throw refusal('case.merge-other-against', { number: into.data.number })
    if (data.merged.length > 0) throw refusal('case.has-merged-cases', { number: data.number })
    return {
      changes: {
        state: 'merged',
        mergedInto: input.into,
        beforeMerge: data.state,
        ...limitWhileMerged(context, data),
      },
      wishes: [
        { do: 'feedback.absorb', input: { case: input.into, merged: id } },
        ...toReporters(id, data, 'feedback.told.merged', { params: { into: into.data.number } }),
      ],
    }
  },
})

export const unmerge = caseStep({
  name: 'feedback.unmerge',
  summary: 'Undo a merge: the case goes on by itself from where it stood',
  step: 'unmerge',
  by: ['officer'],
  input: {},
  run: ({ context, id, data }) => {
    if (data.mergedInto === undefined) throw refusal('case.not-merged')
    return {
      changes: {
        state: data.beforeMerge ?? 'received',
        mergedInto: undefined,
        beforeMerge: undefined,
        ...limitAfterMerge(context, data),
      },
      wishes: [
        { do: 'feedback.release', input: { case: data.mergedInto, merged: id } },
        { do: 'feedback.keepApart', input: { case: id, other: data.mergedInto, matter: data.matter } },
        ...toReporters(id, data, 'feedback.told.unmerged'),
      ],
    }
  },
})

/** Whether whoever `narrow` complains about is complained about by `wide` as well. */
export const coversAgainst = (wide: CaseData['against'], narrow: CaseData['against']): boolean =>
  narrow.units.every((code) => wide.units.includes(code)) && narrow.people.every((code) => wide.people.includes(code))
