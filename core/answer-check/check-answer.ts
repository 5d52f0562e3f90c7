import { isSpokenOf, pointsOf } from './points.ts'

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
  /尊敬的[^，,：:。]{0,12}[，,：:]?|网友[^，,：:。]{0,12}[，,：:]|您好|你好|您(?:的|[于在][^,，。]{0,14})?(?:来信|留言|反映|诉求|提出|提交)[^。；]{0,16}(?:收悉|收到|知悉)|(?:非常)?感谢您?对?[^。！]{0,30}(?:关心|支持|理解|监督|信任|关注)[^。！]{0,12}|谢谢您?[^。！]{0,12}|(?:高度|十分|非常)重视|(?:将|会)?(?:认真|进一步|积极)(?:研究|考虑|落实|对待|核实)|现(?:将有关情况)?(?:回复|答复)如下|特此(?:回复|答复)|此复|(?:如有|若有)[^。]{0,30}(?:联系|咨询|致电)[^。]{0,40}|祝您?[^。！]{0,12}|欢迎您?[^。！]{0,12}(?:关注|监督|来电|来信)|我[局镇县委院办]领导|(?:立即|马上|第一时间)?(?:已经?)?(?:安排|组织|责成|要求)(?:了)?(?:相关|有关|专门|专业)?(?:工作)?(?:部门|人员|专人|专班|科室|单位)[^,，。]{0,6}(?:跟进|办理|处理|核实|调查|落实|对接|跟踪)|(?:相关|有关)(?:部门|单位|科室)|尽快|立即|及时|加大[^，。]{0,8}力度|进一步/gu
/** What is true of every answer: promises to do well, apologies, mottoes. */
const MOTTO =
  /群众利益无小事|持续(?:发力|用力)|久久为功|(?:将|会)?全力[^,，。]{0,12}(?:守护|保障|维护)[^,，。]*|共建[^,，。]*|[^,，。]{0,16}是[^,，。]{0,8}(?:重点|重要)工作|友好协商|相互理解|(?:将|会)?举一反三|以此为契机|不断(?:提升|提高|优化|完善|加强|改进)[^,，。]*|努力(?:让|做到|实现)[^,，。]*|[^,，。]{0,40}(?:重于泰山|大于天|是民生之[首本]|政策性强)|坚决(?:落实|贯彻)[^,，。]*|办好[^,，。]*满意的[^,，。]*|请(?:您|大家|家长|居民|群众)?(?:相信|放心|谅解|理解|耐心等待)[^,，。]*|对给?您[^,，。]{0,6}(?:带来|造成)[^,，。]*|深表(?:歉意|同情)|第一时间[^,，。]*|[^,，。]{0,12}(?:已经?)?知悉|[^,，。]{0,8}一直(?:是|都)?[^,，。]{0,10}(?:重点|重视)|(?:将|会)?严格(?:按照?|落实|执行)[^,，。]{0,10}(?:程序|要求|规定)?(?:办理|落实|执行)?|依法(?:依规)?(?:维护|保障|保护)[^,，。]*/gu
/** Of a date alone, nobody knows what happens then. */
const WHEN_ALONE = /预计|计划|争取|力争|大约|大概|左右|完成|以?前|之前|以?内|起/gu
/** Fewer characters than this, besides boilerplate, tell nothing. */
const LEAST_SAID = 25
/** With a date, a measure or a fact, that is enough for an answer. */
const LEAST_FACT = 5

const BLANK = /【[^】]{0,60}】|\[[\s　]*\]|（[\s　]+）|_{2,}|□|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|\{\{|待填|此处填/u
const HANDED_ON = /(?:已|将)[^。]{0,20}(?:转交|转办|转至|转送|移送|移交|转给|转达|批转|交办|反馈给)/u
const MEASURE =
  /已(?!转|收悉|收到)|正在|现场|派|约谈|责令|立案|处罚|修[好复]|整改|退还|纳入|列入|启动|开工|竣工|将(?!您)|拟|计划|预计|安排|组织|开展|推进|督促|协调|检查|核实|清理|更换|发放|实施|建设|完善|落实|加开|[加增]派|试行|先试|清除|验收|登记|统计|罚款|开通|关停|不能|完成|恢复|开放|修补|加[装固]|(?:打|发|汇|退)[到给]|到账|领取|[可能]领|每[户人][^,，。]{1,6}[只袋元斤份]|批[了准下]|办结|接[好通]|换[了成好]|补[发上种]|拆[除了掉]|扣押|没收|吊销|取消|追回|解除|通报|诫勉|道歉/u
/** Something that somebody went and did. */
const DONE = /现场|派[人出员]|修[好复]|责令|立案|处罚|约谈|整改|退还|更换|核实|发放|启动|开工|竣工|查明|解决了/u
const REASON =
  /根据|依据|按照|依照|按[^,，。]{2,20}(?:办法|规定|文件|标准|要求|通知|条例|政策)|没有[^,，。]{1,8}(?:许可|资质|手续|证)|属[^,，。]{2,12}(?:范围|责任|职责)|[漏坏断堵][^,，。]{0,4}在|由于|因为|原因|经(?:查|核|了解|调查|与|现场)|(?<![已曾历财])经(?![济营常费理])[^,，。]{0,14}(?:查|核|勘|检|测|访|调)|查[明实证]|核实|确认|(?<!原)因(?![此而])[^,，。；]{2,}|(?<![关联体派维])系(?![统列数])|误将|违反|隐瞒|未(?:办|经|按|取得|落实)|不属实|《[^》]+》|属于|不属于|规定|条例|文件|标准|政策|确实(?:有|存在)|为准|过失|失误|疏忽|是[^，。,]{1,10}被[^，。,]{1,6}|是[^，。,]{1,12}(?:[坏断堵松掉漏裂]了|(?:造成|引起|导致|掉|碰|挖|压)[^，。,]{0,2}的)/u
/** Who was given what they asked for need not be told why. */
const GRANTED = /批(?:了|准|下来)|(?<!不)(?:同意|通过)了|(?:打|发|汇)到[^,，。]{0,8}(?:卡|账户?|手)[上里中]?/u
const DATE =
  /\d{1,4}\s*[年月](?:\s*\d{1,2}\s*[日号]?)?|\d{1,2}[日号]|[一二三四五六七八九十]{1,3}月(?:底|初|中旬|上旬|下旬|份)?|(?:今天|明天|昨天|本周|下周|本月|下月|年底|年内|月底|春节前|节前)|\d+\s*个?(?:工作日|天|周|月|小时)(?:内|后|之内)?|[一二三四五六七八九十两]+个?(?:工作日|天|周|月)(?:内|之内)/u
/** What makes even a short answer one: a number, something done and finished, whose it is, why not. */
const FACT =
  /[\d两三四五六七八九十百千]+\s*(?:元|万|米|公里|盏|个|台|户|次|班|趟|人|亩|吨|平方|%)|已经?[^转收重高研请阅知]{1,10}(?:[好完通掉上]|到位|了|成|恢复)|修好|恢复(?:供|通|正常)|(?:不)?(?:属于|归)[^,，。]{2,}|(?:不)?符合|没有[^,，。]{2,}|因[^此而]|由于|不在[^,，。]{2,}/u
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
  if (!REASON.test(plain) && !GRANTED.test(plain)) hints.push({ kind: 'no-reason' })
  if (!DATE.test(plain)) hints.push({ kind: 'no-date' })
  const missed = pointsOf(letter).filter((point) => !isSpokenOf(point, answer))
  for (const point of missed.slice(0, 1))
    hints.push({
      kind: 'point-missed',
      point: point.length > POINT ? `${point.slice(0, POINT).toWellFormed()}…` : point,
    })
  return hints
}
