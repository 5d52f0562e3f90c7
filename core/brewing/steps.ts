import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import { Attachment } from '../conversation/conversation.ts'
import { refusal } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { excludedUnits } from '../matters/route.ts'
import { toOfficers, toReporters, toUnit } from './notices.ts'
import type { BrewingData, BrewingStep } from './problem.ts'
import { lookLater } from './remind.ts'
import { brewingStep } from './step.ts'

const Words = z.string().trim().min(2).max(2_000)
/** Working days in which a unit says what it found. */
const CHECKED_WITHIN = 3

/** A step of the funnel that one tap takes, and that the reporter hears of. */
const tap = (name: 'settle' | 'check' | 'file' | 'measure' | 'drop', summary: string) =>
  brewingStep({
    name: `brewing.${name}`,
    summary,
    step: name,
    by: 'officer',
    input: { words: Words.optional() },
    run: ({ id, input }) => ({
      words: input.words,
      wishes: (after) => toReporters(id, after, `brewing.told.${name}`),
    }),
  })

export const settle = tap('settle', 'A brewing problem was settled before it grew')
export const check = tap('check', 'A brewing problem was checked by the office, and is so')
export const file = tap('file', 'A case was filed because of a brewing problem')
export const measure = tap('measure', 'Measures were taken because of a brewing problem')
export const drop = tap('drop', 'A report turned out to be no problem')

/** A unit is asked to look at it. Who is complained about is never asked. */
export const send = brewingStep({
  name: 'brewing.send',
  summary: 'Ask a unit to check a brewing problem',
  step: 'send',
  by: 'officer',
  input: { unit: z.string().max(60) },
  run: ({ context, input, id, data, org }) => {
    const unit = org.unit(input.unit)
    if (unit === undefined) throw refusal('brewing.unit-unknown')
    if (excludedUnits(org, { units: data.responsible, people: [] }).has(unit.code))
      throw refusal('brewing.concerned', { unit: unit.name })
    const calendar = calendarOf(context.content)
    const { day: checkBy, ...checkCounted } = countedDay(context.content, calendar.dayAt(context.now), CHECKED_WITHIN)
    const params = { unit: unit.name, day: checkBy, place: data.place?.text ?? '', text: data.text.slice(0, 200) }
    return {
      changes: { unit: unit.code, checkBy, checkCounted },
      words: unit.name,
      wishes: (after): Wish[] => [
        ...toUnit(org, unit.code, id, after, 'brewing.told.unit', { params }),
        ...toReporters(id, after, 'brewing.told.send', { params }),
        lookLater(context, id, after, CHECKED_WITHIN),
      ],
    }
  },
})

/** The unit says what it found. */
export const find = brewingStep({
  name: 'brewing.find',
  summary: 'Say what a unit found when it checked a brewing problem',
  step: 'find',
  by: 'unit',
  input: { words: Words, files: z.array(Attachment).max(9).default([]) },
  run: ({ input, id, org }) => ({
    words: input.words,
    files: input.files,
    wishes: (after) => [
      ...toOfficers(org, id, after, 'brewing.told.found', { params: { words: input.words.slice(0, 300) } }),
      ...toReporters(id, after, 'brewing.told.check'),
    ],
  }),
})

/** Who reported it says more, or answers what the office asked. */
export const add = brewingStep({
  name: 'brewing.add',
  summary: 'Say more about a brewing problem that you reported',
  step: 'add',
  by: 'reporter',
  input: { words: Words, files: z.array(Attachment).max(9).default([]) },
  run: ({ input, id, org }) => ({
    words: input.words,
    files: input.files,
    wishes: (after) =>
      toOfficers(org, id, after, 'brewing.told.more', { params: { words: input.words.slice(0, 300) } }),
  }),
})

/** A few words to whoever reported it. */
export const say = brewingStep({
  name: 'brewing.say',
  summary: 'Say something to the information officer who reported a brewing problem',
  step: 'say',
  by: 'officer',
  input: { words: Words },
  run: ({ input, id }) => ({
    words: input.words,
    wishes: (after) => toReporters(id, after, 'brewing.told.say', { params: { words: input.words } }),
  }),
})

const MOVES: readonly BrewingStep[] = ['settle', 'send', 'check', 'find', 'file', 'measure', 'drop', 'merge']

/** The place of the step that can be taken back; -1 where there is none. */
export const lastMove = ({ steps }: Pick<BrewingData, 'steps'>): number =>
  steps.findLastIndex(({ did, takenBack }) => takenBack === undefined && (MOVES as readonly string[]).includes(did))

/**
 * Takes the last step back: it stands where it stood before, and the reporter hears that as well. A button names the step,
 * so that pressing it twice takes back no other.
 */
export const back = brewingStep({
  name: 'brewing.back',
  summary: 'Take back the last step of a brewing problem',
  step: 'back',
  by: 'officer',
  input: { step: z.coerce.number().int().min(0).optional() },
  run: ({ context, input, id, data, org }) => {
    const moved = lastMove(data)
    if (input.step !== undefined && input.step !== moved) throw refusal('brewing.taken-back-already')
    const step = data.steps[moved]
    if (step === undefined) throw refusal('brewing.nothing-to-take-back')
    const released = data.mergedInto
    return {
      changes: {
        state: step.from,
        steps: data.steps.map((each, n) => (n === moved ? { ...each, takenBack: context.now } : each)),
        ...(step.did === 'send' ? { unit: undefined, checkBy: undefined, checkCounted: undefined } : {}),
        mergedInto: undefined,
      },
      wishes: (after) => [
        ...toReporters(id, after, 'brewing.told.back'),
        ...(step.did === 'send' && data.unit !== undefined
          ? toUnit(org, data.unit, id, after, 'brewing.told.not-needed', { choices: [] })
          : []),
        ...(released === undefined
          ? []
          : [{ do: 'brewing.absorb', input: { brewing: released, add: [], remove: reportersOf(data) } }]),
      ],
    }
  },
})

export const reportersOf = ({ reporter, also }: BrewingData): string[] => [reporter, ...also]
