import type { Talk } from '../../conversation/command.ts'
import type { Organisation } from '../../people/index.ts'
import type { CaseData } from '../case.ts'
import { matterName } from './words.ts'

const percent = (confidence: number): number => Math.round(confidence * 100)

/** What the program proposes, how sure it is, the words that led there, and what else it may be. */
export const proposalWords = (talk: Talk, org: Organisation, { proposal }: CaseData): string => {
  const comma = talk.text('list.comma')
  if (proposal.matter === undefined && proposal.unit === undefined) {
    return [talk.text('staff.proposal-none'), ...alternatives(talk, proposal)].join('\n')
  }
  const unit =
    proposal.unit === undefined ? talk.text('staff.unit-unknown') : (org.unit(proposal.unit)?.name ?? proposal.unit)
  const supporting = proposal.supporting.map((code) => org.unit(code)?.name ?? code).join(comma)
  return [
    talk.text('staff.proposal', {
      matter: matterName(talk, proposal.matter),
      unit,
      percent: percent(proposal.confidence),
    }),
    ...(supporting === '' ? [] : [talk.text('staff.proposal-supporting', { units: supporting })]),
    ...(proposal.because.length === 0
      ? []
      : [talk.text('staff.proposal-because', { words: proposal.because.slice(0, 8).join(comma) })]),
    ...alternatives(talk, proposal),
  ].join('\n')
}

const alternatives = (talk: Talk, { alternatives: others }: CaseData['proposal']): readonly string[] => {
  if (others.length === 0) return []
  const named = others.slice(0, 3).map(({ matter, confidence, because = [] }) =>
    talk.text(because.length === 0 ? 'staff.proposal-other' : 'staff.proposal-other-because', {
      ...{ matter: matterName(talk, matter), percent: percent(confidence) },
      words: because.slice(0, 3).join(talk.text('list.comma')),
    }),
  )
  return [talk.text('staff.proposal-others', { others: named.join(talk.text('list.comma')) })]
}
