import { Phrases } from '../phrases.ts'
import type { SameWords } from './alike.ts'
import { HOMES } from './homes.ts'
import { LIVING } from './living.ts'
import { PEOPLE } from './people.ts'

/** Everyday words of all dialects. */
const EVERYDAY: SameWords = [
  ['晓得', '知道', '清楚'],
  ['没得', '没有', '莫得', '冇得', '冇', '木有', '唔有'],
  ['哪个', '谁', '哪一个', '哪位', '边个'],
  ['什么', '啥子', '啥', '么子', '嘛子', '乜嘢'],
  ['怎么', '咋个', '咋', '怎样', '咋样', '如何', '郎个', '啷个', '点样'],
  ['很久', '好久', '老久', '许久', '很长时间', '好长时间'],
  ['很贵', '太贵', '好贵', '贵得很', '死贵'],
]

/** Letters and the list of matters are both read through it, so that it makes no difference who says 孩子 and who says 娃儿. */
const index = new Phrases<string>()
for (const words of [...EVERYDAY, ...PEOPLE, ...HOMES, ...LIVING]) {
  // The usual word stands for itself too, so that 公车 is not found in 老公车祸.
  for (const each of words) index.add(each, words[0] ?? each)
}

/** The usual word for what begins at `at`, and how long its spelling is there; undefined where it is written as usual. */
export const sameWord = (text: string, at: number): { readonly word: string; readonly length: number } | undefined => {
  const found = index.longestAt(text, at)
  return found === undefined ? undefined : { word: found.value, length: found.length }
}
