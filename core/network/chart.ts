import type { Talk } from '../conversation/command.ts'
import type { Question } from './question.ts'

/** How long the longest bar may be on a telephone. */
const WIDTH = 8

/** A question as bars of text, which every platform shows: each bar its share of those who answered. */
export const chartOf = (talk: Talk, { label, answered, counts, numbers }: Question): string => {
  const lines = counts.map(({ label: name, count }) => {
    const share = answered === 0 ? 0 : count / answered
    const bar = '▇'.repeat(Math.round(share * WIDTH)) || '▏'
    return talk.text('network.chart-bar', { bar, label: name, count, percent: Math.round(share * 100) })
  })
  return [
    talk.text('network.chart-head', { label, answered }),
    ...(numbers === undefined ? [] : [talk.text('network.chart-numbers', numbers)]),
    ...lines,
  ].join('\n')
}
