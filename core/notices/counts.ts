import type { Talk } from '../conversation/command.ts'

/** How many for each answer, delivery or reason, in words. */
export const countsIn = (
  talk: Pick<Talk, 'text'>,
  kind: 'answer' | 'delivery' | 'reason' | 'unreachable',
  of: Readonly<Record<string, number>>,
): string =>
  Object.entries(of)
    .map(([name, count]) => talk.text('notices.count', { name: talk.text(`notices.${kind}-${name}`), count }))
    .join(talk.text('list.comma'))
