import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { READERS } from '../campaigns/index.ts'
import type { Language } from '../content/content.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import type { Organisation } from '../people/organisation.ts'
import { type Person, PersonLanguage } from '../people/person.ts'
import { Duty, DutyDay, MOST_DUTIES } from './day.ts'
import { DutyLetter } from './letter.ts'
import { OwnDuties, ownDutiesId } from './own.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const Row = z.strictObject({
  /** Where it stands in the list, from 1. */
  line: z.coerce.number().int().min(1),
  /** A name or a code. */
  name: z.string().trim().min(1).max(60),
  /** Tells two of one name apart. */
  unit: z.string().trim().max(60).optional(),
  /** As it was written beside the day: has to be the year of the list. */
  year: Year.optional(),
  due: DutyDay,
  text: Duty.shape.text,
})
type Row = z.infer<typeof Row>

const Fault = z.strictObject({
  line: z.number(),
  kind: z.enum(['unknown', 'several', 'other-year', 'signed', 'too-many', 'twice']),
  name: z.string(),
})
type Fault = z.infer<typeof Fault>

const yearOf = ({ content, now }: Pick<Context, 'content' | 'now'>): number =>
  Number(calendarOf(content).dayAt(now).slice(0, 4))

/** The duties of one head for a year, in place of those that were given before. */
export const lay = operation({
  name: 'duties.lay',
  summary: 'Give one head their duties of a year, in place of those of before',
  allow: 'system',
  input: z.strictObject({ person: z.string(), year: Year, duties: z.array(Duty).max(MOST_DUTIES), by: z.string() }),
  output: z.strictObject({ person: z.string() }),
  async run(context, given) {
    const id = ownDutiesId(given.person, given.year)
    const duties = given.duties.toSorted((a, b) => (a.due < b.due ? -1 : 1))
    const next = { ...given, duties, at: context.now }
    return (await context.read(OwnDuties).get(id)) === undefined
      ? create(OwnDuties, id, next)
      : change(OwnDuties, await context.load(OwnDuties, id), next)
  },
  outputOf: ({ data }: Stored<OwnDuties>) => ({ person: data.person }),
})

const Assigned = z.strictObject({ year: z.number(), heads: z.number(), duties: z.number() })

/**
 * Takes in the list of what each head has to do in a year. Whoever stands in it has exactly these duties afterwards; of
 * others nothing changes. With any fault, nothing at all is taken in.
 * @throws Refusal `duties.list-faulty` with the faults by line
 */
export const assign = operation({
  name: 'duties.assign',
  summary: 'Take in the concrete duties of heads of units for their responsibility letters, one a row',
  allow: ['officer', 'director'],
  input: z.strictObject({
    year: Year.optional(),
    rows: z.array(Row).min(1).max(5_000),
    dryRun: z.boolean().default(false),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: Assigned,
  async run(context, { year = yearOf(context), rows, dryRun, language }) {
    const org = await organisation(context)
    const read = rows.map((row) => ({ row, found: personOf(org, row) }))
    const people = new Map<string, Row[]>()
    const faults: Fault[] = []
    for (const { row, found } of read) {
      const fault = (kind: Fault['kind']): void => void faults.push({ line: row.line, kind, name: row.name })
      if (row.year !== undefined && row.year !== year) fault('other-year')
      if (typeof found === 'string') {
        fault(found)
        continue
      }
      const own = people.get(found.code) ?? []
      if (own.some((each) => each.text === row.text)) fault('twice')
      if (own.length === MOST_DUTIES) fault('too-many')
      people.set(found.code, [...own, row])
    }
    const signed = await signedIn(context, year, people)
    for (const [code, [first]] of people)
      if (first !== undefined && signed.has(code)) faults.push({ line: first.line, kind: 'signed', name: first.name })
    if (faults.length > 0) throw listFaulty(context, faults, language)
    for (const [person, own] of dryRun ? [] : people) {
      const duties = own.map(({ due, text }) => ({ due, text }))
      await context.execute(lay, { person, year, duties, by: actorName(context.actor) }, `lay ${person}`, {
        kind: 'system',
      })
    }
    return answer({ year, heads: people.size, duties: rows.length })
  },
  outputOf: () => ({ year: 0, heads: 0, duties: 0 }),
})

const personOf = (org: Organisation, { name, unit }: Row): Person | 'unknown' | 'several' => {
  const plain = (words: string): string => words.replace(/\s/gu, '')
  const coded = org.person(name)
  const named =
    coded === undefined ? org.findPeople(name, 20).filter((each) => plain(each.name) === plain(name)) : [coded]
  const active = named.filter(({ state }) => state === 'active')
  const here =
    unit === undefined || active.length === 1
      ? active
      : active.filter(({ code }) => org.postsHeldBy(code).some((post) => org.unit(post.unit)?.name.includes(unit)))
  const [only] = here
  return only === undefined ? 'unknown' : here.length > 1 ? 'several' : only
}

/** Who of them has signed a letter of this year: what was signed does not change. */
const signedIn = async (
  context: Context,
  year: number,
  people: ReadonlyMap<string, unknown>,
): Promise<ReadonlySet<string>> => {
  const signed = new Set<string>()
  const where = { 'data.signedAt': { gte: `${year - 1}-12-30` } }
  for await (const { data } of context.read(DutyLetter).stream({ where })) {
    const isOfYear = calendarOf(context.content).dayAt(data.signedAt).startsWith(String(year))
    if (isOfYear && people.has(data.person)) signed.add(data.person)
  }
  return signed
}

const SHOWN = 10

const listFaulty = ({ content }: Context, faults: readonly Fault[], language: Language) => {
  const lines = faults
    .toSorted((a, b) => a.line - b.line)
    .slice(0, SHOWN)
    .map(({ line, kind, name }) => content.say(language, `duties.list-${kind}`, { line, name, most: MOST_DUTIES }))
  return refusal('duties.list-faulty', { count: faults.length, lines: lines.join('\n') })
}

/** What each head was given for a year, and whether they have signed it. */
export const assigned = query({
  name: 'duties.assigned',
  summary: 'List the duties that heads of units were given for a year, and who has signed them',
  allow: [...READERS],
  input: z.strictObject({ year: Year.optional() }),
  output: z.strictObject({
    year: z.number(),
    rows: z.array(
      z.strictObject({
        ...{ person: z.string(), name: z.string(), unit: z.string(), signed: z.boolean() },
        duties: z.array(Duty),
      }),
    ),
  }),
  async run(context, { year = yearOf(context) }) {
    const org = await organisation(context)
    const all: OwnDuties[] = []
    for await (const { data } of context
      .read(OwnDuties)
      .stream({ where: { 'data.year': year }, order: ['data.person'] }))
      all.push(data)
    const signed = await signedIn(context, year, new Map(all.map(({ person }) => [person, true])))
    const rows = all.map(({ person, duties }) => ({
      ...{ person, name: org.person(person)?.name ?? person, signed: signed.has(person), duties },
      unit: org.unit(org.postsHeldBy(person)[0]?.unit ?? '')?.name ?? '',
    }))
    return { year, rows }
  },
})
