import type { Matter } from '../../../core/matters/matter.ts'
import type { Classification, Extraction, Guess } from '../../../core/ports/assistant.ts'
import type { Classified } from '../../../prompts/classify/schema.ts'
import type { Extracted } from '../../../prompts/extract/schema.ts'
import { quoted } from './quote.ts'

/** A model that says it is sure is not as sure as that. */
const CAP = 0.85
const ALTERNATIVES = 3
/** So long may words be that were said, with all that stands between them. */
const LONGEST = 300

/**
 * What is believed of a model's classification of `said`. What was found without it stays: a different opinion stands
 * first among the alternatives, for an officer to choose; only where nothing was found may it name the best.
 * Matters outside of `candidates`, and a matter that contradicts its own category, are not believed at all.
 */
export const believedClass = (
  said: string,
  offline: Classification,
  claimed: Classified,
  candidates: readonly Matter[],
): Classification => {
  const matter = candidates.find(({ code }) => code === claimed.matter)
  if (matter === undefined || matter.category !== claimed.category) return offline
  const named: Guess = {
    matter: matter.code,
    confidence: Math.min(claimed.confidence, CAP),
    because: (claimed.because ?? []).flatMap((words) => quoted(said, words) ?? []).slice(0, 5),
  }
  if (offline.best?.matter === named.matter) return offline
  const others = offline.alternatives.filter((guess) => guess.matter !== named.matter)
  if (offline.best !== undefined) return { best: offline.best, alternatives: [named, ...others].slice(0, ALTERNATIVES) }
  const more = (claimed.alternatives ?? [])
    .filter(({ matter: code }) => candidates.some((each) => each.code === code) && code !== named.matter)
    .filter(({ matter: code }) => !others.some((each) => each.matter === code))
    .map(
      (guess): Guess => ({
        matter: guess.matter,
        confidence: Math.min(guess.confidence, named.confidence),
        because: [],
      }),
    )
  return { best: named, alternatives: [...others, ...more].slice(0, ALTERNATIVES) }
}

/** What is believed of a model's extraction: words that were said. `putBack` takes tokens for personal data out of them. */
export const believedWords = (said: string, claimed: Extracted, putBack: (words: string) => string): Extraction => {
  const words = (claim: string | null | undefined): string | undefined => {
    const found = typeof claim === 'string' ? quoted(said, putBack(claim)) : undefined
    return found !== undefined && found.length <= LONGEST ? visible(found) : undefined
  }
  const place = words(claimed.place)
  const since = words(claimed.since)
  const wanted = words(claimed.wanted)
  const dangerSaid = claimed.danger === true ? words(claimed.dangerSaid) : undefined
  const against = [...new Set((claimed.against ?? []).flatMap((each) => words(each) ?? []))]
  return {
    ...(place === undefined ? {} : { place }),
    ...(since === undefined ? {} : { since }),
    ...(wanted === undefined ? {} : { wanted }),
    ...(claimed.urgent === true ? { urgent: true } : {}),
    ...(claimed.danger === true ? { danger: true } : {}),
    ...(dangerSaid === undefined ? {} : { dangerSaid }),
    ...(against.length === 0 ? {} : { against }),
  }
}

/** In one line, without characters that hide or turn what stands beside them. */
const visible = (words: string): string => words.replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '')

/** Both together: words only where nothing was found without the model; a danger or haste that either of the two sees. */
export const besides = (offline: Extraction, believed: Extraction): Extraction => ({
  ...believed,
  ...offline,
  ...(offline.urgent === true || believed.urgent === true ? { urgent: true } : {}),
  ...(offline.danger === true || believed.danger === true ? { danger: true } : {}),
})
