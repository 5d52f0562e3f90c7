import { command, type Talk } from '../conversation/command.ts'
import type { Organisation } from '../people/index.ts'
import { isSupervised } from './facts.ts'
import { ranked } from './ranked.ts'

/** How many of the first and the last are shown before it is noted. */
const SHOWN = 5

interface Scored {
  readonly unit: string
  readonly rank: number
  readonly score: number
}

/** `ranking`: the scores of a quarter are pasted, a unit a line; what is wrong is said line by line, and nothing noted. */
export const rankingCommand = command({
  name: 'ranking',
  for: ['officer', 'director'],
  summary: 'rules.ranking',
  words: 'rules.ranking-words',
  form: 'ranking',
  hint: async (talk, _args, { scores }) => {
    const org = await talk.organisation()
    const { places, faults } = placesIn(talk, org, String(scores))
    if (faults.length > 0) return [talk.text('rules.ranking-faulty'), ...faults].join('\n')
    const line = ({ unit, rank, score }: Scored): string =>
      talk.text('rules.ranking-line', { rank, score, unit: org.unit(unit)?.name ?? unit })
    const last = places.slice(Math.max(SHOWN, places.length - SHOWN))
    return [
      talk.text('rules.ranking-head', { count: places.length }),
      ...places.slice(0, SHOWN).map(line),
      ...(last.length === 0 ? [] : ['…', ...last.map(line)]),
    ].join('\n')
  },
  async run(talk, _args, { period, scores }) {
    const { places, faults } = placesIn(talk, await talk.organisation(), String(scores))
    if (faults.length > 0) return [{ words: [talk.text('rules.ranking-faulty'), ...faults].join('\n') }]
    await talk.execute(ranked, { ranking: 'quarter', period: String(period), places: [...places] })
    return [
      {
        ...{ say: 'rules.ranking-noted', params: { period: String(period), count: places.length } },
        choices: [{ say: 'warnings.button.list', token: 'warnings open' }],
      },
    ]
  },
})

/** 1. 县水务局 95.5分; the number before it may be missing. */
const LINE = /^(?:\d{1,4}\s*[.、)]\s*)?(.+?)[\s,:\t]+(\d{1,4}(?:\.\d{1,4})?)\s*分?$/u

const placesIn = (
  talk: Talk,
  org: Organisation,
  scores: string,
): { readonly places: readonly Scored[]; readonly faults: readonly string[] } => {
  const faults: string[] = []
  const found = new Map<string, number>()
  for (const [n, line] of scores.normalize('NFKC').split('\n').entries()) {
    if (line.trim() === '') continue
    const fault = (code: string, words: string): number =>
      faults.push(talk.text(`rules.ranking-${code}`, { n: n + 1, words }))
    const [, name = '', score = ''] = LINE.exec(line.trim()) ?? []
    const units = unitsCalled(talk, org, name)
    const [unit] = units
    if (name === '') fault('unread', line.trim().slice(0, 40))
    else if (unit === undefined) fault('unknown', name)
    else if (units.length > 1) fault('several', name)
    else if (found.has(unit)) fault('twice', name)
    else found.set(unit, Number(score))
  }
  const all = [...found].sort(([, a], [, b]) => b - a)
  // Who has the same score has the same place.
  const places = all.map(([unit, score]) => ({ unit, score, rank: all.findIndex(([, other]) => other === score) + 1 }))
  return { places, faults }
}

/** A name that a unit of the level above has too is that of the own one. */
const unitsCalled = (talk: Talk, org: Organisation, name: string): readonly string[] => {
  if (name === '') return []
  const found = org.findUnits(name, 20).filter(({ level }) => isSupervised(talk.content, org, level))
  const same = found.filter((unit) => [unit.name, unit.short, ...unit.aliases].includes(name))
  return (same.length > 0 ? same : found.filter((unit) => unit.name.includes(name))).map(({ code }) => code)
}
