import { Stratum } from '../../people/stratum.ts'
import { calledIn, codesOf, oneOf, type Term } from '../term.ts'

/** Every member of a contact point 联系点成员. */
export const members: Term = {
  name: 'members',
  alone: true,
  meanings: ({ content }) => [{ value: '', label: calledIn(content, 'audience.term.members') }],
  label: () => '',
  among: async (_selecting, _value, people) => codesOf(people, ({ roles }) => roles.includes('contact-point')),
}

/** Members who were chosen from one of the ten strata. */
export const stratum: Term = {
  name: 'stratum',
  ...oneOf('stratum', Stratum.options),
  among: async (_selecting, value, people) =>
    codesOf(people, (person) => person.roles.includes('contact-point') && person.stratum === value),
}
