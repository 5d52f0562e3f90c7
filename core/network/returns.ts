import { Addressee } from '../campaigns/addressee.ts'
import { settle } from '../campaigns/answer.ts'
import { Campaign } from '../campaigns/campaign.ts'
import { Office } from '../content/office.ts'
import type { Stored } from '../kernel/record.ts'
import type { Asked } from '../ledgers/ledger.ts'
import { instantsOf, type Period } from '../ledgers/period.ts'
import { townshipOf } from '../people/places.ts'
import { type Became, MemberAnswer } from './member-answer.ts'

/** What is counted of forms: handed out, come back, come unasked, told something in words, and what became of that. */
export const COUNTS = [
  'out',
  'back',
  'unasked',
  'told',
  'case',
  'warning',
  'suggestion',
  'same',
  'noted',
  'waiting',
] as const
export type Counts = Record<(typeof COUNTS)[number], number>

export const nothing = (): Counts => ({
  ...{ out: 0, back: 0, unasked: 0, told: 0, case: 0, warning: 0 },
  ...{ suggestion: 0, same: 0, noted: 0, waiting: 0 },
})

/** What is counted of a form that was handed out, that was answered, or that came unasked; nothing says whose it is. */
export interface Form {
  /** Absent where it came unasked. */
  readonly campaign?: Stored<Campaign>
  readonly stratum: string
  /** The code of the township, or what is known instead. */
  readonly place: string
  readonly counts: Partial<Counts>
}

/** The forms of a period as things stood at `asAt`: those of campaigns that began in it, and what came unasked in it. */
export async function* formsOf(asked: Asked, period: Period): AsyncIterable<Form> {
  const { from, until } = instantsOf(period, asked.context.content.only(Office).timezone)
  const where = { 'data.kind.name': 'form', 'data.opensAt': { gte: from, lt: until } }
  const order = ['data.opensAt']
  for await (const campaign of asked.context.read(Campaign).stream({ where, order }))
    if (campaign.data.opensAt < asked.asAt && campaign.data.state !== 'cancelled') yield* handedOut(asked, campaign)
  const unasked = { 'data.campaign': null, 'data.at': { gte: from, lt: until } }
  for await (const answer of asked.context.read(MemberAnswer).stream({ where: unasked, order: ['data.at'] }))
    if (firstAt(answer) < asked.asAt && isWithin(asked, answer.data.place))
      yield {
        ...{ stratum: answer.data.stratum ?? '', place: townshipOf(asked.org, answer.data.place) },
        counts: { unasked: 1, ...became(asked, answer) },
      }
}

/** Whose an answer is stands in no addressee: what came back and what was told are counted apart. */
async function* handedOut(asked: Asked, campaign: Stored<Campaign>): AsyncIterable<Form> {
  const { context, asAt } = asked
  const where = { 'data.campaign': campaign.id }
  for await (const { data, history } of context.read(Addressee).stream({ where })) {
    if (!isWithin(asked, data.place)) continue
    const answeredAt = history.find(({ did }) => did === settle.name)?.at ?? data.answeredAt ?? asAt
    yield {
      ...{ campaign, stratum: data.stratum ?? '', place: townshipOf(asked.org, data.place) },
      counts: { out: 1, back: data.state === 'done' && answeredAt < asAt ? 1 : 0 },
    }
  }
  for await (const answer of context.read(MemberAnswer).stream({ where })) {
    if (firstAt(answer) >= asAt || !isWithin(asked, answer.data.place)) continue
    yield {
      ...{ campaign, stratum: answer.data.stratum ?? '', place: townshipOf(asked.org, answer.data.place) },
      counts: became(asked, answer),
    }
  }
}

/** An answer that was given again still came when it came first. */
const firstAt = ({ history, data }: Stored<MemberAnswer>): string => history[0]?.at ?? data.at

const became = ({ asAt }: Asked, { data }: Stored<MemberAnswer>): Partial<Counts> => {
  if (data.text === '') return {}
  const at: Became = data.becameAt === undefined || data.becameAt >= asAt ? 'waiting' : data.became
  return { told: 1, ...(at === 'none' ? {} : { [at]: 1 }) }
}

/** The units that a reader asked for: forms from their places, by who looks after those. */
const isWithin = ({ org, units }: Asked, place: string | undefined): boolean => {
  if (units === undefined) return true
  const unit = place === undefined ? undefined : org.unitOfPlace(place)?.code
  return unit !== undefined && units.has(unit)
}
