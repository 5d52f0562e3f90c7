import { z } from 'zod'
import { emergencyLines } from '../../content/emergency.ts'
import type { Context } from '../../kernel/context.ts'
import { operation } from '../../kernel/operation.ts'
import { answer, change, create, type Wish } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { tell } from '../../messaging/tell.ts'
import { organisation } from '../../people/index.ts'
import { later, MINUTE } from '../../ports/clock.ts'
import { Reporter, reporterId } from '../../reporters/reporter.ts'
import { Case, type CaseData } from '../case.ts'
import { isGoingOn } from '../lifecycle.ts'
import { toOfficers } from '../notices.ts'
import { isInTheirHands, toJudges } from './accused.ts'
import { Excerpt, excerptId, Read } from './excerpt.ts'

const Done = z.object({ id: z.string() })

/**
 * Keeps what a model read out of a new case, once. Nothing of the case changes by it but that a danger to life makes it
 * urgent; officers hear of the danger, and of whoever may be accused while they have the case in their hands.
 */
export const keepExcerpt = operation({
  name: 'feedback.keepExcerpt',
  summary: 'Keep what a model read out of the words of a new case',
  allow: 'system',
  input: z.object({ case: z.string(), read: Read }),
  output: Done,
  async run(context, { case: id, read }) {
    const stored = await context.read(Case).get(id)
    const own = excerptId(id)
    if (stored === undefined || !isGoingOn(stored.data)) return answer({ id: own })
    if ((await context.read(Excerpt).get(own)) !== undefined) return answer({ id: own })
    const org = await organisation(context)
    const { against } = read
    return create(Excerpt, own, { ...read, case: id, settled: [] }, [
      ...(read.danger === true ? [{ do: 'feedback.heedDanger', input: { case: id } }] : []),
      ...(against.length > 0 && isInTheirHands(org, stored.data, against)
        ? toJudges(context, org, id, stored.data, against, 'feedback.told.accused', {
            params: { words: against.join('\u3001') },
            choices: [{ say: 'feedback.button.excerpt', token: `excerpt ${id}`, style: 'primary' }],
          })
        : []),
    ])
  },
  outputOf: ({ id }: Stored<unknown>) => ({ id }),
})

/**
 * So long after they wrote do people get the emergency numbers for what a model alone noticed: they still hold the
 * phone. Later somebody else may read it who must not know that they wrote.
 */
const STILL_THERE = 5 * MINUTE

/** A model sees a danger to life where the rules saw none: the case is urgent and its officers hear at once. */
export const heedDanger = operation({
  name: 'feedback.heedDanger',
  summary: 'Raise the alarm for a danger to life that a model read out of a case',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: Done,
  async run(context, { case: id }) {
    const stored = await context.load(Case, id)
    const { data } = stored
    if (data.urgent || !isGoingOn(data)) return answer({ id })
    const org = await organisation(context)
    const numbers = await emergencyNumbers(context, id, data)
    const say = numbers.length === 0 ? 'feedback.told.danger-read' : 'feedback.told.danger-read-called'
    const notice = {
      urgent: true,
      choices: [{ say: 'feedback.button.show', token: `show ${id}`, style: 'primary' as const }],
    }
    const against = (await context.read(Excerpt).get(excerptId(id)))?.data.against ?? []
    const heard = toJudges(context, org, id, data, against, say, notice)
    // Where all of them could be meant, a life comes first: nothing is said but that somebody is in danger.
    const alarm = heard.length > 0 ? heard : toOfficers(org, id, data, say, notice)
    return change(Case, stored, { ...data, urgent: true }, [...alarm, ...numbers])
  },
  outputOf: ({ id }: Stored<unknown>) => ({ id }),
})

/** Whom to call, in the language of who reported it; nothing where they left no chat, or wrote some time ago. */
const emergencyNumbers = async (context: Context, id: string, data: CaseData): Promise<readonly Wish[]> => {
  const expiresAt = later(data.receivedAt, STILL_THERE)
  const reporter = (await context.read(Reporter).get(reporterId(id)))?.data
  if (reporter?.chat === undefined || expiresAt <= context.now) return []
  const lines = emergencyLines(context.content, reporter.language)
  const told = { purpose: 'duty', urgent: true, expiresAt, params: { lines }, about: id } as const
  return [tell({ kind: 'reporter', case: id }, 'chat.emergency', told)]
}
