import { z } from 'zod'
import { addDays } from '../calendar/index.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import { type Organisation, organisation } from '../people/index.ts'
import type { Person } from '../people/person.ts'
import { later } from '../ports/clock.ts'
import { type Absence, AbsenceBook, bookId, latest, stateOf, timesOf } from './absence.ts'

const About = z.object({
  person: z.string(),
  absence: z.string(),
  what: z.enum(['announced', 'tomorrow', 'back', 'ended']),
})
export type About = z.infer<typeof About>

/** Tells those whom an absence concerns what happens, as long as it still does. */
export const sayOf = operation({
  name: 'absences.say',
  summary: 'Tell those concerned that an absence was announced, begins, or is over',
  allow: 'system',
  audited: false,
  input: About,
  output: z.object({}),
  async run(context, { person, absence: id, what }) {
    const stored = await context.load(AbsenceBook, bookId(person))
    const absence = stored.data.absences.find((each) => each.id === id)
    const org = await organisation(context)
    const about = org.person(person)
    if (absence === undefined || about?.state !== 'active' || !stillTrue(context, absence, what)) return answer({})
    return change(AbsenceBook, stored, stored.data, [...SAID[what]({ context, org, about, absence })])
  },
  outputOf: () => ({}),
})

interface Saying {
  readonly context: Context
  readonly org: Organisation
  readonly about: Person
  readonly absence: Absence
}

const stillTrue = ({ content, now }: Context, absence: Absence, what: About['what']): boolean => {
  const state = stateOf(absence, now, content.only(Office).timezone)
  if (what === 'ended') return absence.endedAt !== undefined
  if (absence.endedAt !== undefined) return false
  return what === 'back' ? state === 'over' : state === 'ahead' || (what === 'announced' && state === 'running')
}

/** Who stands in when the absence begins, or now that it runs. */
const standIn = ({ context, org, about, absence }: Saying) => {
  const { from } = timesOf(absence, context.content.only(Office).timezone)
  return org.standIn(about.code, latest(from, context.now))
}

const toPerson = (code: string, key: string, { about, absence }: Saying, more: Record<string, string> = {}): Wish =>
  tell({ kind: 'person', person: code }, key, {
    purpose: 'duty',
    params: { name: about.name, from: absence.from, to: absence.to, back: addDays(absence.to, 1), ...more },
    choices: [{ say: 'staff.button.queue', token: 'queue' }],
  })

const SAID: Readonly<Record<About['what'], (saying: Saying) => Iterable<Wish>>> = {
  *announced(saying) {
    const standing = standIn(saying)
    if (standing !== undefined) yield toPerson(standing.person.code, `absence.told.stand-in-${standing.as}`, saying)
    const leader = leaderOf(saying)
    if (leader !== undefined && leader !== standing?.person.code)
      yield toPerson(leader, standing === undefined ? 'absence.told.leader-alone' : 'absence.told.leader', saying, {
        standIn: standing?.person.name ?? '',
      })
    yield* thoseLeftAlone(saying)
  },
  *tomorrow(saying) {
    const standing = standIn(saying)
    yield toPerson(
      saying.about.code,
      standing === undefined ? 'absence.told.own-tomorrow-alone' : 'absence.told.own-tomorrow',
      saying,
      { standIn: standing?.person.name ?? '' },
    )
    if (standing !== undefined) yield toPerson(standing.person.code, 'absence.told.tomorrow', saying)
  },
  *back(saying) {
    yield tell({ kind: 'person', person: saying.about.code }, 'absence.told.own-back', {
      purpose: 'duty',
      choices: [{ say: 'staff.button.queue', token: 'queue' }],
    })
    const stoodIn = whoStoodIn(saying)
    if (stoodIn !== undefined) yield toPerson(stoodIn, 'absence.told.back', saying)
  },
  *ended(saying) {
    const stoodIn = whoStoodIn(saying)
    if (stoodIn !== undefined) yield toPerson(stoodIn, 'absence.told.ended', saying)
  },
}

const leaderOf = ({ org, about }: Saying): string | undefined =>
  org.postsHeldBy(about.code).flatMap((post) => org.responsible(post.code)?.person.code ?? [])[0]

/** Whoever stood in at its end; of one that never began, whoever would have. */
const whoStoodIn = (saying: Saying): string | undefined => {
  const { context, org, about, absence } = saying
  const { until } = timesOf(absence, context.content.only(Office).timezone)
  const bRole = org.postsHeldBy(about.code).flatMap((post) => post.standIn ?? [])[0]
  return org.standIn(about.code, later(until, -1))?.person.code ?? absence.standIn ?? bRole ?? leaderOf(saying)
}

/** Those for whom this person was to stand in, and who is there for them now. */
function* thoseLeftAlone({ context, org, about, absence }: Saying): Iterable<Wish> {
  const times = timesOf(absence, context.content.only(Office).timezone)
  for (const other of org.people()) {
    const away = other.away?.find(({ from, until }) => from < times.until && times.from < until)
    if (away === undefined || other.code === about.code || !counted(org, about.code, other, away.standIn)) continue
    const instant = latest(away.from, times.from, context.now)
    const standing = org.standIn(other.code, instant)
    const params = { name: about.name, who: other.name, standIn: standing?.person.name ?? '' }
    const key = standing === undefined ? 'absence.told.both-away-alone' : 'absence.told.both-away'
    yield tell({ kind: 'person', person: other.code }, key, { purpose: 'duty', params })
    if (standing !== undefined)
      yield tell({ kind: 'person', person: standing.person.code }, 'absence.told.climbed', { purpose: 'duty', params })
  }
}

/** Whether `other` counted on this person: named them, or has them as B-role and named nobody. */
const counted = (org: Organisation, person: string, other: Person, named: string | undefined): boolean =>
  named === person || (named === undefined && org.postsHeldBy(other.code).some((post) => post.standIn === person))
