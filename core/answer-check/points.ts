const END = /[。！？!?；;\n]/u
/** What begins an item of a numbered list. */
const ITEM =
  /(?:^|(?<=[。！？!?；;\n])|[，,、：:\s])(?:[1-9一二三四五六七八九][、.．：:]|[一二三四五六七八九]是|其[一二三四五]|第[一二三四五六七八九][，,、]?|[①-⑨⑴-⑼]|[（(][1-9一二三四五六七八九][）)])/u
const SENTENCE = new RegExp(`${END.source}|${ITEM.source}`, 'u')
/** What asks for an answer of its own. */
const ASKS =
  /[吗呢]$|请问|什么时候|何时|多久|为什么|为何|怎么(?!样都)|如何|能不能|能否|可不可以|是不是|是否|有没有|谁(?:来)?(?:管|负责)|哪个部门|到?哪[里儿]去?了|请(?:你们|您|贵局|领导|有关部门)?(?:帮忙?)?(?:核?查|公[开布]|说明|解释|告[诉知])|希望|要求|([\u4E00-\u9FFF])[不没]\1/u
/** 拆不拆 and 怎么退 are answered by whatever speaks of 拆 and 退. */
const OF_ONE =
  /((?![能是可有会要好行对该])[\u4E00-\u9FFF])[不没]\1|(?:怎么|如何|咋|什么时候|啥时候|何时|几时)(?:才?能|可以|会)?((?![能可会才没不还要有人就都是样办处解回])[\u4E00-\u9FFF])/u
/** Pairs of characters that every letter and every answer has. */
const EMPTY =
  /^(?:[的了是在我你他她们这那有个一不也都就还又很和与及为对于上下中来去到请问希望能否可以么吗呢什何时候怎样如是否领导部门相关有您好谢感反映问题情况解决尽快处理答复回复帮助要给让把]){2}$/u
const WORD = /[\p{Script=Han}a-z0-9]/u
/** Longer letters ask again what they asked before. */
const MOST = 8
const SHORTEST = 5
/** Below this share of its words, a point is not spoken of. */
const SPOKEN_OF = 0.05

const parted = (text: string, at: RegExp): readonly string[] => text.split(at).map((part) => (part ?? '').trim())

/** What a letter asks, wants or numbers, each in its own words: the points that an answer should come to. */
export const pointsOf = (letter: string): readonly string[] => {
  const text = letter.normalize('NFKC')
  const items = parted(text, ITEM).slice(1)
  const listed = items.length > 1 ? items.flatMap((item) => parted(item, END)[0] ?? []) : []
  const asked = parted(text, SENTENCE).filter((part) => ASKS.test(part))
  return [...new Set([...listed, ...asked])].filter((part) => part.length >= SHORTEST).slice(0, MOST)
}

/**
 * Whether an answer comes to a point: has some of its words, and not only one of those around the question, such as the
 * place, and none of the question itself.
 */
export const isSpokenOf = (point: string, answer: string): boolean => {
  const [, whether, how] = OF_ONE.exec(point) ?? []
  const verb = whether ?? how
  if (verb !== undefined && answer.includes(verb)) return true
  const pairs = pairsOf(point)
  const has = saidIn(answer)
  if (pairs.length === 0) return true
  if (pairs.filter(has).length / pairs.length < SPOKEN_OF) return false
  const clauses = point.split(/[，,]/u)
  const question = pairsOf(clauses.slice(clauses.findIndex((clause) => ASKS.test(clause))).join(','))
  return question.length === 0 || question.some(has) || runs(pairs, has) > 1
}

/** How many separate pieces of the words are said. */
const runs = (pairs: readonly string[], has: (pair: string) => boolean): number =>
  pairs.filter((pair, n) => has(pair) && !(n > 0 && has(pairs[n - 1] ?? ''))).length

const saidIn = (answer: string): ((pair: string) => boolean) => {
  const said = new Set(pairsOf(answer))
  return (pair) => said.has(pair)
}

/** Every pair of neighbours once, in order. */
const pairsOf = (words: string): readonly string[] => {
  const plain = words.normalize('NFKC').toLowerCase()
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < plain.length; at++) {
    const pair = plain.slice(at, at + 2)
    if (WORD.test(pair.charAt(0)) && WORD.test(pair.charAt(1)) && !EMPTY.test(pair)) pairs.add(pair)
  }
  return [...pairs]
}
