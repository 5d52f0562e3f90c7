import { z } from 'zod'
import { Answer } from '../conversation/conversation.ts'
import { idFrom } from '../kernel/execution.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import type { Recipient } from '../messaging/delivery.ts'
import { PersonLanguage } from '../people/person.ts'
import { Stratum } from '../people/stratum.ts'
import type { Seal } from '../ports/seal.ts'

/** What became of what a member told. `waiting` for an officer; `none` told nothing that anything could become of. */
export const Became = z.enum(['none', 'waiting', 'case', 'warning', 'suggestion', 'same', 'noted'])
export type Became = z.infer<typeof Became>

/** What the county leadership said of a suggestion. */
export const Said = z.strictObject({
  what: z.enum(['adopted', 'passed', 'studying', 'declined']),
  words: z.string().trim().min(1).max(1_000),
  at: z.string(),
})
export type Said = z.infer<typeof Said>

/** How the warning that a member's words led to ended. */
export const WarningOver = z.enum(['put-right', 'withdrawn', 'over'])
export type WarningOver = z.infer<typeof WarningOver>

/** A form that a member of a contact point filled in: of a campaign, or when they wanted. */
export const MemberAnswer = record('member-answer', {
  prefix: 'ma',
  schema: z.strictObject({
    /** By which a member finds their own answers: `ownerOf`. Gone, like `person` and `chat`, once they had it erased. */
    owner: z.string().optional(),
    /** The code of whose it is, sealed: opened for nobody, and only to tell them what came of it. */
    person: z.string().optional(),
    stratum: Stratum.optional(),
    place: z.string().optional(),
    /** Absent when it was told without being asked. */
    campaign: z.string().optional(),
    /** It was told without being asked, and is the answer to the campaign that waited then. */
    unasked: z.literal(true).optional(),
    form: z.string(),
    version: z.number().int(),
    answers: z.record(z.string(), Answer),
    /** What was chosen, by `chosenIn`: what results are counted by. */
    chosen: z.string().optional(),
    at: z.string(),
    /** What they said in their own words, and as what. */
    text: z.string(),
    kind: z.enum(['complaint', 'help', 'suggestion', 'other']),
    /** Where they hear of a case: a sealed `MemberChat`. */
    chat: z.string().optional(),
    became: Became,
    /** The number of the case, sealed: who reads the store can't tell whose case it is. */
    case: z.string().optional(),
    /** The number of the warning that was issued because of it. */
    warning: z.string().optional(),
    /** The answer that tells of the same. */
    same: z.string().optional(),
    becameAt: z.string().optional(),
    /** The paper of suggestions that it stands in. */
    paper: z.string().optional(),
    said: Said.optional(),
    over: WarningOver.optional(),
  }),
  indexes: [
    { paths: ['data.campaign', 'data.chosen', 'data.stratum', 'data.place'] },
    { paths: ['data.campaign', 'data.stratum', 'data.place'] },
    { paths: ['data.owner', 'data.at'] },
    { paths: ['data.became', 'data.at'] },
    { paths: ['data.same'] },
    { paths: ['data.at'] },
  ],
})
export type MemberAnswer = RecordOf<typeof MemberAnswer>

/** The chat of a member as its conversation holds it. */
export const MemberChat = z.strictObject({
  ...{ key: z.string(), sealed: z.string(), bond: z.string(), channel: z.string() },
  /** In which they told it there. */
  language: PersonLanguage.optional(),
})
export type MemberChat = z.infer<typeof MemberChat>

/** Equal for all answers of a member; nobody without the office's keys learns whose they are. */
export const ownerOf = (seal: Pick<Seal, 'blind'>, person: string): string => seal.blind(person, 'member-answers')

/**
 * What an answer to a campaign is called: one for each member, however often and from wherever they answer. Nobody can
 * work it out from the members without the office's keys.
 */
export const answerId = (seal: Seal, campaign: string, person: string): string =>
  `${MemberAnswer.prefix}${idFrom(seal.blind(`${campaign}:${person}`, 'member-answer'))}`

/** Nothing has become of it: another answer may take its place. */
export const isReplaceable = ({ became }: MemberAnswer): boolean => became === 'none' || became === 'waiting'

/** What of an answer leads to its member, sealed for this answer alone. */
export const sealMember = (seal: Seal, id: string, person: string, chat?: MemberChat) => ({
  ...{ owner: ownerOf(seal, person), person: seal.seal(person, memberBond(id)) },
  ...(chat === undefined ? {} : { chat: seal.seal(JSON.stringify(chat), memberBond(id)) }),
})

export const chatIn = (seal: Seal, { id, data }: Stored<MemberAnswer>): MemberChat | undefined =>
  data.chat === undefined ? undefined : MemberChat.parse(JSON.parse(seal.open(data.chat, memberBond(id))))

/** Whoever told it, for a message. */
export const memberOf = ({ id, data: { person } }: Stored<MemberAnswer>): Recipient | undefined =>
  person === undefined ? undefined : { kind: 'sealed', person, bond: memberBond(id) }

const memberBond = (id: string): string => `member-answer:${id}:member`

/** What the sealed number of the case of an answer is bound to. */
export const caseBond = (id: string): string => `member-answer:${id}:case`
