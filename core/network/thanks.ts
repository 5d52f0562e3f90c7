import { z } from 'zod'
import type { GivenKind } from '../campaigns/campaign.ts'
import { Campaign } from '../campaigns/index.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { instantsOf, periodNamed } from '../ledgers/period.ts'
import { Person } from '../people/person.ts'
import { Code } from '../people/unit.ts'
import { LettersFile, letters, lettersFile } from './letters.ts'
import { MemberAnswer } from './member-answer.ts'
import { Departure } from './replace.ts'

const Year = z.coerce.number().int().min(2000).max(2100)

const Figures = z.strictObject({ year: z.number(), members: z.number(), told: z.number(), dealt: z.number() })
type Figures = z.infer<typeof Figures>

/**
 * That the members were thanked for a year. Everybody is thanked, with the figures of all together: thanking those who
 * told something would say who did.
 */
export const YearThanks = record('member-thanks', {
  prefix: 'mt',
  schema: z.strictObject({ ...Figures.shape, campaign: z.string(), at: z.string(), by: z.string() }),
})

type YearThanks = RecordOf<typeof YearThanks>

/** What came of a year, of all members together. */
export const yearOfMembers = query({
  name: 'network.year',
  summary: 'What members of contact points told in a year, all together, and what became of it',
  allow: ['officer', 'director', 'viewer', 'auditor'],
  input: z.strictObject({ year: Year }),
  output: Figures,
  run: (context, { year }) => figuresOf(context, year),
})

const figuresOf = async (context: Context, year: number): Promise<Figures> => {
  const { from, until } = instantsOf(periodNamed(String(year)), context.content.only(Office).timezone)
  const counts = await context.read(MemberAnswer).groupCount({ 'data.at': { gte: from, lt: until } }, 'data.became')
  const sum = (names: readonly string[]): number => names.reduce((all, name) => all + (counts.get(name) ?? 0), 0)
  const members = (await membersIn(context)).length
  const told = [...counts.values()].reduce((all, count) => all + count, 0)
  return { year, members, told, dealt: sum(['case', 'warning', 'suggestion', 'same']) }
}

const membersIn = async (context: Context): Promise<readonly Person[]> => {
  const members: Person[] = []
  for await (const { data } of context.read(Person).stream({}))
    if (data.state === 'active' && data.roles.includes('contact-point')) members.push(data)
  return members
}

/** Thanks every member in chat, once a year. */
export const thank = operation({
  name: 'network.thank',
  summary: 'Thank every member of a contact point in chat for a year, with what came of it; once a year',
  allow: ['officer', 'director'],
  input: z.strictObject({ year: Year }),
  output: z.strictObject({ campaign: z.string(), members: z.number() }),
  async run(context, { year }) {
    const id = `mt-${year}`
    if ((await context.read(YearThanks).get(id)) !== undefined) throw refusal('network.thanked', { year })
    const figures = await figuresOf(context, year)
    if (figures.members === 0) throw refusal('network.nobody')
    const by = actorName(context.actor)
    const campaign = context.newId(Campaign)
    const title = context.content.say('zh-CN', 'network.year.title', { year })
    const input = {
      ...{ id: campaign, kind: kindOf(figures), subject: id, title, by },
      audience: { any: [[{ term: 'members', value: '' }]], none: [] },
    }
    return create(YearThanks, id, { ...figures, campaign, at: context.now, by }, [{ do: 'campaigns.open', input }])
  },
  outputOf: ({ data: { campaign, members } }: Stored<YearThanks>) => ({ campaign, members }),
})

const kindOf = (params: Figures): GivenKind => {
  const words = { say: wordsFor(params), params, buttons: [] }
  return { name: 'thanks', opens: 'my_feedback', asks: false, duty: false, invite: words, remind: words }
}

/** A year in which nothing was told is thanked for without figures. */
const wordsFor = ({ told }: Figures): string => (told === 0 ? 'network.year.message-plain' : 'network.year.message')

/** The same on paper, one letter a member; or to one who has left. */
export const printThanks = operation({
  name: 'network.thankLetters',
  summary: 'Print letters of thanks: one for each member for a year, or one for somebody who has left',
  allow: ['officer', 'administrator'],
  input: z.union([z.strictObject({ year: Year }), z.strictObject({ departure: Code })]),
  output: LettersFile,
  async run(context, given) {
    const office = inLanguage(context.content.only(Office).name, 'zh-CN')
    if ('departure' in given) {
      const left = (await context.read(Departure).get(given.departure))?.data
      if (left === undefined) throw refusal('network.no-departure')
      const name = (await context.read(Person).get(left.person))?.data.name ?? left.person
      return letters(context, 'network.year.letter-title', [{ name }], (say) => [
        { kind: 'paragraph', text: say('network.year.letter-left') },
        { kind: 'paragraph', text: office },
      ])
    }
    const figures = await figuresOf(context, given.year)
    const people = await membersIn(context)
    if (people.length === 0) throw refusal('network.nobody')
    return letters(context, 'network.year.letter-title', people, (say) => [
      {
        kind: 'paragraph',
        text: say(figures.told === 0 ? 'network.year.letter-plain' : 'network.year.letter', { ...figures }),
      },
      { kind: 'paragraph', text: say('network.year.letter-on') },
      { kind: 'paragraph', text: office },
    ])
  },
  outputOf: lettersFile,
})
