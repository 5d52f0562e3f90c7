import type { Context, Reader } from '../kernel/context.ts'
import type { Stored } from '../kernel/record.ts'
import { SECOND } from '../ports/clock.ts'
import { createIndex, type ProblemIndex, type ProblemLetter } from '../same-problem/index.ts'
import { Case, type CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { casesInOrder } from './walk.ts'

/** A process that knows nothing yet reads this many of the newest before it answers, and the others while it goes on. */
const AT_ONCE = 600
/** How many are read in one go, between which others have their turn. */
const PAGE = 100
/** How many letters stay in memory, about 2.5 kB each. */
const MOST = 100_000
/** This part more may come before the oldest are forgotten, many at once. */
const SLACK = 0.01
/** New cases are found at every question; what was closed, corrected, erased or received for an earlier day, after this long. */
const STALE = 60 * SECOND
/** Places of removed letters stay in an index: it is made anew when they are more than this, and most of it. */
const WASTE = 20_000

/** Of an open case, what is known without reading it. */
export interface KnownCase extends Pick<CaseData, 'matter' | 'place' | 'receivedAt'> {
  readonly version: number
}

/** The open cases of one office, as far as this process has read them: it may be behind, so read what you show. */
export interface OpenLetters {
  readonly index: ProblemIndex
  readonly cases: ReadonlyMap<string, KnownCase>
}

interface Held {
  /** How many letters it keeps. */
  readonly most: number
  index: ProblemIndex
  readonly cases: Map<string, KnownCase>
  /** How many letters the index has been given. */
  given: number
  /** The latest receipt that was seen. */
  newest: string
  /** What was received up to then is not held, since there is too much. */
  upTo: string
  checkedAt: string
  /** While the first ones are read, and while the others are: a promise that never fails. */
  filling: Promise<void> | undefined
}

const NOTHING = { given: 0, newest: '', upTo: '', checkedAt: '' } as const

const held = new WeakMap<object, Map<string, Held>>()

export const letterOf = ({ id, data }: Stored<CaseData>): ProblemLetter => ({
  id,
  text: data.text,
  matter: data.matter,
  time: data.receivedAt,
})

/**
 * The open cases of an office, of too many the newest `most`, in an index that the process keeps and brings up by what changed. No letter's words are
 * kept, only numbers of pairs of characters, the names of places and matters. Whoever asks sees only what they may:
 * that is for the caller to ask of each case.
 */
export const openLetters = async (
  context: Pick<Context, 'read' | 'now'>,
  office: string,
  most = MOST,
): Promise<OpenLetters> => {
  const reader = context.read(Case)
  const offices = held.get(reader) ?? new Map<string, Held>()
  held.set(reader, offices)
  const known = offices.get(office)
  const letters = known ?? { index: createIndex(), cases: new Map(), ...NOTHING, filling: undefined, most }
  if (known === undefined) {
    await readNewest(letters, context, office)
    offices.set(office, letters)
  }
  await bringUp(letters, reader, office, context.now)
  return letters
}

const readNewest = async (into: Held, context: Pick<Context, 'read'>, office: string): Promise<void> => {
  const questions = OPEN.map((state) => ({ 'data.office': office, 'data.state': state }))
  for await (const stored of casesInOrder(context, questions, 'newest', undefined, PAGE * 2)) {
    take(into, stored)
    if (into.cases.size === AT_ONCE) return
  }
}

const bringUp = async (into: Held, reader: Reader<CaseData>, office: string, now: string): Promise<void> => {
  const isStale = !(Date.parse(now) - Date.parse(into.checkedAt) < STALE)
  // There is room again for what was forgotten.
  if (isStale && into.cases.size < into.most * (1 - SLACK)) into.upTo = ''
  const versions = await reader.versions({
    'data.office': office,
    'data.state': { in: OPEN },
    'data.receivedAt': isStale ? { gt: into.upTo } : { gte: into.newest },
  })
  if (isStale) {
    for (const id of [...into.cases.keys()]) if (!versions.has(id)) forget(into, id)
    into.checkedAt = now
  }
  const changed = [...versions].flatMap(([id, version]) => (into.cases.get(id)?.version === version ? [] : [id]))
  takeOpen(into, await these(reader, changed.slice(0, PAGE)))
  const missing = changed.slice(PAGE)
  if (missing.length === 0 || into.filling !== undefined) return
  const isMost = missing.length > versions.size / 2
  into.filling = fill(into, isMost ? walked(reader, office, missing) : asked(reader, missing)).finally(() => {
    into.filling = undefined
  })
}

type Parts = AsyncGenerator<readonly Stored<CaseData>[]>

/** Nobody waits for it; what it didn't get to is found missing at the next full check. */
const fill = async (into: Held, parts: Parts): Promise<void> => {
  try {
    for await (const part of parts) {
      takeOpen(into, part)
      await new Promise<void>((go) => setImmediate(go))
    }
  } catch {
    into.checkedAt = ''
  }
}

async function* asked(reader: Reader<CaseData>, ids: readonly string[]): Parts {
  for (let n = 0; n < ids.length; n += PAGE) yield await these(reader, ids.slice(n, n + PAGE))
}

const these = async (reader: Reader<CaseData>, ids: readonly string[]): Promise<readonly Stored<CaseData>[]> =>
  ids.length === 0 ? [] : (await reader.page({ where: { id: { in: ids } }, limit: ids.length })).rows

/** The same in one walk through all: some servers look through all of them for every page. */
async function* walked(reader: Reader<CaseData>, office: string, ids: readonly string[]): Parts {
  const wanted = new Set(ids)
  let part: Stored<CaseData>[] = []
  for (const state of OPEN) {
    const where = { 'data.office': office, 'data.state': state }
    for await (const stored of reader.stream({ where, order: ['-data.receivedAt'] })) {
      if (wanted.has(stored.id)) part.push(stored)
      if (part.length < PAGE) continue
      yield part
      part = []
    }
  }
  yield part
}

const takeOpen = (into: Held, part: readonly Stored<CaseData>[]): void => {
  for (const stored of part) if (OPEN.includes(stored.data.state)) take(into, stored)
  if (into.cases.size > into.most * (1 + SLACK)) forgetOldest(into)
}

const take = (into: Held, stored: Stored<CaseData>): void => {
  const { id, version, data } = stored
  if (data.receivedAt <= into.upTo) return
  const before = into.cases.get(id)
  const { matter, place, receivedAt } = data
  into.cases.set(id, { version, matter, place, receivedAt })
  if (receivedAt > into.newest) into.newest = receivedAt
  // The words of a case never change.
  if (before !== undefined && before.matter === matter) return
  into.index.add(letterOf(stored))
  into.given += 1
}

const forgetOldest = (from: Held): void => {
  const times = [...from.cases.values()].map(({ receivedAt }) => receivedAt).toSorted()
  from.upTo = times[times.length - from.most - 1] ?? ''
  for (const [id, { receivedAt }] of [...from.cases]) if (receivedAt <= from.upTo) forget(from, id)
}

const forget = (from: Held, id: string): void => {
  from.index.remove(id)
  from.cases.delete(id)
  const wasted = from.given - from.cases.size
  if (wasted < WASTE || wasted < from.cases.size) return
  from.index = createIndex()
  from.cases.clear()
  Object.assign(from, NOTHING)
}
