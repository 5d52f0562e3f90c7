import type { Reply, Talk } from '../../conversation/command.ts'
import type { Attachment } from '../../conversation/conversation.ts'
import type { Organisation } from '../../people/index.ts'
import { seesOffice } from '../access.ts'
import type { CaseData } from '../case.ts'
import { becauseOf } from '../due-why.ts'
import { excerpt } from '../excerpt/use.ts'
import { OPEN } from '../lifecycle.ts'
import { caseButtons } from './case-buttons.ts'
import { linksWords } from './case-links.ts'
import { excerptButtons, excerptWords } from './excerpt-view.ts'
import { historyWords, whatWasSaid } from './history-view.ts'
import { proposalWords } from './proposal-view.ts'
import type { TheCase } from './the-case.ts'
import { dayOf, dueWords, handedOut, matterName, shortened } from './words.ts'

/** How much of the citizen's words stands in the view; the rest is one tap away. */
const WORDS = 600
/** How many files come along with the view. */
const FILES = 6

/**
 * A case for staff: what it is, until when, what was said and done, and the buttons that this person may use now.
 * Of who reported it there is nothing but the kind.
 */
export const caseReply = async (talk: Talk, found: TheCase): Promise<Reply> => {
  const { id, data } = found
  const org = await talk.organisation()
  const files = caseFiles(data)
  const more = [
    ...(data.text.length > WORDS ? [{ say: 'staff.button.whole', token: `whole ${id}` }] : []),
    ...(files.length > FILES
      ? [{ say: 'staff.button.photos', params: { count: files.length }, token: `photos ${id}` }]
      : []),
  ]
  const read = await talk.execute(excerpt, { case: id })
  const parts = [
    headWords(talk, org, data),
    talk.text('staff.case.text', { text: shortened(data.text, WORDS) }),
    ...(seesOffice(talk.actor, data) ? officeWords(talk, org, data) : []),
    ...(read.excerpt === undefined ? [] : [excerptWords(talk, org, read.excerpt)]),
    ...whatWasSaid(talk, org, data),
    ...(await linksWords(talk, data)),
    historyWords(talk, org, found),
  ]
  return {
    words: parts.filter((part) => part !== '').join('\n\n'),
    choices: [...excerptButtons(org, id, read.excerpt), ...caseButtons(talk, org, id, data), ...more],
    ...(files.length === 0 ? {} : { files: files.slice(0, FILES).map(handedOut) }),
  }
}

/** All files of a case in the order in which they came. */
export const caseFiles = (data: CaseData): readonly Attachment[] => [
  ...data.attachments,
  ...[...data.additions, ...data.questions.flatMap(({ answer }) => answer ?? []), ...data.measures, ...data.answers]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap(({ files }) => files),
]

const headWords = (talk: Talk, org: Organisation, data: CaseData): string => {
  const unitName = (code: string): string => org.unit(code)?.name ?? code
  const state = talk.text(`staff.state-${data.state}`)
  const because = becauseOf(talk.content, data, 'staff')
    .map(([key, params]) => talk.text(key, params))
    .join('')
  const lines: readonly (readonly [string, Record<string, string> | undefined])[] = [
    [
      'head',
      {
        number: data.number,
        state,
        urgent: `${data.urgent ? talk.text('staff.mark-urgent') : ''}${data.green === true ? talk.text('staff.mark-green') : ''}`,
      },
    ],
    ['matter', { matter: matterName(talk, data.matter), kind: talk.text(`staff.kind-${data.kind}`) }],
    ['received', { day: dayOf(talk, data.receivedAt) }],
    ['due', OPEN.includes(data.state) ? { due: dueWords(talk, data.due?.day) } : undefined],
    ['why', because === '' ? undefined : { because }],
    ['round', data.round > 1 ? { round: String(data.round) } : undefined],
    ['place', data.place === undefined ? undefined : { place: data.place.text }],
    ['since', data.since === undefined ? undefined : { since: data.since }],
    ['wanted', data.wanted === undefined ? undefined : { wanted: data.wanted }],
    // What a supervisor found was written by no citizen.
    ['reporter', { reporter: talk.text(`staff.reporter-${data.channel === 'visit' ? 'visit' : data.reporter}`) }],
    ['lead', data.lead === undefined ? undefined : { unit: unitName(data.lead) }],
    [
      'supporting',
      data.supporting.length === 0 ? undefined : { units: data.supporting.map(unitName).join(talk.text('list.comma')) },
    ],
    [
      'owner',
      data.owner === undefined ? undefined : { name: org.person(data.owner.person)?.name ?? data.owner.person },
    ],
  ]
  return lines
    .flatMap(([key, params]) => (params === undefined ? [] : [talk.text(`staff.case.${key}`, params)]))
    .join('\n')
}

/** What only the office sees: whom it is against, and what the program proposed and why. */
const officeWords = (talk: Talk, org: Organisation, data: CaseData): readonly string[] => {
  const against = [
    ...data.against.units.map((code) => org.unit(code)?.name ?? code),
    ...data.against.people.map((code) => org.person(code)?.name ?? code),
  ]
  const who =
    against.length === 0 ? [] : [talk.text('staff.case.against', { who: against.join(talk.text('list.comma')) })]
  return [...who, proposalWords(talk, org, data)]
}
