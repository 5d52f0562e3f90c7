import type { Content } from '../../../core/content/content.ts'
import type { Matter } from '../../../core/matters/matter.ts'
import type { Assistant, Better, Classification, Extraction } from '../../../core/ports/assistant.ts'
import { type Clock, SECOND } from '../../../core/ports/clock.ts'
import type { Logger } from '../../../core/ports/logger.ts'
import { mask } from '../../../core/privacy/mask.ts'
import { type Classified, classify } from '../../../prompts/classify/schema.ts'
import { extract } from '../../../prompts/extract/schema.ts'
import { type AskParts, askWithin } from './ask.ts'
import { believedClass, believedWords, besides } from './believe.ts'
import { candidatesFor, categoriesOf, linesOf, mattersIn } from './candidates.ts'
import { chainOf, chatModel, type Endpoint } from './chain.ts'
import { Guard, LIMITS, type Limits } from './guard.ts'
import { digest, once } from './once.ts'

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
  improve(text: string, better: (found: Better) => Promise<void>): void
  /** The same questions, waiting for the model: for measurements, and wherever nobody waits for an answer. */
  readonly patient: Pick<Assistant, 'classify' | 'extract'>
}

/** Less is no letter: there is nothing to understand, and nothing is sent. */
const FEWEST = 4
/** From here on it is worth a second question, with all matters of the category that the model named. */
const SURE_OF_CATEGORY = 0.5

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

  const classifyWithModel = async (text: string, found: Classification): Promise<Classification | undefined> => {
    if (isEmpty(text)) return undefined
    const masked = mask(beginningAndEnd(text, limits.letterCharacters))
    const choose = async (candidates: readonly Matter[]): Promise<Classified | undefined> => {
      const offered = { candidates: linesOf(candidates), categories: categories.join('\n') }
      return askWithin(asking, chains.classify, { ...letterFor(masked.text), ...offered }, masked.count)
    }
    const likely = candidatesFor(content, text, found)
    const claimed = await choose(likely)
    if (claimed === undefined) return undefined
    const others = pointsElsewhere(claimed) ? mattersIn(content, claimed.category) : []
    if (others.length === 0) return believedClass(text, found, claimed, likely)
    const again = await choose(others)
    return again === undefined ? undefined : believedClass(text, found, again, others)
  }

  const extractWithModel = async (text: string): Promise<Extraction | undefined> => {
    if (isEmpty(text)) return undefined
    const masked = mask(beginningAndEnd(text, limits.letterCharacters))
    const claimed = await askWithin(asking, chains.extract, letterFor(masked.text), masked.count)
    return claimed === undefined ? undefined : believedWords(text, claimed, masked.putBack)
  }

  const classifyOnce = once(async (text) => classifyWithModel(text, await offline.classify(text)))
  const extractOnce = once(extractWithModel)

  return {
    classify: offline.classify,
    extract: offline.extract,
    improve(text, better) {
      const tell = async (part: Promise<Better | undefined>): Promise<void> => {
        const found = await part
        if (found !== undefined) await better(found)
      }
      const lost = (error: unknown): void => logger.error('assistant.improvement-lost', {}, error)
      // A danger may not wait for the matter.
      tell(extractOnce(text).then((extraction) => extraction && { extraction })).catch(lost)
      tell(classifyOnce(text).then((classification) => classification && { classification })).catch(lost)
    },
    patient: {
      classify: async (text) => {
        const found = await offline.classify(text)
        return (await classifyWithModel(text, found)) ?? found
      },
      extract: async (text) => {
        const [found, believed] = [await offline.extract(text), await extractWithModel(text)]
        return believed === undefined ? found : besides(found, believed)
      },
    },
  }
}

/** None of the matters that it was offered, but it says where to look. */
const pointsElsewhere = ({ matter, confidence }: Classified): boolean =>
  (matter === null || matter === undefined) && confidence >= SURE_OF_CATEGORY

const isEmpty = (text: string): boolean => (text.match(/\p{L}/gu)?.length ?? 0) < FEWEST

/** Of a very long letter its beginning, where people say what it is about, and its end, where they say what they want. */
const beginningAndEnd = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, Math.ceil(most * 0.75))}\n…\n${text.slice(-Math.floor(most * 0.25))}`.toWellFormed()

/** The letter between marks that its writer can't know: they come from the letter itself. */
const letterFor = (letter: string) => ({ letter, fence: digest(letter).slice(0, 12) })
