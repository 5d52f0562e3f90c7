import { z } from 'zod'
import { submit } from '../feedback/submit.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import { readBrewing } from './access.ts'
import { toReporters } from './notices.ts'
import { brewingMeant } from './number.ts'
import { Brewing, OPEN } from './problem.ts'
import { brewingStep, StepOutput, stepOutput } from './step.ts'
import { reportersOf } from './steps.ts'

/** The same problem as another report: it goes on there, and everybody who reported it hears of it. */
export const merge = brewingStep({
  name: 'brewing.merge',
  summary: 'Merge a brewing problem into another that is the same',
  step: 'merge',
  by: 'officer',
  input: { into: z.string().max(60) },
  run: async ({ context, input, id, data }) => {
    const into = await readBrewing(context, await brewingMeant(context, input.into))
    if (into.id === id) throw refusal('brewing.merged-into-itself')
    if (![...OPEN, 'case'].includes(into.data.state))
      throw refusal('brewing.merge-target-over', { number: into.data.number })
    // Whoever this one complains about must be out of the other as well, since it goes on there.
    if (!data.responsible.every((code) => into.data.responsible.includes(code)))
      throw refusal('brewing.merge-other-responsible', { number: into.data.number })
    return {
      changes: { mergedInto: into.id },
      words: into.data.number,
      wishes: (after) => [
        { do: 'brewing.absorb', input: { brewing: into.id, add: reportersOf(data), remove: [] } },
        ...toReporters(id, after, 'brewing.told.merge', { params: { into: into.data.number } }),
      ],
    }
  },
})

/** Those who reported the same hear what comes of this one, until the merge is taken back. */
export const absorb = operation({
  name: 'brewing.absorb',
  summary: 'Add those who reported the same problem to those who hear what comes of it, or take them out',
  allow: 'system',
  input: z.object({ brewing: z.string(), add: z.array(z.string()), remove: z.array(z.string()) }),
  output: StepOutput,
  async run(context, { brewing, add, remove }) {
    const stored = await context.load(Brewing, brewing)
    const { data } = stored
    const also = [...new Set([...data.also, ...add])].filter((code) => code !== data.reporter && !remove.includes(code))
    return change(Brewing, stored, { ...data, also })
  },
  outputOf: stepOutput,
})

/** It becomes a case, with the limits of one. Its reporter hears of that where they wrote from, as a citizen would. */
export const becomeCase = brewingStep({
  name: 'brewing.becomeCase',
  summary: 'Make a case of a brewing problem',
  step: 'becomeCase',
  by: 'officer',
  input: {},
  run: async ({ context, id, data }) => {
    const { chat } = data
    const made = await context.execute(
      submit,
      {
        text: data.text,
        kind: 'complaint',
        ...(data.place === undefined ? {} : { place: data.place }),
        ...(data.since === undefined ? {} : { since: data.since }),
        attachments: data.attachments,
        against: { units: data.responsible, people: [] },
        ...(chat === undefined ? { reporter: 'nothing' as const } : { reporter: 'notices' as const, chat }),
        channel: chat?.channel ?? 'api',
        language: 'zh-CN' as const,
      },
      'case',
    )
    return {
      changes: { case: { id: made.id, number: made.number } },
      words: made.number,
      wishes: (after) => toReporters(id, after, 'brewing.told.becomeCase', { params: { case: made.number } }),
    }
  },
})
