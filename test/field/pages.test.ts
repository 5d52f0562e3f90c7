import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { maySee as maySeeBrewing } from '../../core/brewing/access.ts'
import { list as brewings } from '../../core/brewing/lists.ts'
import { Brewing, type BrewingData, OPEN } from '../../core/brewing/problem.ts'
import { report } from '../../core/brewing/report.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType, Stored } from '../../core/kernel/record.ts'
import { type Organisation, organisation, personActor } from '../../core/people/index.ts'
import { maySee as maySeeSpecial } from '../../core/special-campaigns/access.ts'
import { list as specials } from '../../core/special-campaigns/lists.ts'
import { open } from '../../core/special-campaigns/office-steps.ts'
import { Special } from '../../core/special-campaigns/special.ts'
import { maySeeVisit } from '../../core/visits/access.ts'
import { list as visits } from '../../core/visits/lists.ts'
import { report as visit } from '../../core/visits/report.ts'
import { Visit } from '../../core/visits/visit.ts'
import { World } from '../support/world.ts'

/** Those of two offices, of units that are asked, complained about and visited, and who report. */
const PEOPLE = ['qi-changxiu', 'bao-yuzhen', 'mo-youtian', 'dou-yongkang', 'song-renjie', 'tan-guihua', 'kuang-lihua']
const offices = fc.constantFrom('integrity-office', 'city-discipline')
const units = fc.constantFrom('water', 'finance', 'integrity-office', 'county-government')
/** Few enough that several stand at one instant. */
const instants = fc.integer({ min: 10, max: 18 }).map((hour) => `2025-06-${hour}T01:00:00.000Z`)
const SIZE = 40

let world: World
let org: Organisation
let actors: readonly Actor[]

beforeAll(async () => {
  world = await World.open()
  const { store, content } = world.program.outside
  const context = { read: <T>(type: RecordType<T>) => readerOf(store, type), content, now: world.clock.now() }
  org = await organisation(context)
  actors = (await Promise.all(PEOPLE.map((person) => personActor(context, person)))).filter(
    (each) => each !== undefined,
  )
  expect(actors.length).toBe(PEOPLE.length)
})

const collection = <T>(type: RecordType<T>) => world.program.outside.store.collection<Stored<T>>(type)
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)

/** Many like the one that the door made, each different in what `more` draws. */
const scattered = async <T extends object>(type: RecordType<T>, id: string, more: fc.Arbitrary<Partial<T>>) => {
  const all = collection(type)
  const one = await all.get(id)
  if (one === undefined) throw new Error(`${id} was not kept`)
  await all.delete(id)
  for (const [n, drawn] of fc.sample(more, { numRuns: SIZE, seed: 7 }).entries())
    await all.insert({
      ...one,
      id: `${type.prefix}${(n * 7919) % 9973}`,
      data: { ...one.data, number: `${n}`, ...drawn },
    })
}

/** All of a kind that `may` be seen, the newest first. */
const seen = async <T>(type: RecordType<T>, at: (data: T) => string, may: (data: T) => boolean) => {
  const found: Stored<T>[] = []
  for await (const stored of collection(type).stream({})) if (may(stored.data)) found.push(stored)
  const key = ({ id, data }: Stored<T>) => `${at(data)}~${id}`
  return found.sort((a, b) => (key(a) < key(b) ? 1 : -1)).map(({ id }) => id)
}

/** What a list gives page by page. */
const paged = async (
  page: (after: { after?: string }) => Promise<{ rows: readonly { id: string }[]; next?: string | undefined }>,
) => {
  const ids: string[] = []
  for (let after: { after?: string } | undefined = {}; after !== undefined; ) {
    const { rows, next }: Awaited<ReturnType<typeof page>> = await page(after)
    ids.push(...rows.map(({ id }) => id))
    after = next === undefined ? undefined : { after: next }
  }
  return ids
}

test('brewing problems: everybody pages through exactly what they may see, the newest first', async () => {
  const reporter = actors[5] ?? SYSTEM
  const { id } = await execute(report, report.input.parse({ text: '水渠停工' }), reporter)
  const more = fc.record({
    receivedAt: instants,
    office: offices,
    state: fc.constantFrom<BrewingData['state']>('received', 'checking', 'checked', 'settled', 'merged'),
    responsible: fc.uniqueArray(units, { maxLength: 2 }),
    unit: units,
    reporter: fc.constantFrom('tan-guihua', 'qi-changxiu', 'nobody'),
    also: fc.constantFrom<string[]>([], ['kuang-lihua'], ['song-renjie']),
  })
  await scattered(Brewing, id, more)
  const checks = (actor: Actor, data: BrewingData) =>
    actor.kind === 'person' && (actor.units.includes(data.office) || actor.person === data.reporter)
  for (const actor of actors) {
    const all = (data: BrewingData) => maySeeBrewing(org, actor, data)
    const own = (data: BrewingData) =>
      actor.kind === 'person' && (data.reporter === actor.person || data.also.includes(actor.person))
    const asked = {
      own: await seen(Brewing, (data) => data.receivedAt, own),
      // Who reported the same as another finds it among their own.
      all: await seen(
        Brewing,
        (data) => data.receivedAt,
        (data) => all(data) && (!own(data) || checks(actor, data) || isUnits(actor, data)),
      ),
      open: await seen(
        Brewing,
        (data) => data.receivedAt,
        (data) =>
          all(data) &&
          ((OPEN.includes(data.state) && checks(actor, data)) || (data.state === 'checking' && isUnits(actor, data))),
      ),
    }
    for (const only of ['own', 'all', 'open'] as const)
      for (const limit of [1, 7])
        expect(await paged((after) => execute(brewings, { only, limit, ...after }, actor))).toEqual(asked[only])
  }
})

const isUnits = (actor: Actor, { unit }: BrewingData): boolean =>
  actor.kind === 'person' && actor.roles.includes('handler') && unit !== undefined && actor.units.includes(unit)

test('visits and special campaigns likewise', async () => {
  const supervisor = actors[6] ?? SYSTEM
  const went = { day: '2025-06-30', unit: 'water', announced: false, kind: 'other', findings: [] }
  const { id: ofVisit } = await execute(visit, visit.input.parse(went), supervisor)
  const supervisors = fc.constantFrom('kuang-lihua', 'qi-changxiu', 'nobody')
  await scattered(
    Visit,
    ofVisit,
    fc.record({ recordedAt: instants, office: offices, unit: units, supervisor: supervisors }),
  )
  const asked = { title: '清理欠条', goal: '两个月清完', lead: 'water', supporting: [], to: '2026-12-31' }
  const { id: ofSpecial } = await execute(open, asked, SYSTEM)
  const supporting = fc.uniqueArray(units, { maxLength: 2 })
  await scattered(Special, ofSpecial, fc.record({ openedAt: instants, office: offices, lead: units, supporting }))
  for (const actor of actors) {
    const mayVisit = actor.kind === 'person' && actor.roles.some((role) => visits.allow.includes(role as never))
    const visible = await seen(
      Visit,
      (data) => data.recordedAt,
      (data) => maySeeVisit(org, actor, data),
    )
    if (mayVisit) expect(await paged((after) => execute(visits, { limit: 7, ...after }, actor))).toEqual(visible)
    const campaigns = await seen(
      Special,
      (data) => data.openedAt,
      (data) => maySeeSpecial(actor, data),
    )
    if (actor.kind === 'person' && actor.units.length > 0)
      expect(await paged((after) => execute(specials, { only: 'all', limit: 7, ...after }, actor))).toEqual(campaigns)
  }
})
