import type { Context } from '../kernel/context.ts'
import { type Matter, mattersOf } from '../matters/matter.ts'
import { route } from '../matters/route.ts'
import type { Organisation } from '../people/index.ts'
import type { Classification } from '../ports/assistant.ts'
import type { CaseData } from './case.ts'
import { learned } from './route-lesson.ts'

export interface Proposed {
  readonly matter: Matter | undefined
  readonly proposal: CaseData['proposal']
}

/**
 * What the office is proposed to do with what the assistant found: the unit comes from the list of matters and from
 * what officers decided before, never from the assistant. A matter that is not in the list counts as unknown.
 */
export const propose = async (
  context: Context,
  org: Organisation,
  found: Classification,
  { place, against }: Pick<CaseData, 'against' | 'place'>,
): Promise<Proposed> => {
  const matters = mattersOf(context.content)
  const matter = found.best === undefined ? undefined : matters.get(found.best.matter)
  const { unit, supporting } = await wayFor(context, org, { matter: matter?.code, place, against })
  return {
    matter,
    proposal: {
      ...(matter === undefined ? {} : { matter: matter.code }),
      ...(unit === undefined ? {} : { unit }),
      supporting,
      confidence: (matter === undefined ? undefined : found.best?.confidence) ?? 0,
      because: matter === undefined ? [] : [...(found.best?.because ?? [])],
      alternatives: found.alternatives
        .filter(({ matter: code }) => matters.has(code))
        .map(({ matter: code, confidence, because }) => ({ matter: code, confidence, because: [...because] })),
    },
  }
}

/** The unit that should answer, as officers decided before or by the list of matters, and those that support it. */
export const wayFor = async (
  context: Context,
  org: Organisation,
  { matter, place, against }: Pick<CaseData, 'matter' | 'against' | 'place'>,
): Promise<{ readonly unit: string | undefined; readonly supporting: string[] }> => {
  const way = route(context.content, org, matter, place?.code, against)
  const taught = matter === undefined ? undefined : await learned(context, org, matter, place?.code, against)
  const unit = taught ?? way.lead
  return { unit, supporting: way.supporting.filter((code) => code !== unit) }
}
