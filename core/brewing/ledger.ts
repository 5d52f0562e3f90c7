import { calendarOf } from '../calendar/content.ts'
import type { Asked, Ledger } from '../ledgers/ledger.ts'
import { before, type Period } from '../ledgers/period.ts'
import type { Cell } from '../ports/printer.ts'
import { reportedIn } from './funnel.ts'
import { type BrewingData, STAGES, stagesOf } from './problem.ts'

/** As it stood at an instant: what was done or taken back later is left out. */
const asItStood = (data: BrewingData, asAt: string): Pick<BrewingData, 'state' | 'steps'> => {
  const steps = data.steps
    .filter(({ at }) => at < asAt)
    .map(({ takenBack, ...step }) => (takenBack === undefined || takenBack >= asAt ? step : { ...step, takenBack }))
  return { steps, state: steps.at(-1)?.to ?? 'received' }
}

/** The units that a reader is limited to: reports from their places, by who looks after those. */
const isWithin = ({ org, units }: Asked, { place }: BrewingData): boolean => {
  if (units === undefined) return true
  const unit = place?.code === undefined ? undefined : org.unitOfPlace(place.code)?.code
  return unit !== undefined && units.has(unit)
}

/** What information officers reported in the period and what came of it 苗头问题台账. Nobody stands in it. */
export const brewingLedger: Ledger = {
  name: 'brewing',
  columns: ['number', 'received', 'place', 'problem', 'affected', 'urgency', 'unit', 'state', 'moved', 'case'],
  async *rows(asked) {
    const { context, org, period, asAt, say } = asked
    const day = (at: string): string => calendarOf(context.content).dayAt(at)
    for await (const data of reportedIn(context, org, period)) {
      if (data.receivedAt >= asAt || !isWithin(asked, data)) continue
      const { state, steps } = asItStood(data, asAt)
      yield [
        ...[data.number, day(data.receivedAt), data.place?.text ?? '', data.text],
        ...[say(`brewing.affected-${data.affected}`), say(`brewing.urgency-${data.urgency}`)],
        ...[data.unit === undefined ? '' : (org.unit(data.unit)?.name ?? data.unit), say(`brewing.state-${state}`)],
        ...[steps.length === 0 ? '' : day(steps.at(-1)?.at ?? ''), data.case?.number ?? ''],
      ]
    }
  },
  async figures(asked) {
    const [now, earlier] = [await counts(asked, asked.period), await counts(asked, before(asked.period))]
    const rows = STAGES.map((stage): readonly Cell[] => [
      asked.say(`brewing.stage-${stage}`),
      now.get(stage) ?? 0,
      earlier.get(stage) ?? 0,
    ])
    return { columns: ['ledgers.figure.what', 'ledgers.figure.this-period', 'ledgers.figure.period-before'], rows }
  },
}

const counts = async (asked: Asked, period: Period): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>()
  for await (const data of reportedIn(asked.context, asked.org, period)) {
    if (data.receivedAt >= asked.asAt || !isWithin(asked, data)) continue
    for (const stage of stagesOf(asItStood(data, asked.asAt))) found.set(stage, (found.get(stage) ?? 0) + 1)
  }
  return found
}
