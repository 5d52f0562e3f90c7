import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { change, answer as nothingMore, type Outcome, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { MemberAnswer, Said } from './member-answer.ts'
import { toldTo } from './told-to.ts'

export const Which = { answer: z.string().max(60) }
export const Output = z.strictObject({ id: z.string() })
export const outputOf = ({ id }: Stored<MemberAnswer>) => ({ id })

/** A step by which a member hears what came of their words later; an answer that was erased is passed over. */
export const step = async (
  context: Context,
  id: string,
  then: (stored: Stored<MemberAnswer>) => Promise<Outcome<z.infer<typeof Output>>>,
): Promise<Outcome<z.infer<typeof Output>>> => {
  if ((await context.read(MemberAnswer).get(id)) === undefined) return nothingMore({ id })
  return then(await context.load(MemberAnswer, id))
}

/** The same for whoever said the same. */
export const followed = async (context: Context, id: string, name: string, input: object): Promise<readonly Wish[]> => {
  const wishes: Wish[] = []
  for await (const same of context.read(MemberAnswer).stream({ where: { 'data.same': id } }))
    wishes.push({ do: name, input: { ...input, answer: same.id } })
  return wishes
}

/** In which paper a suggestion stands; in none any more where that is left out. */
export const putInPaper = operation({
  name: 'network.putInPaper',
  summary: 'Keep in which paper of suggestions an answer stands',
  allow: 'system',
  audited: false,
  input: z.strictObject({ ...Which, paper: z.string().optional() }),
  output: Output,
  run: (context, { answer, paper }) =>
    step(context, answer, async (stored) => {
      const { paper: _before, ...rest } = stored.data
      return change(MemberAnswer, stored, { ...rest, ...(paper === undefined ? {} : { paper }) })
    }),
  outputOf,
})

export const tellHanded = operation({
  name: 'network.tellHanded',
  summary: 'Tell a member that their suggestion was handed to the leadership',
  allow: 'system',
  audited: false,
  input: z.strictObject({ ...Which, year: z.number(), issue: z.number() }),
  output: Output,
  run: (context, { answer, ...issue }) =>
    step(context, answer, async (stored) =>
      change(MemberAnswer, stored, stored.data, [
        ...toldTo(stored, 'network.told.handed', issue),
        ...(await followed(context, answer, 'network.tellHanded', issue)),
      ]),
    ),
  outputOf,
})

export const tellSaid = operation({
  name: 'network.tellSaid',
  summary: 'Tell a member what the leadership said of their suggestion',
  allow: 'system',
  audited: false,
  input: z.strictObject({ ...Which, said: Said }),
  output: Output,
  run: (context, { answer, said }) =>
    step(context, answer, async (stored) =>
      change(MemberAnswer, stored, { ...stored.data, said }, [
        ...toldTo(stored, `network.told.said-${said.what}`, { said: said.words }),
        ...(await followed(context, answer, 'network.tellSaid', { said })),
      ]),
    ),
  outputOf,
})
