/** Sentences, and the items of a numbered list. */
const SENTENCE =
  /[。！？!?；;\n]|(?:^|[，,、\s])(?:[1-9一二三四五六七八九][、.．：:]|第[一二三四五六七八九][，,、]?|[①-⑨⑴-⑼]|[（(][1-9一二三四五六七八九][）)])/u
/** What asks for an answer of its own. */
const ASKS =
  /[吗呢]$|请问|什么时候|何时|多久|为什么|为何|怎么(?!样都)|如何|能不能|能否|可不可以|是不是|是否|有没有|谁(?:来)?(?:管|负责)|哪个部门|希望|要求|([\u4E00-\u9FFF])[不没]\1/u
/** Pairs of characters that every letter and every answer has. */
const EMPTY =
  /^(?:[的了是在我你他们这那有个一不也都就还又很和与及为对于上下中来去到请问希望能否可以么吗呢什何时候怎样如是否领导部门相关有您好谢感反映问题情况解决尽快处理答复回复]){2}$/u
const WORD = /[\p{Script=Han}a-z0-9]/u
/** Longer letters ask again what they asked before. */
const MOST = 8
const SHORTEST = 5

/** What a letter asks or wants, each in its own words: the points that an answer should come to. */
export const pointsOf = (letter: string): readonly string[] => {
  const parts = letter
    .normalize('NFKC')
    .split(SENTENCE)
    .map((part) => part.trim())
    .filter((part) => part.length >= SHORTEST)
  return parts.filter((part) => ASKS.test(part)).slice(0, MOST)
}

/** How much of what a point speaks of stands in the answer as well, from 0 to 1; 1 where it names nothing. */
export const shareSaid = (point: string, answer: string): number => {
  const wanted = pairsOf(point)
  const said = pairsOf(answer)
  if (wanted.size === 0) return 1
  return [...wanted].filter((pair) => said.has(pair)).length / wanted.size
}

const pairsOf = (words: string): ReadonlySet<string> => {
  const plain = words.normalize('NFKC').toLowerCase()
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < plain.length; at++) {
    const pair = plain.slice(at, at + 2)
    if (WORD.test(pair.charAt(0)) && WORD.test(pair.charAt(1)) && !EMPTY.test(pair)) pairs.add(pair)
  }
  return pairs
}
