import type { Question } from '../question.ts'

const LETTERS = 'ABCDEFGHIJ'
/** `A. 可以`, `b、可以`, `（A）可以`, with a mark of the right one before or behind. */
const OPTION = /^([*√✓✔☑]?)\s*[(（]?([A-Ja-j])(?:[)）.．、:：,，]|\s)\s*(.+)$/u
const RIGHT = /\s*(?:[*√✓✔☑]|[(（【[](?:对|正确|正确答案|right|correct)[)）】\]])\s*$/iu
const ANSWER = /^(?:正确)?(?:答案|right|answer)\s*[:：是为]?\s*[(（]?([A-Ja-j])[)）]?[.。]?$/iu
const WHY = /^(?:说明|解析|解释|理由|why|because)\s*[:：]\s*(.*)$/iu
const NUMBER = /^(?:第\s*[\d一二三四五六七八九十]+\s*题\s*[.．、:：]?|\d{1,2}\s*[.．、:：)）])\s*/u

interface Draft {
  ask: string
  options: string[]
  right: number[]
  why: string
}

/**
 * Questions as they are written: a line for the question, a line for each option that begins with its letter, the right
 * one marked 对 or √, and a line 说明：… . Whatever is lacking stays lacking, to be named; nothing is guessed.
 */
export const quizIn = (words: string): readonly Question[] => {
  const drafts: Draft[] = []
  for (const line of words.split('\n').map((each) => each.trim())) {
    if (line !== '') take(drafts, line)
  }
  return drafts.map(({ ask, options, right, why }) => ({
    ...{ ask: ask.slice(0, 300), options: options.slice(0, LETTERS.length), why: why.slice(0, 500) },
    // Two right ones are none.
    ...(right.length === 1 && right[0] !== undefined ? { right: right[0] } : {}),
  }))
}

const take = (drafts: Draft[], line: string): void => {
  const last = drafts.at(-1)
  const why = WHY.exec(line)?.[1]
  const answer = ANSWER.exec(line)?.[1]
  const [, before = '', letter, said = ''] = OPTION.exec(line) ?? []
  if (last !== undefined && why !== undefined) last.why = why
  else if (last !== undefined && answer !== undefined) last.right = [LETTERS.indexOf(answer.toUpperCase()) + 1]
  else if (last !== undefined && letter !== undefined && belongs(last, letter)) {
    last.options.push(said.replace(RIGHT, '').slice(0, 60))
    if (before !== '' || RIGHT.test(said)) last.right.push(last.options.length)
  } else if (last !== undefined && last.options.length === 0 && last.why === '' && !NUMBER.test(line))
    last.ask += `\n${line}`
  else if (last !== undefined && last.why !== '' && !NUMBER.test(line) && !/[?？]$/u.test(line)) last.why += `\n${line}`
  else drafts.push({ ask: line.replace(NUMBER, ''), options: [], right: [], why: '' })
}

/** Options come in the order of their letters: `A` behind `D` begins nothing of this question. */
const belongs = ({ options }: Draft, letter: string): boolean => LETTERS[options.length] === letter.toUpperCase()

/** As they are written, to be looked at. */
export const quizLines = (quiz: readonly Question[], right: string, why: (words: string) => string): string =>
  quiz
    .map(({ ask, options, right: place, why: because }, n) =>
      [
        `${n + 1}. ${ask}`,
        ...options.map((option, k) => `${LETTERS[k]}. ${option}${place === k + 1 ? right : ''}`),
        ...(because === '' ? [] : [why(because)]),
      ].join('\n'),
    )
    .join('\n\n')

export const usualPass = (questions: number): number => Math.ceil((questions * 2) / 3)
