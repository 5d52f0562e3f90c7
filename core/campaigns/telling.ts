import { calendarOf } from '../calendar/content.ts'
import type { Content } from '../content/content.ts'
import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Telling } from '../messaging/tell.ts'
import type { Addressee } from './addressee.ts'
import type { Campaign, Words } from './campaign.ts'
import { filled } from './variables.ts'

/** What the deliveries of a campaign are about, so that they can be counted apart: its messages, and what followed. */
export const aboutReminders = (campaign: string): string => `${campaign}:remind`
export const aboutCorrections = (campaign: string): string => `${campaign}:correct`

/** The wish to say `words` to one person of a campaign. */
export const wishTo = (
  content: Content,
  id: string,
  campaign: Pick<Campaign, 'kind' | 'title' | 'number' | 'urgent' | 'closesAt'>,
  { person, variables }: Pick<Addressee, 'person' | 'variables'>,
  words: Words,
  about = id,
  corrects?: string,
): Wish => ({
  do: 'messaging.queue',
  input: {
    to: { kind: 'person', person },
    purpose: campaign.kind.duty ? 'duty' : 'notice',
    words: wordsTo(content, id, campaign, { variables }, words),
    order: '',
    about,
    urgent: campaign.urgent,
    ...(corrects === undefined ? {} : { corrects }),
  } satisfies Telling,
})

/** `words` of a campaign as one person of it is told them. */
export const wordsTo = (
  content: Content,
  id: string,
  campaign: Pick<Campaign, 'kind' | 'title' | 'number' | 'closesAt'>,
  { variables }: Pick<Addressee, 'variables'>,
  words: Words,
): Telling['words'] => {
  const fill = (params: Params): Params =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? filled(content, value, variables) : value,
      ]),
    )
  const { title, number, closesAt } = campaign
  const day = closesAt === undefined ? {} : { day: calendarOf(content).dayAt(closesAt) }
  return {
    saying: {
      say: words.say,
      params: { ...variables, title, number, ...day, ...fill(words.params) },
      choices: words.buttons.map(({ say, params, args, style }) => ({
        ...{ say, params, style },
        token: [campaign.kind.opens, id, args].filter(Boolean).join(' '),
      })),
      files: words.files,
    },
  }
}
