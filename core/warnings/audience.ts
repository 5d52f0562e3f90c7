import type { Content } from '../content/content.ts'
import { Office } from '../content/office.ts'
import type { Organisation } from '../people/index.ts'
import type { Audience } from './warning.ts'

/** Whom a warning is about: a person in charge, in a unit, in a post of it where they hold one. */
export interface InCharge {
  readonly person?: string | undefined
  readonly unit: string
  readonly post?: string | undefined
  /** The unit whose officers decide on it. */
  readonly office: string
}

/** Whom to ask next where an audience is nobody: upwards, and in the end the office itself. */
const UPWARDS: readonly Audience[] = ['person', 'leader', 'head', 'line', 'counterpart', 'officers', 'directors']

export interface Found {
  readonly people: readonly string[]
  /** Which audience it became; another than was asked for where that one is nobody. */
  readonly as: Audience
}

/**
 * Who `audience` is for `about`. Where it is nobody in service (a vacant post, somebody who left, somebody that `may`
 * leaves out), the next one up is asked; nobody at all only in an office without officers.
 */
export const audienceOf = (
  org: Organisation,
  audience: Audience,
  about: InCharge,
  may: (person: string) => boolean = () => true,
): Found => {
  const from = UPWARDS.indexOf(audience)
  const chain = [audience, ...(from < 0 ? UPWARDS.slice(1) : UPWARDS.slice(from + 1))]
  for (const as of chain) {
    const people = [...new Set(peopleOf(org, as, about))].filter(
      (code) => org.person(code)?.state === 'active' && may(code) && (as === 'person' || code !== about.person),
    )
    if (people.length > 0) return { people, as }
  }
  return { people: [], as: audience }
}

const peopleOf = (org: Organisation, audience: Audience, about: InCharge): readonly string[] => {
  const some = (person: { readonly code: string } | undefined): readonly string[] =>
    person === undefined ? [] : [person.code]
  switch (audience) {
    case 'person':
      return about.person === undefined ? [] : [about.person]
    case 'leader':
      return about.post === undefined ? [] : some(org.responsible(about.post)?.person)
    case 'head':
      return some(org.headOf(about.unit))
    case 'line':
      return some(org.lineLeader(about.unit))
    case 'discipline':
      return some(org.disciplineOf(about.unit))
    case 'counterpart': {
      const above = org.counterpart(about.unit)?.code
      return above === undefined ? [] : some(org.headOf(above))
    }
    case 'officers':
      return staffOf(org, about.office, 'officer')
    case 'directors':
      return staffOf(org, about.office, 'director')
  }
}

/** The staff of an office in one role, those in service. */
export const staffOf = (org: Organisation, office: string, role: 'officer' | 'director'): readonly string[] =>
  org
    .people()
    .filter(
      (person) => person.state === 'active' && person.roles.includes(role) && org.unitsOf(person.code).includes(office),
    )
    .map(({ code }) => code)

/** The post in which somebody is warned: theirs in this unit, or else the first that they hold. */
export const postOf = (org: Organisation, person: string, unit: string | undefined): string | undefined => {
  const held = org.postsHeldBy(person)
  return (held.find((post) => post.unit === unit) ?? held[0])?.code
}

/** The office's own unit. */
export const ownOffice = (content: Content): string => content.only(Office).unit
