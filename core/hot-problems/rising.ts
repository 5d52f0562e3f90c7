/** Somebody reported something of a matter at a place. */
export interface Report {
  readonly id: string
  readonly at: string
  readonly matter: string
  /** Where, as far as it is known: a township's code, or the place's own words. */
  readonly place: string | undefined
  readonly text: string
}

/** A matter of which more is told at a place than is usual there. */
export interface Rising {
  readonly matter: string
  readonly place: string | undefined
  /** Different reports in the period; the same words count once, however often they were sent. */
  readonly count: number
  /** With every copy. */
  readonly sent: number
  /** When the first of them came. */
  readonly since: string
  /** How many reports a period of this length usually brings. */
  readonly usual: number
  /** The newest first. */
  readonly ids: readonly string[]
}

export interface Period {
  /** Where the period begins that is looked at. */
  readonly from: string
  /** How long the time before it is, measured in such periods. */
  readonly before: number
}

/** Fewer reports than this are nothing to speak of. */
const FEWEST = 3
/** So seldom, in the usual course of things, would there be this many by chance. */
const CHANCE = 0.05
/** What is expected where nothing was ever reported. */
const UNHEARD_OF = 0.5

/** What is rising, the most unusual first. */
export const rising = (reports: readonly Report[], { from, before }: Period): readonly Rising[] => {
  const kinds = new Map<string, Report[]>()
  for (const report of reports) {
    const kind = `${report.matter}\n${report.place ?? ''}`
    const same = kinds.get(kind)
    if (same === undefined) kinds.set(kind, [report])
    else same.push(report)
  }
  return [...kinds.values()]
    .flatMap((all) => {
      const now = all.filter(({ at }) => at >= from).toSorted((a, b) => (a.at < b.at ? 1 : -1))
      const [newest] = now
      const count = different(now)
      if (newest === undefined || count < FEWEST) return []
      const usual = before === 0 ? 0 : different(all.filter(({ at }) => at < from)) / before
      const chance = atLeast(count, Math.max(usual, UNHEARD_OF))
      if (chance >= CHANCE) return []
      const { matter, place } = newest
      const since = now.at(-1)?.at ?? newest.at
      return [{ chance, found: { matter, place, count, sent: now.length, since, usual, ids: now.map(({ id }) => id) } }]
    })
    .toSorted((a, b) => a.chance - b.chance || b.found.count - a.found.count)
    .map(({ found }) => found)
}

const different = (reports: readonly Report[]): number =>
  new Set(reports.map(({ id, text }) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '') || id)).size

/** How likely `count` or more are where `usual` are expected (Poisson). */
const atLeast = (count: number, usual: number): number => {
  let fewer = 0
  let term = Math.exp(-usual)
  for (let n = 0; n < count; n++) {
    fewer += term
    term *= usual / (n + 1)
  }
  return Math.max(0, 1 - fewer)
}
