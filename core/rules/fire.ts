import type { Context } from '../kernel/context.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Organisation } from '../people/index.ts'
import { raisedBefore } from '../warnings/issue.ts'
import type { Standing } from './book.ts'
import { type Ground, type Raised, warningsFor } from './ground.ts'
import { silenceOf, silencesNow } from './silence.ts'

/** What is to be done for grounds that rules found: warnings, or notes of what a silence held back. */
export const fire = async (
  context: Context,
  org: Organisation,
  found: readonly { readonly standing: Standing; readonly ground: Ground }[],
): Promise<readonly Wish[]> => {
  if (found.length === 0) return []
  const silences = await silencesNow(context)
  const held: Wish[] = []
  const raised: Raised[] = []
  for (const { standing, ground } of found) {
    const silence = silenceOf(silences, standing.rule.name, ground)
    if (silence?.data.mode !== 'silence') {
      raised.push(...warningsFor(context.content, org, standing, ground, silence?.data.mode === 'group'))
      continue
    }
    const about = ground.case === undefined ? {} : { case: ground.case }
    const input = { silence: silence.id, rule: standing.rule.name, unit: ground.unit, ...about }
    held.push({ do: 'rules.hold', input })
  }
  const before = await raisedBefore(
    context,
    raised.map(({ input }) => input.once),
  )
  return [...held, ...raised.filter(({ input }) => !before.has(input.once))]
}
