import { calendarOf } from '../calendar/content.ts'
import { Addressee, addresseeId } from '../campaigns/addressee.ts'
import { Campaign } from '../campaigns/index.ts'
import type { Duty } from '../duties/day.ts'
import { ownDutiesOf } from '../duties/own.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { PledgeReading, PledgeReceipt, readingId } from './pledge.ts'
import { type Template, textHash } from './template.ts'
import { blanksIn, type Known } from './texts/blanks.ts'
import { pledgeBook } from './texts/book.ts'

/** What whoever acts was asked to sign, and how far they are. Nobody acts for somebody else here. */
export interface Asked {
  readonly person: string
  readonly known: Known
  readonly template: Template
  readonly textHash: string
  /** Changes with whatever whoever signs has before them: the text, and what was laid on them alone. */
  readonly before: string
  /** What becomes a task once it is signed: of the text, and of one's own. */
  readonly duties: readonly Duty[]
  readonly closesAt: string | undefined
  /** Who asked. */
  readonly openedBy: string
  readonly reading: Stored<PledgeReading> | undefined
  readonly receipt: Stored<PledgeReceipt> | undefined
}

/** One receipt for each who is asked; nobody can guess it who has not seen it. */
export const receiptId = ({ seal }: Pick<Context, 'seal'>, campaign: string, person: string): string =>
  `ps${seal.blind(readingId(campaign, person), 'pledge').slice(0, 24)}`

/** @throws Refusal `campaign.unknown`, `campaign.not-asked`, `pledges.withdrawn`, `pledges.withdrawn-because` */
export const asked = async (context: Context, campaign: string): Promise<Asked> => {
  const { actor } = context
  if (actor.kind !== 'person') throw forbidden()
  const { person } = actor
  const [found, addressee, reading, receipt] = await Promise.all([
    context.read(Campaign).get(campaign),
    context.read(Addressee).get(addresseeId(campaign, person)),
    context.read(PledgeReading).get(readingId(campaign, person)),
    context.read(PledgeReceipt).get(receiptId(context, campaign, person)),
  ])
  if (found === undefined || found.data.kind.name !== 'pledge') throw notFound('campaign.unknown')
  if (addressee === undefined) throw notFound('campaign.not-asked')
  const pledge = await pledgeBook.one(context, found.data.subject)
  const { title } = found.data
  // Withdrawn, or taken out of the content, while somebody was reading: nothing of it can be signed any more.
  if (pledge?.withdrawn !== undefined)
    throw refusal('pledges.withdrawn-because', { title, reason: pledge.withdrawn.reason })
  const template = pledge?.template
  if (template === undefined) throw refusal('pledges.withdrawn', { title })
  const known = await knownOf(context, person)
  const own = asksOwn(template) ? await ownDutiesOf(context, person, Number(known.年份)) : []
  const text = textHash(template)
  return {
    ...{ person, template, textHash: text, closesAt: found.data.closesAt, reading, receipt },
    openedBy: found.data.openedBy,
    before: own.length === 0 ? text : `${text} ${JSON.stringify(own)}`,
    duties: [...template.duties, ...own],
    known: { ...known, 本人任务: ownLines(context.content, own) },
  }
}

/** @throws Refusal `pledges.closed`, `campaign.cancelled`, `pledges.signed-already` */
export const requireOpen = async (context: Context, campaign: string, { receipt }: Asked): Promise<void> => {
  if (receipt !== undefined) throw refusal('pledges.signed-already')
  const { state, closesAt = '' } = (await context.read(Campaign).get(campaign))?.data ?? { state: 'closed' as const }
  if (state === 'cancelled') throw refusal('campaign.cancelled')
  if (state === 'closed' || (closesAt !== '' && context.now >= closesAt)) throw refusal('pledges.closed')
}

const asksOwn = ({ text }: Template): boolean => blanksIn(text).has('本人任务')

/** The duties of one's own as they stand in what is signed. */
const ownLines = (content: Context['content'], own: readonly Duty[]): string =>
  own.length === 0
    ? content.say('zh-CN', 'duties.own-none')
    : own
        .map(({ due, text }, n) => {
          const [month = 0, day = 0] = due.split('-').map(Number)
          return content.say('zh-CN', 'duties.own-line', { n: n + 1, month, day, text })
        })
        .join('\n')

const knownOf = async (context: Context, person: string): Promise<Omit<Known, '本人任务'>> => {
  const org = await organisation(context)
  const posts = org.postsHeldBy(person)
  return {
    姓名: org.person(person)?.name ?? person,
    单位: org.unit(posts[0]?.unit ?? '')?.name ?? '',
    岗位: posts.map(({ title }) => title).join('、'),
    年份: calendarOf(context.content).dayAt(context.now).slice(0, 4),
  }
}

/** The first blank that is not filled in, by its place. */
export const nextBlank = ({
  template,
  reading,
}: {
  readonly template: Template
  readonly reading: { readonly data: PledgeReading } | undefined
}): number | undefined => {
  const n = template.blanks.findIndex(({ name }) => reading?.data.values[name] === undefined)
  return n < 0 ? undefined : n
}
