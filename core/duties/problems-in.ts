import { dayMeant } from '../conversation/kinds/day.ts'

/** A problem that was found, and until when it is to be put right. */
export interface Problem {
  readonly text: string
  readonly due?: string
}

const NOTHING = /^(无|没有|没有问题|none|no)[。.]?$/i
/** What may be a day, at the end of a line. */
const END =
  /^(.*?)[\s,，;；、:：（(]*((?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?)\s*(?:之?前(?:完成|办好|改好)?)?[)）。.]*$/u

/** `公示栏更新 1月20日`, one a line; a line that says that there is nothing is none. A day without a year is the next one. */
export const problemsIn = (words: string, now: string, zone: string): readonly Problem[] =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOTHING.test(line))
    .map((line) => {
      const [, text = '', said = ''] = END.exec(line) ?? []
      const due = said === '' ? undefined : dayMeant(said, now, zone)
      return due === undefined || text === '' ? { text: line } : { text, due }
    })
