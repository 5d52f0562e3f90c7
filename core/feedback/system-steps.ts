import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { isConcernedPerson } from './access.ts'
import { Case, type CaseData } from './case.ts'
import { mayClose } from './closing.ts'
import { mayStep, OPEN } from './lifecycle.ts'
import { limitAfterMerge } from './limit.ts'
import { toReporters } from './notices.ts'
import { askAgain as askAgainAt } from './reporter-steps.ts'
import { rulesOf } from './rules.ts'

const Done = z.object({ id: z.string() })
const idOf = ({ id }: { id: string; data: CaseData }) => ({ id })

/**
 * The other side of a merge: the case that goes on remembers whose answers it carries. Where it does not go on, since
 * somebody ended it or merged it elsewhere at the same moment, the merged one must not wait for it: it is set free.
 */
export const absorb = operation({
  name: 'feedback.absorb',
  summary: 'Remember a case that was merged into this one',
  allow: 'system',
  input: z.object({ case: z.string(), merged: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { state, mergedInto, merged } = stored.data
    if ((await context.read(Case).get(input.merged))?.data.mergedInto !== input.case) return answer({ id: input.case })
    // Of two that were merged into each other, the merge of the one with the smaller id counts.
    const goesOn =
      mergedInto === undefined ? OPEN.includes(state) : mergedInto === input.merged && input.merged < input.case
    if (!goesOn) return answer(await context.execute(setFree, { case: input.merged, from: input.case }, 'set-free'))
    return change(Case, stored, { ...stored.data, merged: [...new Set([...merged, input.merged])] })
  },
  outputOf: idOf,
})

/** The other side of an undone merge. */
export const release = operation({
  name: 'feedback.release',
  summary: 'Let go of a case whose merge was undone',
  allow: 'system',
  input: z.object({ case: z.string(), merged: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    return change(Case, stored, { ...stored.data, merged: stored.data.merged.filter((id) => id !== input.merged) })
  },
  outputOf: idOf,
})

/** The case `from` that carried this one does not go on: this one goes on by itself from where it stood. */
export const setFree = operation({
  name: 'feedback.setFree',
  summary: 'Let a merged case go on by itself',
  allow: 'system',
  input: z.object({ case: z.string(), from: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { mergedInto, beforeMerge, ...data } = stored.data
    if (mergedInto !== input.from) return answer({ id: input.case })
    const free: CaseData = { ...data, state: beforeMerge ?? 'received', ...limitAfterMerge(context, data) }
    return change(Case, stored, free, toReporters(input.case, free, 'feedback.told.unmerged'))
  },
  outputOf: idOf,
})

/** Nobody rated the answer within the time: the case closes by itself, where nothing else is demanded. */
export const closeSilent = operation({
  name: 'feedback.closeSilent',
  summary: 'Close an answered case that nobody rated in time',
  allow: 'system',
  input: z.object({ case: z.string(), round: z.number() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { data } = stored
    const unsatisfied = data.ratings.some((rating) => rating.round === input.round && rating.solved !== 'yes')
    if (
      data.state !== 'answered' ||
      data.round !== input.round ||
      unsatisfied ||
      mayClose(context.content, data).length > 0
    )
      return answer({ id: input.case })
    const { askAgainDays, reopenDays } = rulesOf(context.content)
    return change(Case, stored, { ...data, state: 'closed', closedAt: context.now, closedAs: 'silent' }, [
      ...toReporters(input.case, data, 'feedback.told.closed', {
        params: { days: reopenDays },
        choices: [{ say: 'feedback.button.reopen', token: `reopen ${input.case}` }],
      }),
      askAgainAt(input.case, context.now, askAgainDays),
    ])
  },
  outputOf: idOf,
})

/** Some weeks after closing: did it stay solved? */
export const askAgain = operation({
  name: 'feedback.askAgain',
  summary: 'Ask the citizen whether a closed case stayed solved',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    if (!mayStep(stored.data.state, 'stayed')) return answer({ id: input.case })
    return change(
      Case,
      stored,
      stored.data,
      toReporters(input.case, { ...stored.data, merged: [] }, 'feedback.told.ask-again', {
        choices: [
          { say: 'feedback.button.stayed', token: `stayed ${input.case} yes`, style: 'primary' },
          { say: 'feedback.button.came-back', token: `stayed ${input.case} no` },
        ],
      }),
    )
  },
  outputOf: idOf,
})

/** Tells a leader that a case is now theirs. */
export const tellOwner = operation({
  name: 'feedback.tellOwner',
  summary: 'Tell a leader about a case taken on personally',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { owner, number } = stored.data
    if (owner === undefined || isConcernedPerson(await organisation(context), owner.person, stored.data.against)) {
      return answer({ id: input.case })
    }
    const told = tell({ kind: 'person', person: owner.person }, 'feedback.told.you-own', {
      purpose: 'duty',
      params: { number, due: stored.data.due?.day ?? '' },
      choices: [{ say: 'feedback.button.show', token: `show ${input.case}` }],
      about: input.case,
    })
    return change(Case, stored, stored.data, [told])
  },
  outputOf: idOf,
})
