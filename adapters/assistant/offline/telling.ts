import { BREAK, letterOf } from './letter.ts'
import { SCENES } from './spoken/scenes.ts'

/** How much something says that `having` of `all` matters have. */
export const rarity = (all: number, having: number): number => Math.log((all + 1) / (having + 0.5))

/** Keywords that only ask for somebody: any complaint may end with them. */
const ASKING = /^(?:不?晓得)?(?:该|要|去)?(?:找|问|归|打)?(?:哪个|哪里|什么)(?:单位)?(?:管|办|负责)?$|^该?找哪/
const ONLY_ASKS = 0.4

/** What is left of a keyword that is mostly a scene. */
const SCENE = 0.4
const scenes = new Set(letterOf(SCENES.join('\n')).words.split(BREAK))

/** How much of its rarity a keyword keeps. */
export const telling = (word: string): number => (scenes.has(word) ? SCENE : ASKING.test(word) ? ONLY_ASKS : 1)

/** Small words, which stand in every sentence: a pair of them says little of what it is about. */
const SMALL = new Set(
  '的了在是我你他她它们这那有个一二两三几多不没得就都也还又再很好说讲问到去来上下里外头给要想能会让把被着过和跟与从为什么怎哪些人家天年月日时候后前大小老',
)
const BOTH_SMALL = 0.4
const ONE_SMALL = 0.7

/** How much of its rarity a pair of characters keeps. */
export const tellingPair = (first: string, second: string): number => {
  const small = Number(SMALL.has(first)) + Number(SMALL.has(second))
  return small === 2 ? BOTH_SMALL : small === 1 ? ONE_SMALL : 1
}
