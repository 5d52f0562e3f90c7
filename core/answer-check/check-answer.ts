import { pointsOf, shareSaid } from './points.ts'

/** Something that people usually miss in such an answer. A hint: whoever answers decides. */
type AnswerHint =
  /** A place that was left to be filled in. */
  | { readonly kind: 'blank' }
  /** Besides what every answer says, hardly anything is left. */
  | { readonly kind: 'boilerplate' }
  /** Only handed on: nothing was done. */
  | { readonly kind: 'handed-on' }
  | { readonly kind: 'no-measure' }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'no-date' }
  /** Something that was asked is not spoken of, in the words that asked it. */
  | { readonly kind: 'point-missed'; readonly point: string }

/** What every office writes around an answer. */
const BOILERPLATE =
  /尊敬的[^，,：:。]{0,12}[，,：:]?|网友[^，,：:。]{0,12}[，,：:]|您好|你好|您的(?:来信|留言|反映|诉求)[^。；]{0,12}(?:已)?(?:收悉|收到)|(?:非常)?感谢您?对?[^。！]{0,30}(?:关心|支持|理解|监督|信任|关注)[^。！]{0,12}|谢谢您?[^。！]{0,12}|(?:高度|十分|非常)重视|(?:将|会)?(?:认真|进一步|积极)(?:研究|考虑|落实|对待|核实)|现(?:将有关情况)?(?:回复|答复)如下|特此(?:回复|答复)|此复|(?:如有|若有)[^。]{0,30}(?:联系|咨询|致电)[^。]{0,40}|祝您?[^。！]{0,12}|(?:相关|有关)(?:部门|单位|科室)|尽快|及时|加大[^，。]{0,8}力度|进一步/gu
/** What is true of every answer: promises to do well, apologies, mottoes. */
const MOTTO =
  /群众利益无小事|(?:将|会)?举一反三|以此为契机|不断(?:提升|提高|优化|完善|加强|改进)[^,，。]*|努力(?:让|做到|实现)[^,，。]*|[^,，。]*(?:重于泰山|大于天|是民生之[首本]|政策性强)|坚决(?:落实|贯彻)[^,，。]*|办好[^,，。]*满意的[^,，。]*|请(?:您|大家|家长|居民|群众)?(?:相信|放心|谅解|理解|耐心等待)[^,，。]*|对给?您[^,，。]{0,6}(?:带来|造成)[^,，。]*|深表(?:歉意|同情)|第一时间[^,，。]*|[^,，。]{0,12}(?:已经?)?知悉|[^,，。]{0,8}一直(?:是|都)?[^,，。]{0,10}(?:重点|重视)|(?:将|会)?严格(?:按照?|落实|执行)[^,，。]{0,10}(?:程序|要求|规定)?(?:办理|落实|执行)?|依法(?:依规)?(?:维护|保障|保护)[^,，。]*/gu
/** Of a date alone, nobody knows what happens then. */
const WHEN_ALONE = /预计|计划|争取|力争|大约|大概|左右|完成|以?前|之前|以?内|起/gu
/** Fewer characters than this, besides boilerplate, tell nothing. */
const LEAST_SAID = 25
/** With a date, a measure or a fact, that is enough for an answer. */
const LEAST_FACT = 5

const BLANK = /【[^】]{0,60}】|\[[\s　]*\]|（[\s　]+）|_{2,}|□|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|\{\{|待填|此处填/u
const HANDED_ON = /(?:已|将)[^。]{0,20}(?:转交|转办|转至|转送|移送|移交|转给|转达|批转|交办|反馈给)/u
const MEASURE =
  /已(?!转|收悉|收到)|正在|现场|派|约谈|责令|立案|处罚|修[好复]|整改|退还|纳入|列入|启动|开工|竣工|将(?!您)|拟|计划|预计|安排|组织|开展|推进|督促|协调|检查|核实|清理|更换|发放|实施|建设|完善|落实|加开|[加增]派|试行|先试|清除|验收|登记|统计|罚款|开通|关停|不能/u
/** Something that somebody went and did. */
const DONE = /现场|派[人出员]|修[好复]|责令|立案|处罚|约谈|整改|退还|更换|核实|发放|启动|开工|竣工|查明|解决了/u
const REASON =
  /根据|依据|按照|依照|由于|因为|原因|经(?:查|核|了解|调查|与|现场)|查明|核实|《[^》]+》|属于|不属于|规定|条例|文件|标准|政策|确实(?:有|存在)|为准|是[^，。,]{1,12}(?:[坏断堵松掉漏裂]了|(?:造成|引起|导致|掉|碰|挖|压)[^，。,]{0,2}的)/u
const DATE =
  /\d{1,4}\s*[年月](?:\s*\d{1,2}\s*[日号]?)?|\d{1,2}[日号]|[一二三四五六七八九十]{1,3}月(?:底|初|中旬|上旬|下旬|份)?|(?:今天|明天|昨天|本周|下周|本月|下月|年底|年内|月底|春节前|节前)|\d+\s*个?(?:工作日|天|周|月|小时)(?:内|后|之内)?|[一二三四五六七八九十两]+个?(?:工作日|天|周|月)(?:内|之内)/u
/** What makes even a short answer one: a number, something done and finished, whose it is, why not. */
const FACT =
  /[\d两三四五六七八九十百千]+\s*(?:元|万|米|公里|盏|个|台|户|次|班|趟|人|亩|吨|平方|%)|已经?[^转收重高研请阅知]{1,10}(?:[好完通掉上]|到位|了|成|恢复)|修好|恢复(?:供|通|正常)|(?:不)?(?:属于|归)[^,，。]{2,}|(?:不)?符合|没有[^,，。]{2,}|因[^此而]|由于|不在[^,，。]{2,}/u
/** Below this share of its words, a point is not spoken of. */
const SPOKEN_OF = 0.05
const POINT = 40

/** What an answer to a letter seems to lack, the weightiest first; nothing for a whole one. Looks at words alone: it can't know whether they are true. */
export const checkAnswer = (letter: string, answer: string): readonly AnswerHint[] => {
  const plain = answer.normalize('NFKC')
  const said = answer
    .replace(MOTTO, '')
    .replace(BOILERPLATE, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const besidesWhen = said.replace(new RegExp(DATE, 'gu'), '').replace(WHEN_ALONE, '')
  const hints: AnswerHint[] = []
  if (BLANK.test(answer)) hints.push({ kind: 'blank' })
  const isConcrete = (DATE.test(said) || DONE.test(said) || FACT.test(said)) && !HANDED_ON.test(plain)
  if (besidesWhen === '' || said.length < (isConcrete ? LEAST_FACT : LEAST_SAID))
    return [...hints, { kind: 'boilerplate' }]
  if (HANDED_ON.test(plain) && !DONE.test(plain)) hints.push({ kind: 'handed-on' })
  else if (!MEASURE.test(plain)) hints.push({ kind: 'no-measure' })
  if (!REASON.test(plain)) hints.push({ kind: 'no-reason' })
  if (!DATE.test(plain)) hints.push({ kind: 'no-date' })
  const missed = pointsOf(letter).filter((point) => shareSaid(point, answer) < SPOKEN_OF)
  for (const point of missed.slice(0, 1))
    hints.push({
      kind: 'point-missed',
      point: point.length > POINT ? `${point.slice(0, POINT).toWellFormed()}…` : point,
    })
  return hints
}
