import { z } from 'zod'
import { Place } from '../conversation/conversation.ts'
import { submit } from '../feedback/submit.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, answer as nothingMore } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { type Became, caseBond, MemberAnswer } from './member-answer.ts'

const OFFICERS = ['officer', 'director'] as const
const Which = { answer: z.string().max(60) }
const Output = z.strictObject({ id: z.string(), became: z.string(), number: z.string() })

const load = async (context: Context, id: string): Promise<Stored<MemberAnswer>> => {
  if ((await context.read(MemberAnswer).get(id)) === undefined) throw notFound('network.answer-unknown')
  return context.load(MemberAnswer, id)
}

const outputOf = ({ id, data }: Stored<MemberAnswer>, { seal }: Pick<Context, 'seal'>) => ({
  ...{ id, became: data.became },
  number: data.case === undefined ? '' : seal.open(data.case, caseBond(id)),
})

/** What an officer makes of what a member told, in one step; the member hears of it. */
const turned = (
  context: Context,
  stored: Stored<MemberAnswer>,
  became: Became,
  more: Partial<MemberAnswer> = {},
  number = '',
) =>
  change(MemberAnswer, stored, { ...stored.data, became, becameAt: context.now, ...more }, [
    tell({ kind: 'person', person: stored.data.person }, `network.told.${became}`, {
      params: { words: stored.data.text.slice(0, 30), number },
      choices: [{ say: 'network.button.mine', token: 'my_feedback' }],
    }),
  ])

const mustWait = ({ data }: Stored<MemberAnswer>): void => {
  if (data.became !== 'waiting') throw refusal('network.turned-already')
}

/** The same way for officers and for the green channel: whoever told it hears by the case's own notices. */
const makeCase = async (context: Context, stored: Stored<MemberAnswer>) => {
  const { id, data } = stored
  const place = Place.safeParse(data.answers.place).data
  const { number } = await context.execute(
    submit,
    {
      ...{ text: data.text, kind: data.kind === 'help' ? ('help' as const) : ('complaint' as const), green: true },
      ...(place === undefined ? {} : { place }),
      ...{ attachments: [], against: { units: [], people: [] }, language: 'zh-CN' as const },
      ...(data.chat === undefined
        ? { reporter: 'nothing' as const }
        : { reporter: 'notices' as const, chat: data.chat }),
      channel: data.chat?.channel ?? 'api',
    },
    'case',
  )
  return turned(context, stored, 'case', { case: context.seal.seal(number, caseBond(id)) }, number)
}

export const becomeCase = operation({
  name: 'network.becomeCase',
  summary: 'Make a case of what a member of a contact point told',
  allow: OFFICERS,
  input: z.strictObject(Which),
  output: Output,
  async run(context, { answer }) {
    const stored = await load(context, answer)
    mustWait(stored)
    return makeCase(context, stored)
  },
  outputOf,
})

/** A complaint or a request for help of a member becomes a case by itself. The system does it: no name in its history. */
export const takeGreen = operation({
  name: 'network.takeGreen',
  summary: 'Make a case at once of a complaint or a request for help of a member',
  allow: 'system',
  input: z.strictObject(Which),
  output: Output,
  async run(context, { answer }) {
    const stored = await load(context, answer)
    if (stored.data.became !== 'waiting') return nothingMore(outputOf(stored, context))
    return makeCase(context, stored)
  },
  outputOf,
})

const settling = (name: string, summary: string, became: 'suggestion' | 'noted') =>
  operation({
    ...{ name, summary, allow: OFFICERS, input: z.strictObject(Which), output: Output },
    async run(context: Context, { answer }: { answer: string }) {
      const stored = await load(context, answer)
      mustWait(stored)
      return turned(context, stored, became)
    },
    outputOf,
  })

export const becomeSuggestion = settling(
  'network.becomeSuggestion',
  'Take what a member told as a suggestion to the county',
  'suggestion',
)
export const note = settling('network.note', 'Note what a member told: nothing is to be done', 'noted')

/** It tells of the same problem as another: its member hears what came of that one. */
export const joinSame = operation({
  name: 'network.joinSame',
  summary: 'Join what a member told to another answer that tells of the same problem',
  allow: OFFICERS,
  input: z.strictObject({ ...Which, same: z.string().max(60) }),
  output: Output,
  async run(context, { answer, same }) {
    const stored = await load(context, answer)
    mustWait(stored)
    const other = await context.read(MemberAnswer).get(same)
    if (other === undefined || other.id === answer || other.data.same !== undefined)
      throw notFound('network.answer-unknown')
    const { case: sealed } = other.data
    const number = sealed === undefined ? '' : context.seal.open(sealed, caseBond(other.id))
    const more = number === '' ? {} : { case: context.seal.seal(number, caseBond(answer)) }
    return turned(context, stored, 'same', { same, ...more }, number)
  },
  outputOf,
})
