import { createHash } from 'node:crypto'
import type { Content } from '../../../core/content/content.ts'
import type { Matter } from '../../../core/matters/matter.ts'
import type { Assistant, Classification, Extraction } from '../../../core/ports/assistant.ts'
import { type Clock, SECOND } from '../../../core/ports/clock.ts'
import type { Logger } from '../../../core/ports/logger.ts'
import { mask } from '../../../core/privacy/mask.ts'
import { type Classified, classify } from '../../../prompts/classify/schema.ts'
import { extract } from '../../../prompts/extract/schema.ts'
import { type AskParts, askWithin } from './ask.ts'
import { believedClass, believedWords } from './believe.ts'
import { candidatesFor, categoriesOf, linesOf, mattersIn } from './candidates.ts'
import { chainOf, chatModel, type Endpoint } from './chain.ts'
import { Guard, LIMITS, type Limits } from './guard.ts'

export interface LangchainAssistantParts extends Endpoint {
  /** Answers whatever the model does, and at once. */
  readonly offline: Assistant
  readonly content: Content
  readonly logger: Logger
  readonly clock: Clock
  /** Milliseconds for one question to the model. */
  readonly deadline?: number
  readonly limits?: Partial<Limits>
}

/** An assistant that a model adds to. */
export interface ModelAssistant extends Assistant {
  improve(text: string, better: (found: Classification) => Promise<void>): void
  /** The same questions, waiting for the model: for measurements, and wherever nobody waits for an answer. */
  readonly patient: Pick<Assistant, 'classify' | 'extract'>
}

/** Less is no letter: there is nothing to understand, and nothing is sent. */
const FEWEST = 4
/** From here on it is worth a second question, with all matters of the category that the model named. */
const SURE_OF_CATEGORY = 0.5
/** How many letters are remembered, so that the same letter again is not asked again. */
const REMEMBERED = 500

/**
 * Understands letters with a model behind an OpenAI-compatible endpoint. What somebody waits for (`classify`, `extract`)
 * is answered without it. Letters leave with personal data masked, and of what comes back only matters of the list,
 * numbers and words of the letter itself are believed.
 * @throws PromptInvalid
 */
export const langchainAssistant = (parts: LangchainAssistantParts): ModelAssistant => {
  const { offline, content, logger, clock, deadline = 8 * SECOND } = parts
  const limits: Limits = { ...LIMITS, ...parts.limits }
  const asking: AskParts = { guard: new Guard(clock, limits), clock, logger, deadline }
  const model = chatModel(parts, limits.answerTokens)
  const chains = { classify: chainOf(model, classify), extract: chainOf(model, extract) }
  const categories = categoriesOf(content)

  const classifyWithModel = async (text: string, found: Classification): Promise<Classification> => {
    if (isEmpty(text)) return found
    const letter = letterFor(mask(excerpt(text, limits.letterCharacters)).text)
    const choose = async (candidates: readonly Matter[]): Promise<Classified | undefined> =>
      askWithin(asking, chains.classify, {
        ...letter,
        candidates: linesOf(candidates),
        categories: categories.join('\n'),
      })
    const likely = candidatesFor(content, text, found)
    const claimed = await choose(likely)
    if (claimed === undefined) return found
    const others = pointsElsewhere(claimed) ? mattersIn(content, claimed.category) : []
    if (others.length === 0) return believedClass(text, found, claimed, likely)
    const again = await choose(others)
    return again === undefined ? found : believedClass(text, found, again, others)
  }

  const extractWithModel = async (text: string, found: Extraction): Promise<Extraction> => {
    if (isEmpty(text)) return found
    const masked = mask(excerpt(text, limits.letterCharacters))
    const claimed = await askWithin(asking, chains.extract, letterFor(masked.text))
    return claimed === undefined ? found : believedWords(text, found, claimed, masked.putBack)
  }

  const remembered = new Map<string, Promise<Classification>>()
  /** A flood of one letter is one question. */
  const classifyOnce = (text: string, found: Classification): Promise<Classification> => {
    const key = digest(text)
    const known = remembered.get(key)
    if (known !== undefined) return known
    const asked = classifyWithModel(text, found)
    remembered.set(key, asked)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
    // What came to nothing may be asked again.
    void asked.then(
      (better) => better === found && remembered.delete(key),
      () => remembered.delete(key),
    )
    return asked
  }

  return {
    classify: offline.classify,
    extract: offline.extract,
    improve(text, better) {
      const work = async (): Promise<void> => {
        const found = await offline.classify(text)
        const improved = await classifyOnce(text, found)
        if (improved !== found) await better(improved)
      }
      work().catch((error: unknown) => logger.error('assistant.improvement-lost', {}, error))
    },
    patient: {
      classify: async (text) => classifyWithModel(text, await offline.classify(text)),
      extract: async (text) => extractWithModel(text, await offline.extract(text)),
    },
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** None of the matters that it was offered, but it says where to look. */
const pointsElsewhere = ({ matter, confidence }: Classified): boolean =>
  (matter === null || matter === undefined) && confidence >= SURE_OF_CATEGORY

const isEmpty = (text: string): boolean => (text.match(/\p{L}/gu)?.length ?? 0) < FEWEST

/** Of a very long letter its beginning, where people say what it is about, and its end, where they say what they want. */
const excerpt = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, Math.ceil(most * 0.75))}\n…\n${text.slice(-Math.floor(most * 0.25))}`.toWellFormed()

/** The letter between marks that its writer can't know: they come from the letter itself. */
const letterFor = (letter: string) => ({ letter, fence: digest(letter).slice(0, 12) })
