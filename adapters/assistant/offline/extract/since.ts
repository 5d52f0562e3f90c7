import { MONTHS, WEEKDAYS } from './english.ts'

const N = '(?:好几|[一二俩仨成整两三四五六七八九十百半几多数\\d]{1,4})'
const MONTH = '(?:[一二三四五六七八九十\\d]{1,2}月份?|正月|腊月|冬月)'
const SEASON =
  '(?:春天|夏天|秋天|冬天|春上|开春|热天|冷天|上半年|下半年|年初|年中|年底|年尾|春节|过年|国庆|中秋|端午|五一|清明|元旦|暑假|寒假)'
const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天末]'
const DATE = `(?:(?:20\\d\\d|\\d\\d)(?:年|[./-])(?:\\d{1,2}(?:月份?|[./-])?(?:\\d{1,2}[日号]?)?)?|${MONTH}(?:[初二三四五六七八九十\\d]{1,3}[日号]?|[上中下]旬|底|初)?)`
/** A day of this month: only where the words go on about that day, for a house has a number too. */
const DAY =
  '(?:(?:本月|这个月)?[一二三四五六七八九十\\d]{1,3}[号日](?=那天|当天|早上|上午|中午|下午|晚上|夜里|凌晨|去的|开始|就|起|以来|到现在))'
const RELATIVE = `(?:(?:大前|前|去|今|上|旧)年(?:${SEASON}|${MONTH}(?:\\d{1,2}[日号])?|[春夏秋冬]|底|初)?|(?:上上?|这|本)(?:个)?(?:月(?:[初底]|中旬|\\d{1,2}[日号])?|${WEEKDAY}|周末?|星期|礼拜)|(?:大前|前|昨|今)(?:天|晚|日|夜)(?:早上|上午|中午|下午|晚上|半夜|夜里|凌晨)?|刚[刚才](?=有|发生|在|看见)|昨儿|今早|今儿|${WEEKDAY}|${SEASON})`
const POINT = `(?:(?:${DATE}|${RELATIVE})|${DAY})`
const SPAN = `(?:快|将近|差不多|大概|大约|整整|都|已经|有|足足|近|拖了|超过)*小?${N}(?:多|来|几|个|半|余){0,3}(?:年|月|天|周|星期|礼拜|小时|钟头|晚上|宿|号头)(?:零\\d+个?月|半)?(?:多|左右)?`
const STARTS = '(?:就)?(?:起|开始|以来|以后|之后|到现在|至今|到今天|就)'

const COUNT_IN_ENGLISH =
  '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|a few|a couple of)'
const POINT_IN_ENGLISH = `(?:(?:last|this|early|late|mid)[ -])?(?:${MONTHS}|${WEEKDAYS}|spring|summer|autumn|winter|week|month|year|night|yesterday|Spring Festival)(?: \\d{1,2})?(?:,? 20\\d\\d)?`

/** Since March, for three weeks, two months ago. */
const IN_ENGLISH = new RegExp(
  `\\b(?:[Ss]ince (?:the )?${POINT_IN_ENGLISH}|[Ss]ince 20\\d\\d|[Ff]or (?:about |over |almost |more than |nearly |the (?:last|past) )?${COUNT_IN_ENGLISH} (?:day|week|month|year)s?\\b|${COUNT_IN_ENGLISH} (?:day|week|month|year)s? (?:ago|now|already))`,
)
interface Pattern {
  readonly form: RegExp
  /** What must not stand right before. */
  readonly notAfter?: RegExp
  /** What must not stand right behind. */
  readonly notBefore?: RegExp
}

/** A span that is said of something else: every month, in three days, grade two, five years old, a month's rent. */
const OTHER_SPAN = {
  notAfter:
    /(?:(?:要|将|会)[停断封][^,。]{0,2}|[大前去今上旧]年|还?剩|每|第|前|押|未来|过|等|再|不到|不满|保质期|保修|质保|合同|租期|限|需要?|要|坐|开|走|花|判|处|头|初|小学|大班|才|满|孕|怀孕|才生|出生|老|周岁|一共|仅|最多|至少|退休|提前|延期|推迟|干|穿|用|吃|\d)$/,
  notBefore:
    /^(?:级|后|内|之内|以内|里|一次|一趟|一班|两趟|一回|一收|一交|到头|前|大|岁|打鱼|两头|工龄|教龄|就到|到期|才|能|可以|的?(?:时间|路程|小孩|孩子|娃|学|租金|房租|补课|假|车程|合同|保质|质保))/,
} as const

const PATTERNS: readonly Pattern[] = [
  { form: IN_ENGLISH },
  { form: new RegExp(`(?:(?:自|打)${POINT}|(?:自从|打从|从)(?:${POINT}|[^,。;!?\\s]{1,8}?))${STARTS}`) },
  { form: new RegExp(`${POINT}${STARTS}`) },
  { form: new RegExp(`(?:从|自|打)${POINT}`) },
  { form: new RegExp(`${SPAN}(?:了|啦|喽|嘞|以来|没|都没|不)`), ...OTHER_SPAN },
  { form: new RegExp(`${SPAN}(?:之|以)?前(?![,。]|还[能是有可]|必须|要|交|报|到)`), notAfter: OTHER_SPAN.notAfter },
  { form: new RegExp(`${SPAN}`), ...OTHER_SPAN },
  {
    form: new RegExp(POINT),
    notAfter: /(?:个|到|快|等|截至|定于|计划|说好|承诺|答应|每|过|第|后)$/,
    notBefore:
      /^(?:前(?=[,。]|要|会)|之前|天气|那[个件次]|的?(?:投诉|案子)|(?:就|来|[跟给向]你们){0,2}(?:反映|投诉|举报|说|讲)(?:的|过)|要|会|将|必须|务必|一定|准备|打算|的?(?:低保|标准|政策|学费|计划|工资|税)|(?:都|已经|快|就|满|刚|才){0,2}[二三四五六七八九十\d]{1,4}(?:岁|了?(?=[,。]|$)))/,
  },
  { form: /(?:好多年|多年|常年|长年|长期|好久|很久|老久|许久)(?:了|以来|没)?/ },
]

/** AH-2025-000001 is no date. */
const NUMBER_OF_CASE = /[A-Za-z]{1,4}-?\d{4}-\d{3,}/g

/** Since when, in the words that were said. */
export const sinceIn = (words: string): string | undefined => {
  const text = words.replace(NUMBER_OF_CASE, ' ')
  for (const { form, notAfter, notBefore } of PATTERNS) {
    for (const found of text.matchAll(new RegExp(form, 'g'))) {
      const before = text.slice(Math.max(0, found.index - 6), found.index)
      const behind = text.slice(found.index + found[0].length, found.index + found[0].length + 6)
      if (notAfter?.test(before) === true || notBefore?.test(behind) === true) continue
      return found[0].replace(/(?:都没|没|不|就)$/, '')
    }
  }
  return undefined
}
