/**
 * Lessons for a whole county: working out by rule what is due for whom on a morning, giving it to all of them,
 * looking again when all have it, coverage by unit, and the ledger. Yardsticks, in the same run: one read and one
 * insert of the store.
 * Run: npx tsx bench/lessons.ts [people, default 10000]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { Addressee, addresseeId } from '../core/campaigns/addressee.ts'
import { Campaign } from '../core/campaigns/campaign.ts'
import { coverage } from '../core/campaigns/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { Stored } from '../core/kernel/record.ts'
import { look } from '../core/lessons/ask.ts'
import { Course, courseId, LessonRound } from '../core/lessons/course.ts'
import { planned } from '../core/lessons/plan/operations.ts'
import { Person } from '../core/people/person.ts'
import { Post } from '../core/people/post.ts'
import { Unit } from '../core/people/unit.ts'
import { DAY, later } from '../core/ports/clock.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'

const people = Number(process.argv[2] ?? 10_000)
/** So many lessons were given to everybody before, and one in so many people has a new post. */
const BEFORE = 12
const NEW = 10
const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const store = sqliteStore({ path: join(folder, 'store.sqlite') })
const { application, outside } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
const at = outside.clock.now()
const stored = <T>(id: string, data: T): Stored<T> => ({ id, version: 1, data, history: [] })
const code = (n: number): string => `q${String(n).padStart(6, '0')}`
const units = (await readerOf(store, Unit).page({ limit: 200 })).rows.map(({ data }) => data.code)
const words = { say: 'lessons.invite', params: {}, buttons: [], files: [] }
const kind = { name: 'lesson', opens: 'lesson', asks: true, late: true, duty: true, invite: words, remind: words }
const campaigns = Array.from({ length: BEFORE }, (_, n) => `nlesson${n}`)
for (const [n, id] of campaigns.entries()) {
  const subject = n === 0 ? 'new-post' : `lesson-${n}`
  await store.collection<Stored<Campaign>>(Campaign).insert(
    stored(id, {
      ...{ number: n + 1, kind, subject, title: subject, audience: { any: [], none: [] }, whom: '' },
      ...{ opensAt: later(at, -90 * DAY), closesAt: later(at, DAY), reminders: [], spread: 0, urgent: false },
      ...{ state: 'open', openedBy: 'x', openedAt: later(at, -90 * DAY) },
    } as Campaign), // as far as it is looked at
  )
}
const inserts: number[] = []
const timed = async (act: () => unknown): Promise<number> => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}
for (let n = 0; n < people; n++) {
  const person = code(n)
  const unit = units[n % units.length] ?? ''
  const since = n % NEW === 0 ? at.slice(0, 10) : '2020-01-01'
  const post = { code: `p${person}`, unit, title: '干事', rank: 'staff', holder: person, since }
  await store.collection<Stored<Person>>(Person).insert(
    stored(person, { code: person, name: `人${n}`, roles: [], language: 'zh-CN', state: 'active' } as Person), // the same
  )
  await store.collection<Stored<Post>>(Post).insert(stored(`p${person}`, post as Post)) // the same
  for (const [k, campaign] of campaigns.entries()) {
    const addressee: Addressee = { campaign, person, unit, variables: {}, state: 'done', reminded: 0 }
    inserts.push(
      await timed(() =>
        store.collection<Stored<Addressee>>(Addressee).insert(stored(addresseeId(campaign, person), addressee)),
      ),
    )
    if (k > 0) continue
    const course: Course = {
      ...{ campaign, person, unit, rank: 'staff', lesson: 'new-post', title: '新上岗第一课', version: 1 },
      ...{ read: 1, shown: 1, tries: [[1]], ended: { at, passed: true, right: 1, of: 1 } },
    }
    await store.collection<Stored<Course>>(Course).insert(stored(courseId(campaign, person), course))
  }
}

const first = await timed(() => application.execute(look, { at }, SYSTEM))
const [round] = (await readerOf(store, LessonRound).page({ limit: 1 })).rows
const given = round?.data.given[0]
if (given === undefined) throw new Error('nothing was due')
const due = given.audience.any.length
for (const [group] of given.audience.any) {
  const person = group?.value ?? ''
  const addressee: Addressee = { campaign: given.campaign, person, variables: {}, state: 'waiting', reminded: 0 }
  const id = addresseeId(given.campaign, person)
  if ((await readerOf(store, Addressee).get(id)) === undefined)
    await store.collection<Stored<Addressee>>(Addressee).insert(stored(id, addressee))
}
const again = await timed(() => application.execute(look, { at: later(at, 1) }, SYSTEM))

const most = async (times: number, act: () => unknown): Promise<string> => {
  const all: number[] = []
  for (let n = 0; n < times; n++) all.push(await timed(act))
  return all
    .toSorted((a, b) => a - b)
    .map((each) => each.toFixed(1))
    .filter((_, n) => n === times >> 1 || n === times - 1)
    .join(' / ')
}
const year = Number(at.slice(0, 4))
const covering = await most(20, () =>
  application.execute(coverage, { campaign: campaigns[0] ?? '', by: 'unit' }, SYSTEM),
)
const planning = await most(20, () => application.execute(planned, { year }, SYSTEM))
const ledger = await timed(() =>
  application.byName('ledgers.show', { ledger: 'lessons', period: String(year) }, SYSTEM),
)
const reading = await most(200, () => readerOf(store, Addressee).get(addresseeId(campaigns[0] ?? '', code(7))))
console.log(`load ${loadavg()[0]?.toFixed(1)}, ${people} people in ${units.length} units, ${BEFORE} lessons before`)
console.log(
  `what is due for whom on a morning, ${due} in new posts: ${first.toFixed(0)} ms; once all have it: ${again.toFixed(0)} ms`,
)
console.log(`coverage by unit, median / most: ${covering} ms (wanted < 200)`)
console.log(`the plan of the year, median / most: ${planning} ms; the ledger of the year: ${ledger.toFixed(0)} ms`)
console.log(
  `by itself: one read ${reading} ms, one insert ${(inserts.toSorted((a, b) => a - b)[inserts.length >> 1] ?? 0).toFixed(2)} ms`,
)
await store.close()
await rm(folder, { recursive: true })
