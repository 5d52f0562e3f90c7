import { phrasesOf } from '../audiences/term.ts'
import type { Content, Language } from '../content/content.ts'
import { Form } from '../conversation/form.ts'
import { formIn } from '../conversation/forms.ts'
import { refusal } from '../kernel/errors.ts'
import type { Notice, Question } from './notice.ts'

const MOST = 10
const LONGEST = 200
const OPTIONS = { least: 2, most: 8, longest: 30 }
const WORDS = 1_000
const FILES = 9

/** Ways to answer that are named; a choice is written with its options. */
const NAMED = ['number', 'date', 'files', 'words'] as const

/** Between a question and what its writer says of the answer. */
const MARK = /[?\uFF1F:\uFF1A]/g

/**
 * A line such as `几个人来？数字`, `来不来？来/不来`, `有什么困难？可不答`. What stands behind the last question mark or colon
 * says how it is answered; in words, where nothing does.
 * @throws Refusal `notices.question-unclear`, `notices.question-options`, `notices.question-long`
 */
const questionOf = (content: Content, line: string): Question => {
  const mark = [...line.matchAll(MARK)].at(-1)?.index ?? line.length
  const asks = line.slice(0, mark + 1).trim()
  if (asks.length > LONGEST) throw refusal('notices.question-long', { line: line.slice(0, 20), max: LONGEST })
  const said = line
    .slice(mark + 1)
    .split(/[\s,\uFF0C、;\uFF1B()\uFF08\uFF09]+/)
    .filter(Boolean)
  const required = !said.some((word) => means(content, 'optional', word))
  const how = said.filter((word) => !means(content, 'optional', word)).join(' ')
  if (how.includes('/') || how.includes('\uFF0F')) {
    const options = [...new Set(how.split(/[/\uFF0F]/).map((each) => each.trim()))].filter(Boolean)
    const fits = options.length >= OPTIONS.least && options.length <= OPTIONS.most
    if (!fits || options.some((each) => each.length > OPTIONS.longest)) {
      throw refusal('notices.question-options', { line: line.slice(0, 40), ...OPTIONS })
    }
    return { asks, way: 'choice', options, required }
  }
  const way = how === '' ? 'words' : NAMED.find((each) => means(content, each, how))
  if (way === undefined) throw refusal('notices.question-unclear', { line: line.slice(0, 40), said: how.slice(0, 40) })
  return { asks, way, options: [], required }
}

const means = (content: Content, way: string, word: string): boolean =>
  phrasesOf(content, `notices.question-way-${way}`).includes(word.toLowerCase())

/** The questions of a notice, a line each. @throws Refusal that names the line */
export const questionsIn = (content: Content, text: string): readonly Question[] => {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*\d{1,2}\s*[.、\uFF0E)\uFF09]\s*/, '').trim())
    .filter(Boolean)
  if (lines.length === 0 || lines.length > MOST) throw refusal('notices.needs-questions', { max: MOST })
  return lines.map((line) => questionOf(content, line))
}

/** How a question is answered, in words. */
export const wayOf = (content: Content, language: Language, { way, options, required }: Question): string =>
  [
    content.say(language, `notices.question-${way}`, { options: options.join(content.say(language, 'list.comma')) }),
    ...(required ? [] : [content.say(language, 'notices.question-optional')]),
  ].join(content.say(language, 'list.comma'))

/** The form that readers of the notice fill in: one of the content, or its own questions. */
export const formOfNotice = (
  content: Content,
  { title, form, questions }: Pick<Notice, 'title' | 'form' | 'questions'>,
): Form | undefined => {
  if (form !== undefined) return formIn(content, form)
  if (questions.length === 0) return undefined
  return Form.parse({
    ...{ name: 'notice-questions', version: 1, title: same(title) },
    fields: questions.map((question, n) => ({
      ...{ name: `q${n + 1}`, ask: same(question.asks), label: same(labelOf(question.asks)) },
      ...{ required: question.required, ...KINDS[question.way](question) },
    })),
  })
}

/** Its writer's own words are the same in every language. */
const same = (words: string) => ({ 'zh-CN': words, en: words })

const labelOf = (asks: string): string => asks.replace(/[?\uFF1F:\uFF1A]$/, '')

const KINDS: Readonly<Record<Question['way'], (question: Question) => object>> = {
  number: () => ({ kind: 'number' }),
  date: () => ({ kind: 'date' }),
  files: () => ({ kind: 'files', max: FILES }),
  words: () => ({ kind: 'longText', max: WORDS }),
  choice: ({ options }) => ({
    kind: 'choice',
    options: options.map((option, n) => ({ value: `o${n + 1}`, label: same(option) })),
  }),
}
