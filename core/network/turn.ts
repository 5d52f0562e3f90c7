import { z } from 'zod'
import { Place } from '../conversation/conversation.ts'
import { Case } from '../feedback/case.ts'
import { OPEN } from '../feedback/lifecycle.ts'
import { propose } from '../feedback/propose.ts'
import { submit } from '../feedback/submit.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, answer as nothingMore, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { mask } from '../privacy/mask.ts'
import { issue } from '../warnings/issue.ts'
import { lookTomorrow } from './follow-warning.ts'
import { type Became, caseBond, chatIn, MemberAnswer, type MemberChat } from './member-answer.ts'
import { toldTo } from './told-to.ts'

const OFFICERS = ['officer', 'director'] as const
const Which = { answer: z.string().max(60) }
const Output = z.strictObject({
  ...{ id: z.string(), became: z.string(), number: z.string() },
  /** Its member hears of it: not where they had the way back to them erased. */
  told: z.boolean(),
})

const load = async (context: Context, id: string): Promise<Stored<MemberAnswer>> => {
  if ((await context.read(MemberAnswer).get(id)) === undefined) throw notFound('network.answer-unknown')
  return context.load(MemberAnswer, id)
}

const outputOf = ({ id, data }: Stored<MemberAnswer>, { seal }: Pick<Context, 'seal'>) => ({
  ...{ id, became: data.became, told: data.person !== undefined },
  number: data.case === undefined ? '' : seal.open(data.case, caseBond(id)),
})

/** What an officer makes of what a member told, in one step; the member hears of it. */
const turned = (
  context: Context,
  stored: Stored<MemberAnswer>,
  became: Became,
  more: Partial<MemberAnswer> = {},
  number = '',
  wishes: readonly Wish[] = [],
) =>
  change(MemberAnswer, stored, { ...stored.data, became, becameAt: context.now, ...more }, [
    ...wishes,
    ...toldTo(stored, `network.told.${became}`, { number }),
  ])

const mustWait = ({ data }: Stored<MemberAnswer>): void => {
  if (data.became !== 'waiting') throw refusal('network.turned-already')
}

/** The same way for officers and for the green channel: whoever told it hears by the case's own notices. */
const makeCase = async (context: Context, stored: Stored<MemberAnswer>) => {
  const { id } = stored
  const { number } = await submitted(context, stored)
  const more = { case: context.seal.seal(number, caseBond(id)) }
  return turned(context, stored, 'case', more, number, await followers(context, id))
}

/** Whoever told of the same hears what became of it. */
const followers = async (context: Context, id: string): Promise<readonly Wish[]> => {
  const wishes: Wish[] = []
  for await (const same of context.read(MemberAnswer).stream({ where: { 'data.same': id } }))
    wishes.push({ do: 'network.follow', input: { answer: same.id } })
  return wishes
}

const submitted = (context: Context, stored: Stored<MemberAnswer>) => {
  const { data } = stored
  const chat = chatIn(context.seal, stored)
  const place = Place.safeParse(data.answers.place).data
  return context.execute(
    submit,
    {
      ...{ text: data.text, kind: data.kind === 'help' ? ('help' as const) : ('complaint' as const), green: true },
      ...(place === undefined ? {} : { place }),
      ...{ attachments: [], against: { units: [], people: [] }, language: chat?.language ?? 'zh-CN' },
      ...reporterAt(chat),
      channel: chat?.channel ?? 'api',
    },
    'case',
  )
}

const reporterAt = (chat: MemberChat | undefined) => {
  if (chat === undefined) return { reporter: 'nothing' as const }
  const { language: _language, ...there } = chat
  return { reporter: 'notices' as const, chat: there }
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
      return turned(context, stored, became, {}, '', await followers(context, answer))
    },
    outputOf,
  })

export const becomeSuggestion = settling(
  'network.becomeSuggestion',
  'Take what a member told as a suggestion to the county',
  'suggestion',
)
export const note = settling('network.note', 'Note what a member told: nothing is to be done', 'noted')

/** Warns whoever heads the unit that what was told belongs to; nobody learns who told it. */
export const warn = operation({
  name: 'network.warn',
  summary: 'Warn the head of the department that what a member told belongs to',
  allow: OFFICERS,
  input: z.strictObject(Which),
  output: Output,
  async run(context, { answer }) {
    const stored = await load(context, answer)
    mustWait(stored)
    const org = await organisation(context)
    const { answers } = stored.data
    // A telephone number tells who it is, and nothing of what it is about.
    const { text } = mask(stored.data.text)
    const against = { units: [], people: [] }
    const place = Place.safeParse(answers.place).data
    const { proposal } = await propose(context, org, await context.assistant.classify(text), { place, against })
    if (proposal.unit === undefined) throw refusal('network.no-department')
    const head = org.headOf(proposal.unit) ?? org.lineLeader(proposal.unit)
    if (head === undefined) throw refusal('network.no-head', { unit: org.unit(proposal.unit)?.name ?? proposal.unit })
    const ground = context.content.say('zh-CN', 'network.ground', { text })
    const { number } = await context.execute(
      issue,
      { person: head.code, severity: 'prompt' as const, ground },
      'warning',
    )
    return turned(context, stored, 'warning', { warning: number }, '', [
      ...(await followers(context, answer)),
      lookTomorrow(context, answer),
    ])
  },
  outputOf: (stored: Stored<MemberAnswer>, context) => ({
    ...outputOf(stored, context),
    number: stored.data.warning ?? '',
  }),
})

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
    // Those that were joined to this one go on with that one.
    const follow = other.data.became === 'waiting' ? [] : [{ do: 'network.follow', input: { answer } }]
    return turned(context, stored, 'same', { same }, '', [...follow, ...(await followers(context, answer))])
  },
  outputOf,
})

/**
 * What an answer was joined to has become something. Of a case that goes on, its member gets a case of their own that is
 * merged into that one: so they hear every step, as everybody does who reported the same.
 */
export const follow = operation({
  name: 'network.follow',
  summary: 'Tell a member whose answer was joined to another what became of that one',
  allow: 'system',
  input: z.strictObject(Which),
  output: Output,
  async run(context, { answer }) {
    const stored = await load(context, answer)
    const root = await rootOf(context, stored)
    const { became, case: sealed } = root.data
    if (stored.data.became !== 'same' || stored.data.case !== undefined || became === 'waiting')
      return nothingMore(outputOf(stored, context))
    const say = (number: string, other = '', more: Partial<MemberAnswer> = {}, wishes: readonly Wish[] = []) =>
      change(MemberAnswer, stored, { ...stored.data, same: root.id, ...more }, [
        ...wishes,
        ...toldTo(stored, `network.told.same-${other === '' ? became : 'joined'}`, { number, other }),
      ])
    if (root.data.said !== undefined && stored.data.said === undefined)
      return change(MemberAnswer, stored, { ...stored.data, same: root.id }, [
        { do: 'network.tellSaid', input: { answer, said: root.data.said } },
      ])
    const over =
      root.data.over === undefined ? [] : [{ do: 'network.tellOver', input: { answer, over: root.data.over } }]
    if (sealed === undefined) return say('', '', {}, over)
    const other = context.seal.open(sealed, caseBond(root.id))
    const into = await context.read(Case).first({ where: { 'data.number': other } })
    const goesOn = into !== undefined && OPEN.includes(into.data.state) && into.data.mergedInto === undefined
    if (!goesOn || stored.data.chat === undefined)
      return say(other, '', { case: context.seal.seal(other, caseBond(answer)) })
    const { id, number } = await submitted(context, stored)
    return say(number, other, { case: context.seal.seal(number, caseBond(answer)) }, [
      { do: 'feedback.merge', input: { case: id, into: into.id } },
    ])
  },
  outputOf,
})

const rootOf = async (context: Context, stored: Stored<MemberAnswer>): Promise<Stored<MemberAnswer>> => {
  let root = stored
  for (let steps = 0; steps < 20 && root.data.same !== undefined; steps++) {
    const next = await context.read(MemberAnswer).get(root.data.same)
    if (next === undefined) return root
    root = next
  }
  return root
}
