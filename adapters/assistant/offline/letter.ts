import { toSimplified } from '../../../core/content/traditional.ts'
import { sameWord } from './spoken/same-words.ts'

/** How much of a very long letter is read: its beginning, where people say what it is about, and its end. */
const BEGINNING = 3_000
const END = 1_000

/** Stands where one thought ends and the next begins: no word reaches across it. */
export const BREAK = ' '

/** A letter made ready for searching. */
export interface Letter {
  /** As it was said, but Simplified, without invisible characters, in one width, with small Latin letters. */
  readonly said: string
  /** The same with one spelling for each word (`sameWord`), and `BREAK` for punctuation, emoji and gibberish. */
  readonly words: string
  /** For each character of `words`, where it began in `said`; one more at the end. */
  readonly from: Uint32Array
}

/** What can't be seen: zero-width and control characters, direction marks, variation selectors; line ends stay. */
const INVISIBLE = /(?!\n)\p{C}|[\uFE00-\uFE0F]/gu
/** Base64, keys, addresses of web pages: nothing that a person said. */
const GIBBERISH = /https?:\/\/[\w./?=&%#:-]+|[A-Za-z0-9+/=_-]{25,}/g
// Characters that no Simplified text has and hardly a Traditional sentence lacks: the dictionaries are only loaded for those.
const TRADITIONAL =
  /[們這個說來時會對開還過與為樣點幾學電車長東門問間關馬見裡裏後沒發動燈壞錢給讓誰麼請謝話樓廠場醫藥議員號歲兩條頭書買賣農業產鎮鄉縣區務處辦應該繳費補貼徵領導舉報訴戶級環衛氣壓漲價運輸軍證難題體齊無爛聽課師親爺媽養豬雞魚樹園圍牆線網絡爾嗎愛國]/

/** Simplified, of one width, without what can't be seen; the words themselves stay. */
export const plainly = (text: string): string => {
  const part = text.length <= BEGINNING + END ? text : `${text.slice(0, BEGINNING)}\n${text.slice(-END)}`
  const clean = part
    .toWellFormed()
    .replaceAll('\uFFFD', '')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(GIBBERISH, '\n')
  return TRADITIONAL.test(clean) ? toSimplified(clean) : clean
}

export const letterOf = (text: string): Letter => {
  const said = plainly(text).toLowerCase()
  let words = ''
  const from: number[] = []
  let spaces = false
  for (let at = 0; at < said.length; ) {
    const unit = said.charAt(at)
    const same = sameWord(said, at)
    if (same !== undefined) {
      for (const character of same.word) {
        words += character
        from.push(at)
      }
      at += same.length
    } else if (isWord(unit)) {
      // A blank between Latin words parts them; between Chinese characters it is a slip of the thumb.
      if (spaces && isLatin(unit) && isLatin(words.at(-1) ?? '')) {
        words += BREAK
        from.push(at)
      }
      words += unit
      from.push(at)
      at += 1
    } else if (unit === ' ') {
      spaces = true
      at += 1
      continue
    } else {
      if (!words.endsWith(BREAK)) {
        words += BREAK
        from.push(at)
      }
      at += 1
    }
    spaces = false
  }
  from.push(said.length)
  return { said, words, from: Uint32Array.from(from) }
}

const isLatin = (unit: string): boolean => unit >= 'a' && unit <= 'z'

const isWord = (unit: string): boolean =>
  (unit >= '\u4E00' && unit <= '\u9FFF') ||
  isLatin(unit) ||
  (unit >= '0' && unit <= '9') ||
  (unit >= '\u3400' && unit <= '\u4DBF')
