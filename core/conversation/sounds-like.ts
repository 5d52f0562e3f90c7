import { toSimplified } from '../content/traditional.ts'

/** Whoever can't or won't say: that is an answer. */
const UNSURE =
  /不(?:太|大|是很)?(?:知道|晓得|清楚|记得|确定|好说|方便|想说|愿意?说|敢说|能说|说|告诉)|(?:记|说|搞|弄|讲)不(?:太|大)?(?:得|清|准|上来)|忘了|没(?:记|印象|注意)|保密|随便|无所谓|唔知|唔記得|唔记得|not sure|no idea|don[’']?t (?:know|remember|want)|can[’']?t (?:say|tell|remember)|rather not|forgot|unknown/iu

/** When something is, in a few words: a day, a span, an event that it began with. */
const TIME =
  /[年月日号周季夜早晚久]|天|星期|礼拜|小时|钟|学期|[春夏秋冬][天季]?|过节|暑假|寒假|开学|起|开始|以[来后前]|之[后前]|[了完]?后$|时候|那阵|至今|现在|最近|近来|刚|[一向]直|一向|长期|经常|从[^,。，]*|自|几?回|(?:19|20)\d\d|\d+[./-]\d+|\b(?:days?|weeks?|months?|years?|yesterday|today|tonight|morning|night|since|ago|always|long|recent(?:ly)?|just|now|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu

/** What one does not call a place. */
const TELLS =
  /[了没不着吗呢吧]|[他她]|你们|天天|每天|一直|总是?|老是|经常|全(?:是|都)|都是|还是?|被|把|给|让|要求?|因为|所以|但是?|可是|就是|怎么|为什么|什么|管|\b(?:is|are|was|were|has|have|had|do|does|not|no|they|he|she|because|but|every|always|please|why|what)\b/iu

/** How the name of a place ends, or the words for where around it. */
const PLACE_ENDS =
  /(?:[口旁边里上下前后面内外中头尾]|附近|对面|隔壁|一带|那里|这里|那边|这边|[村镇乡县市区组社队湾坝坪沟湖岭寨庄路街巷弄道桥楼栋幢号室单元苑园院校学场站店局所厅处馆库河江塘井山坡厂矿公司家])[。.!！]?$|\b(?:road|street|lane|village|town|township|estate|community|bridge|school|hospital|market|station|gate|building|park|square|block|office)\b/iu

/** Longer words tell a story, whatever stands in them. */
const LONGEST = 24
/** So few letters that belong to nothing else may be when something is. */
const SHORT_TIME = 12

const ASKS =
  /[?\uFF1F]\s*$|^(?:为什么|为啥|干嘛|凭什么|能不能|可不可以|可以不|是不是|要不要|会不会|你们?(?:是谁|管|能|会|要))|(?:[吗么呢]|管不管|行不行|能不能|有没有用|怎么办|咋办|怎么(?:传|发|拍|弄|写|填|说)|多久|什么时候|几时)[。!！]*$|^(?:why|how|who|when|what|can|will|do|are|is)\b.*/iu

/** How long words are, in characters: a word of Latin letters counts for two. */
const letters = (words: string): number => words.replace(/[A-Za-z'’]+/g, '二二').replace(/[^\p{L}\p{N}]/gu, '').length

export const isUnsure = (said: string): boolean => letters(said) <= LONGEST && UNSURE.test(toSimplified(said))

/** Whether words ask something back. */
export const soundsLikeQuestion = (said: string): boolean => ASKS.test(toSimplified(said.trim()))

/** Whether words may say since when, though nobody can tell when that was: 他当村长以后. */
export const soundsLikeTime = (said: string): boolean => letters(said) <= SHORT_TIME && TIME.test(toSimplified(said))

/** Whether words may name a place that stands on no map. */
export const soundsLikePlace = (said: string): boolean => {
  const words = toSimplified(said.trim())
  if (letters(words) > LONGEST) return false
  return PLACE_ENDS.test(words) ? !soundsLikeQuestion(words) && !/[了没着吗吧]/u.test(words) : !TELLS.test(words)
}

/** How many letters words have beside `part`. */
export const lettersBeside = (words: string, part: string): number => letters(words) - letters(part)
