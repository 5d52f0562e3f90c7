import { Role } from '../../kernel/actor.ts'
import { organisation } from '../../people/index.ts'
import { calledIn, codesOf, oneOf, type Term } from '../term.ts'
import { peopleMeant } from './people-meant.ts'

/** Everybody on the list of people. */
export const everyone: Term = {
  name: 'everyone',
  alone: true,
  meanings: ({ content }) => [{ value: '', label: calledIn(content, 'audience.term.everyone') }],
  label: () => '',
  among: async (_selecting, _value, people) => codesOf(people, () => true),
}

/** Whoever has a role; who receives for a unit is its handler. */
export const role: Term = {
  name: 'role',
  ...oneOf('role', Role.options),
  among: async (selecting, value, people) => {
    const having = codesOf(people, ({ roles }) => roles.some((each) => each === value))
    if (value !== 'handler') return having
    const org = await organisation(selecting)
    return codesOf(people, ({ code }) => having.has(code) || org.standing(code).roles.includes('handler'))
  },
}

/** One person, by name, code, or name and unit. */
export const person: Term = {
  name: 'person',
  meanings: ({ organisation: org }, words) => peopleMeant(org, words),
  label: ({ organisation: org }, value) => org.person(value)?.name ?? value,
  only: (value) => value,
  among: async (_selecting, value, people) => codesOf(people, ({ code }) => code === value),
}
