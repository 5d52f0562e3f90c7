import { z } from 'zod'
import { type Content, type ContentFault, contentPiece, type Language } from '../content/content.ts'
import { inLanguage, Localized } from '../content/localized.ts'
import { officeIn } from '../content/office.ts'

const Words = z.array(z.string().trim().toLowerCase().min(2).max(40)).min(1)

const CommonQuestion = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  /** The question as it stands in the list of all. */
  title: Localized,
  /** Phrases that mean it when they stand in a short message; … in one stands for up to six letters. */
  words: z.strictObject({ 'zh-CN': Words, en: Words }),
  /** Also answered where it is asked in the middle of something else, which then goes on. */
  amid: z.boolean().default(false),
  /** May hold `{{office}}`, `{{phone}}`, `{{address}}` and `{{hours}}`. */
  answer: Localized,
})
export type CommonQuestion = z.infer<typeof CommonQuestion>

const VARIABLES = ['office', 'phone', 'address', 'hours']

/** `content/common-questions.yaml`: what people ask about this office itself 常见问题. */
export const CommonQuestions = contentPiece<readonly CommonQuestion[]>({
  name: 'common-questions',
  files: 'common-questions.yaml',
  schema: z.array(CommonQuestion),
  check: function* (questions): Iterable<ContentFault> {
    const known = new Map<string, string>()
    for (const [n, { name, words, answer }] of questions.entries()) {
      if (questions.findIndex((each) => each.name === name) !== n)
        yield { at: [n, 'name'], message: `"${name}" stands twice in this list: give one of them another name` }
      for (const language of ['zh-CN', 'en'] as const) {
        for (const [k, phrase] of words[language].entries()) {
          const other = known.get(phrase)
          const message = `"${phrase}" already means "${other}": take it away from one of them`
          if (other !== undefined && other !== name) yield { at: [n, 'words', language, k], message }
          known.set(phrase, name)
        }
        const unknown = [...answer[language].matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].find(
          ([, variable = '']) => !VARIABLES.includes(variable),
        )
        if (unknown !== undefined)
          yield {
            at: [n, 'answer', language],
            message: `knows no {{${unknown[1]}}}: there are ${VARIABLES.join(', ')}`,
          }
      }
    }
  },
})

/** How long a message may be that asks one of them; a longer one tells a story. */
const LONGEST = 30

/** So many letters beside a question tell something else, which must not be lost. */
const TELLS = 6
/** The same for a question that is not answered amid a story. */
const TELLS_AWAY = 9

/** The question that a message asks; the longest phrase in it counts. */
export const questionIn = (content: Content, message: string): CommonQuestion | undefined => {
  const found = longestIn(content, message)
  const others = message.replace(/[^\p{L}\p{N}]/gu, '').length - (found?.length ?? 0)
  return found !== undefined && others > (found.question.amid ? TELLS : TELLS_AWAY) ? undefined : found?.question
}

/** The question that a message asks beside what it tells: one that is answered there too. */
export const questionAmid = (content: Content, message: string): CommonQuestion | undefined =>
  message
    .split(/[。！？!?；;\n]|\.\s/u)
    .map((sentence) => longestIn(content, sentence)?.question)
    .find((question) => question?.amid === true)

/** Stands in a phrase for a few letters, or none: 会不会…知道. */
const GAP = '…'
const patterns = (_content: Content): Map<string, RegExp> => new Map()

/** How much of what was said the phrase is; none where it does not stand there. */
const partOf = (content: Content, said: string, phrase: string): number => {
  if (!phrase.includes(GAP)) return said.includes(phrase) ? phrase.length : 0
  const known = content.derive(patterns)
  const pattern = known.get(phrase) ?? new RegExp(phrase.split(GAP).map(escaped).join('[^,，。]{0,6}?'))
  known.set(phrase, pattern)
  return pattern.exec(said)?.[0].length ?? 0
}
const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const longestIn = (content: Content, message: string) => {
  const said = message.toLowerCase()
  if (said.length > LONGEST) return undefined
  let best: { readonly question: CommonQuestion; readonly length: number } | undefined
  for (const question of content.only(CommonQuestions))
    for (const phrase of [...question.words['zh-CN'], ...question.words.en]) {
      const length = partOf(content, said, phrase)
      if (length > (best?.length ?? 0)) best = { question, length }
    }
  return best
}

/** The answer, with what stands in `content/office.yaml` filled in. */
export const answerTo = (content: Content, { answer }: CommonQuestion, language: Language): string => {
  const values: Readonly<Record<string, string>> = officeIn(content, language)
  return inLanguage(answer, language).replace(
    /\{\{\s*(\w+)\s*\}\}/g,
    (_all, variable: string) => values[variable] ?? '',
  )
}
