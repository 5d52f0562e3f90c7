import type { z } from 'zod'
import type { Talk } from '../../conversation/command.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import type { Organisation } from '../../people/index.ts'
import { WORDS } from '../excerpt/excerpt.ts'
import type { excerpt } from '../excerpt/use.ts'

type Shown = NonNullable<z.infer<typeof excerpt.output>['excerpt']>
type Accused = Shown['against'][number]

/** What a model read out of a case, in the words that were written, as what it is: proposed by nobody who has looked. */
export const excerptWords = (talk: Talk, org: Organisation, shown: Shown): string => {
  const line = (key: string, params: Record<string, string> = {}) => talk.text(`staff.excerpt-line.${key}`, params)
  const lines = [
    ...(shown.danger !== true
      ? []
      : [shown.dangerSaid === undefined ? line('danger') : line('danger-said', { words: shown.dangerSaid })]),
    ...(shown.urgent === true ? [line('urgent')] : []),
    ...WORDS.flatMap((part) => (shown[part] === undefined ? [] : [line(part, { words: shown[part] })])),
    ...shown.against.map(({ words, named }) => {
      const who = named === undefined ? words : namesIn(org, named)
      return who === words ? line('against', { words }) : line('against-named', { words, who })
    }),
    ...(shown.proposed === undefined
      ? []
      : [line('proposed', { unit: org.unit(shown.proposed)?.name ?? shown.proposed })]),
  ]
  return talk.text('staff.excerpt', { lines: lines.join('\n') })
}

/** One tap for each part that may be taken over, and one for all that is left. */
export const excerptButtons = (org: Organisation, id: string, shown: Shown | undefined): readonly SaidChoice[] => {
  if (shown === undefined) return []
  const button = (what: string, token: string, more: Partial<SaidChoice> = {}): SaidChoice => ({
    say: `feedback.button.excerpt-${what}`,
    token: `excerpt ${id} ${token}`,
    ...more,
  })
  return [
    ...(shown.mayTake.includes('danger')
      ? [button('danger-yes', 'danger yes', { style: 'danger' }), button('danger-no', 'danger no')]
      : []),
    ...shown.mayTake
      .filter((part) => part !== 'danger' && part !== 'against')
      .map((part) => button(part, `take ${part}`)),
    ...shown.against.flatMap(({ n, named }) =>
      named === undefined ? [] : [button('against', `take against ${n}`, { params: { who: namesIn(org, named) } })],
    ),
    ...(leftOf(shown).length === 0 ? [] : [button('leave', 'leave')]),
  ]
}

/** Words that mean one alone mean a unit or a person. */
const namesIn = (org: Organisation, { units: [unit], people: [person] }: NonNullable<Accused['named']>): string =>
  person === undefined ? (org.unit(unit ?? '')?.name ?? unit ?? '') : (org.person(person)?.name ?? person)

/** What goes with one tap: whether somebody is in danger is asked by itself. */
export const leftOf = (shown: Shown) => shown.mayLeave.filter((part) => part !== 'danger')
