import { refusal } from '../kernel/errors.ts'
import type { Term } from './term.ts'
import { answered, unanswered } from './terms/answered.ts'
import { matter } from './terms/matter.ts'
import { members, stratum } from './terms/members.ts'
import { everyone, person, role } from './terms/people.ts'
import { place } from './terms/places.ts'
import { grade, post, rank } from './terms/posts.ts'
import { segment } from './terms/segment.ts'
import { level, unit } from './terms/units.ts'

/** Everything that an audience can be made of; a new term is one line here, its file, and its name in the texts. */
// biome-ignore format: one line each, so that two new terms never touch the same line
export const VOCABULARY: readonly Term[] = [
  everyone,
  role,
  unit,
  level,
  post,
  rank,
  grade,
  matter,
  person,
  segment,
  members,
  stratum,
  place,
  answered,
  unanswered,
]

const byName = new Map(VOCABULARY.map((term) => [term.name, term]))

/** @throws Refusal `audience.unknown-term` */
export const termNamed = (name: string): Term => {
  const term = byName.get(name)
  if (term === undefined) {
    throw refusal('audience.unknown-term', { term: name, possible: [...byName.keys()].join(', ') })
  }
  return term
}
