import { toSimplified } from '../content/traditional.ts'

/** How people in the field write in their own words. */

export const UNANNOUNCED =
  /暗访|(?:没|沒|不|未)(?:有|曾)?(?:事先|提前|预先)?(?:[跟和给向]\S{1,6})?(?:打(?:过|个)?招呼|通知|告诉他们|告知)|突击|unannounced/iu
export const ANNOUNCED = /明察|明查|打[过了](?:个)?招呼|提前通知|通知[过了]|(?<!un)announced/iu

export const DAY =
  /大前天|[今昨前]天|上个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}\s*[月.]\s*\d{1,2}[日号]?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|yesterday/iu

/** What the kinds of the form are called where somebody tells of them. */
export const KINDS = [
  ['window', /窗口|大厅|服务中心|办事处?柜台|\bcounter|\bwindow/iu],
  ['village', /村(?:委会|部|务|里|支书|干部|公开栏)|社区居委会/u],
  ['project', /工地|施工|工程(?:队|款|质量|进度)|项目部|construction/iu],
] as const

/** 报上去没有, 上次那个处理得怎么样了, 有结果了吗: a few words that ask what became of what was told. */
const ASKS_AFTER =
  /^[^,\uFF0C。]{0,10}(?:(?:报上去|收到|处理|解决|办|核实|查)(?:[了得好完]{0,2})(?:没有?|吗|么|怎么样了?|如何)|有?(?:结果|回音|消息|下文|答复)了?(?:没有?|吗|么)|有没有(?:结果|回音|消息|下文|答复))了?[?\uFF1F。]?$/u

export const asksAfter = (words: string): boolean => {
  const plain = toSimplified(words).trim()
  return (
    (ASKS_AFTER.test(plain) && !/没人|没有人|无人/.test(plain)) ||
    /^(?:any news|did (?:it|you) (?:arrive|get it)|what came of it)\??$/i.test(plain)
  )
}

/** A greeting before, or a farewell behind what is told. */
const GREETING = /^[^,\uFF0C。:\uFF1A]{0,8}(?:您好|你好|好)[,\uFF0C。!\uFF01:\uFF1A\s]*/u
const FAREWELL = /^(?:就这些|以上|完毕|情况就是这样|请(?:领导|办公室|你们|您)|望(?:领导|有关)|谢谢|此致|敬礼|汇报完)/u
/** That somebody went somewhere, and nothing of what they saw. */
const WENT =
  /(?:去|到|走访|暗访|明察|检查|看)[了过]?[^不没无未缺]{0,24}?(?:局|镇|乡|村|街道|大厅|中心|院|所|站|办|学校|公司|政府|工地|社区|厅|处|园|暗访|明察|走访|检查|看看|一趟|一下)了?$/u
const MANNER = /^[^,\uFF0C]{0,6}(?:没|不|未|事先|提前|打)[^,\uFF0C]{0,10}(?:招呼|通知)[^,\uFF0C]{0,4}$/u

/** The clauses of a sentence that tell of what was seen: behind those that say who went where, when and how. */
const seenIn = (sentence: string): string => {
  const clauses = sentence.split(/[,\uFF0C]/u).map((clause) => clause.trim())
  const from = clauses.findIndex((clause) => !WENT.test(clause) && !MANNER.test(clause) && !isDay(clause))
  return from < 0 ? '' : clauses.slice(from).join('\uFF0C')
}

const isDay = (clause: string): boolean => {
  const day = DAY.exec(clause)?.[0]
  return day !== undefined && clause.length - day.length <= 4
}

/** What a story tells of what was found, a line each; the whole story where that can't be told. */
export const findingsTold = (story: string): string => {
  const found = story
    .replace(GREETING, '')
    .split(/[。!\uFF01?\uFF1F;\uFF1B\n]+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && !FAREWELL.test(sentence))
    .map(seenIn)
    .filter((finding) => finding !== '')
  return found.length === 0 ? story : found.join('\n')
}
