import { z } from 'zod'
import { Answer } from '../conversation/conversation.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Stratum } from '../people/stratum.ts'

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

/** A form that a member of a contact point filled in: of a campaign, or when they wanted. */
export const MemberAnswer = record('member-answer', {
  prefix: 'ma',
  schema: z.strictObject({
    /** Whose it is: shown to nobody, and needed to tell them what came of it. */
    person: z.string(),
    stratum: Stratum.optional(),
    place: z.string().optional(),
    /** Absent when it was told without being asked. */
    campaign: z.string().optional(),
    form: z.string(),
    version: z.number().int(),
    answers: z.record(z.string(), Answer),
    /** What was chosen, by `chosenIn`: what results are counted by. */
    chosen: z.string().optional(),
    at: z.string(),
    /** What they said in their own words, and as what. */
    text: z.string(),
    kind: z.enum(['complaint', 'help', 'suggestion', 'other']),
    /** Where they hear of a case, sealed as the conversation holds it. */
    chat: z.strictObject({ key: z.string(), sealed: z.string(), bond: z.string(), channel: z.string() }).optional(),
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
  }),
  indexes: [
    { paths: ['data.campaign', 'data.at'] },
    { paths: ['data.campaign', 'data.stratum', 'data.place', 'data.chosen'] },
    { paths: ['data.person', 'data.at'] },
    { paths: ['data.became', 'data.at'] },
    { paths: ['data.same'] },
    { paths: ['data.at'] },
  ],
})
export type MemberAnswer = RecordOf<typeof MemberAnswer>

/** What the sealed number of the case of an answer is bound to. */
export const caseBond = (id: string): string => `member-answer:${id}:case`
