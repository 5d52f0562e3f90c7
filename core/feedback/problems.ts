import { z } from 'zod'
import { query } from '../kernel/operation.ts'

/** A longer letter tells one story in many parts: what looks like several problems there is mostly one. */
const LONGEST = 800
/** A part with fewer characters says nothing of its own. */
const LEAST = 6

/** What begins the next problem: numbers at the beginning of a line or sentence, or words that say so. */
const NUMBERED =
  /(?:(?:^|[\n。；;！!？?：:，,])\s*(?=[一二三四五六七八九]是|第[一二三四五六七八九](?:[、，,:：]|个?是|件)|其[一二三四五六七八九])|(?:^|[\n。；;！!？?：:])\s*)(?:第[一二三四五六七八九]+个?[、.．是件，,:：]+|[一二三四五六七八九]+[、.．是，,:：]+|其[一二三四五六七八九][，,:：是]?|[(（][一二三四五六七八九\d][)）]|\d{1,2}[、.．)）](?!\d)|[①-⑨])\s*/gu
const ANOTHER =
  /(?:^|[\n。；;！!？?，,]|\.\s)\s*(?:另外|此外|还有(?:就是|一件事?|一个(?:问题|事)|个事)|再(?:就是|有一件事?|一个(?:问题|事)?)|第二件事|顺便(?:再)?(?:说|反映)(?:一下)?|also|another (?:thing|problem)|besides)[，,:：是\s]*/giu

/** 三件事: whoever counts them tells of several, whatever is known of each. */
const COUNTED =
  /(?:[两俩二三四五六七八九几\d]|好几)(?:个|件|条|样|桩)(?:不同的?)?(?:事|问题|情况|意见|建议)|(?:several|two|three|four) (?:things|problems)/iu

const cut = (text: string, at: RegExp): string[] => {
  const parts: string[] = []
  let from = 0
  for (const found of text.matchAll(at)) {
    // The mark that ends a sentence belongs to the sentence before.
    const ends = found.index + (/^[。；;！!？?：:.]/u.test(found[0]) ? 1 : 0)
    parts.push(text.slice(from, ends))
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)].map((part) => part.trim().replace(/[，,]$/u, ''))
}

/**
 * The parts that words fall into by their numbers, or else by words such as 另外. What stands before the first number
 * (who writes, where) is said with each part. One part where there is nothing to part.
 */
export const partsOf = (text: string): readonly string[] => {
  const [before = '', ...numbered] = cut(text, NUMBERED)
  if (numbered.length > 1 && numbered.every((part) => part.length >= LEAST))
    return numbered.map((part) => (before === '' ? part : `${before} ${part}`))
  const parts = cut(text, ANOTHER).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => part.length >= LEAST) ? parts : [text]
}

const isSame = (before: string | undefined, matter: string | undefined, counted: boolean): boolean =>
  matter === undefined || before === undefined ? !counted : matter === before

/**
 * Which problems a message tells of: its parts, joined again until each has a matter of its own. A part that is of no
 * known matter, or of the matter before, is more about what was said before, unless the message counts its problems.
 */
export const problems = query({
  name: 'feedback.problems',
  summary: 'The problems that a message tells of, each in its own words',
  allow: 'anyone',
  input: z.object({ text: z.string().max(100_000) }),
  output: z.object({ problems: z.array(z.string()) }),
  async run(context, { text }) {
    if (text.length > LONGEST) return { problems: [text] }
    const counted = COUNTED.test(text)
    const found: { words: string; matter: string | undefined }[] = []
    for (const words of partsOf(text)) {
      const matter = (await context.assistant.classify(words)).best?.matter
      const before = found.at(-1)
      if (before === undefined) found.push({ words, matter })
      else if (isSame(before.matter, matter, counted)) {
        before.words += `\n${words}`
        before.matter ??= matter
      } else found.push({ words, matter })
    }
    return { problems: found.length > 1 ? found.map(({ words }) => words) : [text] }
  },
})
