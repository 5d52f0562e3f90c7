import type { z } from 'zod'
import type { Talk } from '../../conversation/command.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import type { Organisation } from '../../people/index.ts'
import type { excerpt } from '../excerpt/use.ts'

type Shown = NonNullable<z.infer<typeof excerpt.output>['excerpt']>

const WORDS = ['place', 'since', 'wanted'] as const

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
      if (named === undefined) return line('against', { words })
      const who = [
        ...named.units.map((code) => org.unit(code)?.name ?? code),
        ...named.people.map((code) => org.person(code)?.name ?? code),
      ]
      return line('against-named', { words, who: who.join(talk.text('list.comma')) })
    }),
    ...(shown.proposed === undefined
      ? []
      : [line('proposed', { unit: org.unit(shown.proposed)?.name ?? shown.proposed })]),
  ]
  return talk.text('staff.excerpt', { lines: lines.join('\n') })
}

/** One tap for each part that may be taken over, and one for all that is left. */
export const excerptButtons = (id: string, shown: Shown | undefined): readonly SaidChoice[] => {
  const parts = (shown?.mayTake ?? []).filter((part) => part !== 'danger')
  const left = leftOf(shown)
  const button = (what: string, token: string, style?: SaidChoice['style']): SaidChoice => ({
    say: `feedback.button.excerpt-${what}`,
    token: `excerpt ${id} ${token}`,
    ...(style === undefined ? {} : { style }),
  })
  return [
    ...(shown?.mayTake.includes('danger') === true
      ? [button('danger-yes', 'danger yes', 'danger'), button('danger-no', 'danger no')]
      : []),
    ...parts.map((part) => button(part, `take ${part}`)),
    ...(left.length === 0 ? [] : [button('leave', 'leave')]),
  ]
}

/** What goes with one tap: whether somebody is in danger is asked by itself. */
export const leftOf = (shown: Shown | undefined) => (shown?.mayLeave ?? []).filter((part) => part !== 'danger')
