import { createHash } from 'node:crypto'
import { latestTime } from '../../adapters/scheduler/latest-time.ts'
import { AbsenceBook } from '../../core/absences/absence.ts'
import { addDays, instantAt, toDay } from '../../core/calendar/index.ts'
import { Office } from '../../core/content/office.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { OPEN } from '../../core/feedback/lifecycle.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { organisation } from '../../core/people/index.ts'
import type { Program } from '../../core/program.ts'
import { Warning } from '../../core/warnings/warning.ts'
import { arrivals } from './arrivals.ts'
import { chanceOf } from './chance.ts'
import { type Act, County } from './county.ts'
import { Agenda, type VirtualClock } from './virtual-clock.ts'

export interface SimulateOptions {
  readonly year: number
  /** How many letters come in the whole year. */
  readonly cases: number
  /** How many of its days are played. */
  readonly days: number
  readonly seed: number
  /** Pauses between letters, in milliseconds. */
  readonly gaps: readonly number[]
  readonly progress: (day: number, of: number) => void
}

/** When what is due is looked for on each day, on the office's wall clock. */
const LOOKS = ['07:05', '09:00', '11:00', '13:30', '15:30', '17:35', '21:00'] as const
/** How often a cadre is away in a year. */
const ABSENCES = 2

/** Plays a year of the county on the real application: everybody acts by seeded chance, and every rule is on. */
export const simulate = async (program: Program, clock: VirtualClock, options: SimulateOptions) => {
  const { year, cases, days, seed, gaps, progress } = options
  const { content } = program.outside
  const zone = content.only(Office).timezone
  const [first, last] = [toDay(`${year}-01-01`), toDay(`${year}-12-31`)]
  const begins = instantAt(first, '00:00', zone)
  const newYear = instantAt(addDays(last, 1), '00:00', zone)
  const ends = instantAt(addDays(first, days), '00:00', zone)
  clock.moveTo(begins)
  const chance = chanceOf(seed)
  const agenda = new Agenda<Act>()
  const county = new County(program, agenda, chance)
  for (const at of arrivals(gaps, chance, cases, [begins, newYear])) agenda.plan(at, () => county.write())
  const reader = { read: <T>(type: RecordType<T>) => readerOf(program.outside.store, type), now: begins, content }
  const people = (await organisation(reader)).people().filter(({ state }) => state === 'active')
  for (const { code } of people)
    for (let n = 0; n < ABSENCES; n++) {
      const day = addDays(first, chance.between(0, 350))
      agenda.plan(instantAt(day, '08:40', zone), () => county.goAway(code))
    }
  const jobs = program.recurring(latestTime)
  for (let n = 0; n < days; n++) {
    const day = addDays(first, n)
    for (const time of LOOKS) {
      await until(instantAt(day, time, zone), agenda, clock)
      await jobs.look()
      while ((await program.tick()) > 0);
      await county.readWarnings()
    }
    progress(n + 1, days)
  }
  await until(ends, agenda, clock)
  while ((await program.tick()) > 0);
  return { ...(await totals(program, year, ends)), done: sorted(county.done), refused: sorted(county.refused) }
}

/** Everything that somebody does up to an instant, each at its own. */
const until = async (instant: string, agenda: Agenda<Act>, clock: VirtualClock): Promise<void> => {
  for (let next = agenda.take(instant); next !== undefined; next = agenda.take(instant)) {
    clock.moveTo(next.at)
    await next.what()
  }
  clock.moveTo(instant)
}

const sorted = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

interface Shown {
  readonly figures?: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
  readonly rows: readonly unknown[]
}

/** How many rows a ledger has, and its figures: the names of their columns, then the lines. */
export interface LedgerTotals {
  readonly rows: number
  readonly figures?: readonly (readonly (string | number)[])[]
}

const totals = async (program: Program, year: number, ends: string) => {
  const { store } = program.outside
  const warnings: Record<string, number> = {}
  const carded = new Set<string>()
  for await (const { data } of readerOf(store, Warning).stream({})) {
    warnings[data.severity] = (warnings[data.severity] ?? 0) + 1
    const isCard = data.severity === 'yellow' || data.severity === 'red'
    if (data.ground.case !== undefined && isCard) carded.add(data.ground.case)
  }
  const counted = { cases: 0, answered: 0, carded: 0, excused: 0 }
  const neither: string[] = []
  for await (const { id, data } of readerOf(store, Case).stream({})) {
    counted.cases += 1
    if (!OPEN.includes(data.state)) counted.answered += 1
    else if (carded.has(id)) counted.carded += 1
    else if (isExcused(data, ends)) counted.excused += 1
    else neither.push(data.number)
  }
  const ledgers: Record<string, LedgerTotals> = {}
  const hash = createHash('sha256')
  for (const ledger of ['cases', 'warnings', 'absences', 'measures']) {
    const shown = await program.application.byName('ledgers.show', { ledger, period: String(year) }, SYSTEM)
    const { figures, rows } = shown as Shown // what `ledgers.show` answers
    ledgers[ledger] = {
      rows: rows.length,
      ...(figures === undefined ? {} : { figures: [figures.columns, ...figures.rows] }),
    }
    hash.update(JSON.stringify(shown))
  }
  for (const type of [Case, Warning, AbsenceBook] as readonly RecordType<unknown>[])
    for await (const { id, version, data } of readerOf(store, type).stream({}))
      hash.update(JSON.stringify([id, version, data]))
  return {
    year,
    ...counted,
    neither,
    warnings: sorted(new Map(Object.entries(warnings))),
    ledgers,
    digest: hash.digest('hex'),
  }
}

/** Still within its limit at the end of the year, or standing still because the citizen was asked. */
const isExcused = (data: CaseData, ends: string): boolean => data.due === undefined || data.due.day >= ends.slice(0, 10)
