/** A letter as far as grouping needs it. */
export interface ProblemLetter {
  readonly id: string
  readonly subject?: string | undefined
  readonly detail?: string | undefined
  /** Subject and detail run together, where they can't be told apart. */
  readonly text?: string | undefined
  /** A matter's code or a category, where one is known. */
  readonly matter?: string | undefined
  /** ISO date or time. */
  readonly time?: string | undefined
}

/** What is read of a letter: words of one width, in small letters, with a blank for everything that is no word. */
export interface Reading {
  readonly subject: string
  readonly body: string
}

/** How much of a letter's body is read, in characters: what it is about is said at its beginning. */
const BODY = 120
const SUBJECT = 100
/** Of a text without a subject, this much stands for one. */
const OPENING = 30

export const readingOf = ({ subject, detail, text }: ProblemLetter): Reading => {
  const body = plain([detail, text].filter((each) => each !== undefined && each !== '').join('\n'), BODY)
  const own = plain(subject ?? '', SUBJECT)
  return { subject: own === '' ? body.slice(0, OPENING) : own, body }
}

/** What letters to an office begin and end with, how long it has lasted and what every complaint says: no sign of the same problem. */
const PHRASES =
  /尊敬的|领导们?|书记|[市县区省厅局]长|您好|你们?好|请问|咨询|投诉|举报|反映|反应|关于|希望|强烈|要求|请求|谢谢|感谢|有关部门|相关部门|百忙之中|问题|建议|[一二两三四五六七八九十几半好\d]+多?个多?(?:月|星期)了?/g

const plain = (words: string, most: number): string =>
  words
    .slice(0, most * 2)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/(?!\n)\p{C}/gu, '')
    .toLowerCase()
    .replace(PHRASES, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, most)
