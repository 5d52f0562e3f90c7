import { z } from 'zod'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { Became, caseBond, MemberAnswer, ownerOf, Said, WarningOver } from './member-answer.ts'

/** Who may read what members told; never whose it is. */
export const READERS = ['officer', 'director'] as const

/** What was told, and what became of it. */
export const MemberAnswerRow = z.strictObject({
  id: z.string(),
  at: z.string(),
  stratum: z.string().optional(),
  place: z.string().optional(),
  campaign: z.string().optional(),
  kind: z.string(),
  text: z.string(),
  became: Became,
  /** The number of its case. */
  number: z.string().optional(),
  /** What the county leadership said of a suggestion. */
  said: Said.optional(),
  /** How the warning ended. */
  over: WarningOver.optional(),
})
export type MemberAnswerRow = z.infer<typeof MemberAnswerRow>

export const rowOf = (
  { id, data }: Stored<MemberAnswer>,
  seal: { open(sealed: string, bond: string): string },
): MemberAnswerRow => ({
  ...{ id, at: data.at, kind: data.kind, text: data.text, became: data.became },
  ...(data.stratum === undefined ? {} : { stratum: data.stratum }),
  ...(data.place === undefined ? {} : { place: data.place }),
  ...(data.campaign === undefined ? {} : { campaign: data.campaign }),
  ...(data.over === undefined ? {} : { over: data.over }),
  ...(data.said === undefined ? {} : { said: data.said }),
  ...(data.case === undefined ? {} : { number: seal.open(data.case, caseBond(id)) }),
})

const Page = { limit: z.coerce.number().int().min(1).max(200).default(20), after: z.string().optional() }
const Rows = z.strictObject({ count: z.number(), rows: z.array(MemberAnswerRow), next: z.string().optional() })

/** What members told in their own words, the oldest first. */
export const told = query({
  name: 'network.told',
  summary: 'What members of contact points told in their own words, and what became of it; never by whom',
  allow: READERS,
  input: z.strictObject({ became: Became.default('waiting'), ...Page }),
  output: Rows,
  async run(context, { became, limit, after }) {
    const where = { 'data.became': became }
    const answers = context.read(MemberAnswer)
    const page = await answers.page({ where, order: ['data.at'], limit, ...(after === undefined ? {} : { after }) })
    return {
      count: await answers.count(where),
      rows: page.rows.map((row) => rowOf(row, context.seal)),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  },
})

/** What whoever asks has told, the newest first, with what came of each. */
export const mine = query({
  name: 'network.mine',
  summary: 'What I told as a member of a contact point, and what came of each',
  allow: ['contact-point'],
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  output: z.strictObject({ rows: z.array(MemberAnswerRow) }),
  async run(context, { limit }) {
    if (context.actor.kind !== 'person') return { rows: [] }
    const where = { 'data.owner': ownerOf(context.seal, context.actor.person) }
    const page = await context.read(MemberAnswer).page({ where, order: ['-data.at'], limit })
    return { rows: page.rows.map((row) => rowOf(row, context.seal)) }
  },
})
