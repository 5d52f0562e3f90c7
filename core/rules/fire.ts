import type { Context } from '../kernel/context.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Organisation } from '../people/index.ts'
import type { Standing } from './book.ts'
import { type Ground, warningsFor } from './ground.ts'
import { silenceOf, silencesNow } from './silence.ts'

/** What is to be done for grounds that rules found: warnings, or notes of what a silence held back. */
export const fire = async (
  context: Context,
  org: Organisation,
  found: readonly { readonly standing: Standing; readonly ground: Ground }[],
): Promise<readonly Wish[]> => {
  if (found.length === 0) return []
  const silences = await silencesNow(context)
  return found.flatMap(({ standing, ground }) => {
    const silence = silenceOf(silences, standing.rule.name, ground)
    if (silence?.data.mode !== 'silence')
      return warningsFor(context.content, org, standing, ground, silence?.data.mode === 'group')
    const about = ground.case === undefined ? {} : { case: ground.case }
    const input = { silence: silence.id, rule: standing.rule.name, unit: ground.unit, ...about }
    return [{ do: 'rules.hold', input }]
  })
}
