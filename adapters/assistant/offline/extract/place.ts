import type { Content } from '../../../../core/content/content.ts'
import { Places } from '../../../../core/people/places.ts'
import { Phrases } from '../phrases.ts'
import { MONTHS, WEEKDAYS } from './english.ts'

/** The names of the gazetteer; the county itself is too large to be where something is. */
export type PlaceNames = Phrases<'small' | 'large'>

/** `content.derive(placeNames)`. */
export const placeNames = (content: Content): PlaceNames => {
  const names: PlaceNames = new Phrases()
  for (const { name, aliases, kind } of content.only(Places)) {
    for (const each of [name, ...aliases]) if (each.length >= 2) names.add(each, kind === 'county' ? 'large' : 'small')
  }
  return names
}

const NUMBER = '[零一二三四五六七八九十百\\d]{1,4}'
/** What may follow a name and makes it more exact. */
const CLOSER = new RegExp(
  `^村(?![民委干支主会长级口])|^(?:的|里的?|那边的?|这边的?)?(?:[A-Za-z]\\d?(?:区|座|栋|幢)|[东南西北]区|第?${NUMBER}(?:村民)?(?:小组|组|社|队|屯|号窗口|号楼(?![上下])|号院|号|栋|幢|单元|楼|期|巷|弄|支路|路)|` +
    `到第?${NUMBER}(?:小组|组|社|队|号)|` +
    // Where two roads meet.
    '(?:和|与|跟|、)[\\u4E00-\\u9FFF]{1,4}(?:路|街|巷|大道)(?:的)?(?:交叉口|交汇处|交界处|十字路口|路口)|' +
    '(?:(?:中心|希望|实验|第[一二三四五])?(?:小学|中学|幼儿园|卫生院)|初中|高中|学校|卫生室|卫生院|医院|村委会|居委会|派出所|菜市场|农贸市场|市场|车站|客运站|广场|公园|小区|敬老院|养老院|' +
    '大桥|桥头|桥下|桥上|桥|水库|河边|河段|工地|加油站|商场|超市|高速路口|红绿灯|粮站|粮库|供销社|信用社|邮局|老街|新街|街上|场镇|集镇|收费站|公交站|砖厂|砂场|(?:人民)?政府(?=门口|旁边|对面|附近|后面|前面|院))|' +
    '(?:[东南西北]门|交叉口|交汇处|大门口|正门口|后门口|大门|后门|村口|路口|街口|巷口|镇口|桥头|校门口|院里|院内|门口|门前|旁边|边上|岸边|附近|对面|背后|后面|前面|隔壁|楼下|转弯处|拐弯处|转角|十字路口|丁字路口|三岔路口|下面|上面|周边|一带|到[^,。,;!?\\s]{2,8}?(?:的)?(?:路|公路|这段|那段)))',
)

/** A village or an estate that nobody put on a map, behind the township that it lies in: 柳溪镇杨树村. */
const INSIDE = /^([\u4E00-\u9FFF]{2,4}?)(?:村|社区|小区|家园|花园|[名花雅]?苑|公馆|名邸|豪庭)/

/** Names that nobody put on a map: at most this many characters before what kind of place it is. */
const KIND =
  '(?:步道|绿道|茶楼|茶馆|网吧|酒吧|棋牌室|渡口|码头|公墓|陵园|祠堂|超市|酒店|宾馆|饭店|诊所|药店|驾校|化工厂|水泥厂|纺织厂|砖厂|河子|农场|林场|茶场|宿舍|家属楼|加油站|收费站|高铁站|院子|大院|村民小组|自然村|街道|社区|小区|家园|花园|花苑|新城|豪庭|华府|公馆|名邸|[一二三四五六]期(?![间限货待刊末望徒工房])|家属院|家属区|安置区|安置点|大道|大街|公路|大桥|大厦|广场|公园|市场|工业园|开发区|' +
  '小学|中学|幼儿园|卫生院|医院|水库|镇|乡|村|组|屯|湾|坝|坪|沟|崖|湖|岭|垭|塬|坳|寨|峪|庄|凼|塆|坊|(?<![跳投过沿])河(?![道长南北粉蟹沟水])|坡(?![上下度脚])|冲(?![了走进垮断过出下撞着动突击到洗毁坏])|路|街|巷|桥|苑)'
/** Estates may be called 阳光里; elsewhere 里 is where something lies. */
const ESTATE = /小区|社区|家园|花园|花苑/
/** What a county has one of, where somebody was. */
const ALONE =
  /(?:在|去|到|于)((?:县|市|区)?(?:政务(?:服务)?中心|政务大厅|办事大厅|便民服务中心|人民医院|中医院|妇幼保健院|火车站|汽车站|客运站|高铁站|体育馆|图书馆|殡仪馆))/
/** What is known by its number, without a name: 第二水厂, 地铁口, 城南一小. */
const NUMBERED =
  /第?[一二三四五](?:水厂|污水处理厂)|地铁[\u4E00-\u9FFF]{0,6}[A-Z\d]{0,2}号?[出入进]口|(?:县|实验|城关|城[东南西北]|[东南西北]城)第?[一二三四五六](?:小|中)(?!心|学)/
const KINDS_IN_ENGLISH =
  '(?:primary|middle|high|nursery|village|town|township|school|hospital|clinic|road|street|lane|avenue|bridge|market|station|estate|community|park|square|gate|bus stop)'
/** In front of Shiping primary school, near Liuxi Village market, on Renmin Road. */
const ENGLISH = new RegExp(
  '\\b(?:in front of|next to|close to|[Aa]t|[Nn]ear|[Bb]ehind|[Oo]utside|[Oo]pposite|[Bb]eside|[Oo]n|[Ii]n|[Ff]rom|of)\\s+(?:the\\s+)?' +
    `((?!(?:${MONTHS}|${WEEKDAYS}|Spring|China|Chinese|English|I)\\b)` +
    `[A-Z][a-z'’-]+(?:\\s+(?:[A-Z][a-z'’-]+|\\d+))*(?:\\s+${KINDS_IN_ENGLISH})*)`,
)
const KINDS = new RegExp(KIND, 'g')
/** How many characters go before 村 or 路 in a name: longer ones are pieces of a sentence. */
const LONGEST_NAME = 3
/** How many characters of a name are looked at. */
const REACH = 12
/** What a name lies in, and is said before it: 城南新区锦绣苑. */
const AROUND = /^[\u4E00-\u9FFF]{1,4}(?:新区|开发区|高新区|县城|市|县|区|镇|乡|街道)(?=[\u4E00-\u9FFF]{2,})/
/** What people ask for, or do about it, before they say where: 建议菜市场…, 增设城南菜市场公交站. */
const ASKS_FOR =
  '建议|提议|倡议|呼吁|恳请|请求|要求|申请|盼望?|期望|能不能|能否|可否|可不可以|支持|反对|同意|批评|增设|增加|增派|加装|加建|安装|新建(?!$)|扩建|兴建|改建|改造|重建|重修|取消|关闭|拆除|整治|治理|清理|打扫|维修|翻修|修复|改善|解决|处理|帮忙?|路过|途经|时候|听说|据说|为何|为什么|怎么'
/** Ends what can't belong to a name. */
const NOT_NAME = new RegExp(
  `^.*(?:${ASKS_FOR}|然后|后来|之后|之前|[呢吗吧啊呀嘛]|和(?![平谐美])|阿拉|额们|俺|咱|侬|[在到从是我你您他她们住的了喺嘅咗这那有去往与跟来把被让对离过给为将由就于上下内外边个条座段处块片些全各每本该某几某又都不没要想请叫说看见问修走堵占挖过经沿拆建住找]|(?<![王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文冉席向])家|(?<![一二三四五六七八九十百])里|向(?![阳荣前红明东])|第|投诉|举报|检举|控告|反映|位于|关于|因为|所以|领导|感谢|谢谢|表扬|你好|属于|麻烦|希望|附近|今天|昨天|今年|去年)`,
)
/** Names of streets and squares all over the country, though their words alone name nothing. */
const USUAL = /(?:人民|中心|新建|建设|解放|和平|希望|[东南西北])$/
/** Kinds of place without a name of their own. */
const NAMELESS =
  /^(?:村口|街口|路口|门口|巷口|镇口|院坝|楼下|楼上|屋后|屋前|校门口|家门口|老|新|小|大|旧|农|山|乡|全|本|同|外|邻|隔壁|旁边|一|两|二|三|马|公|水泥|泥巴|泥|断头|机耕|烂|土|石子|高速|十字|通|铁|道|网|线|电|思|半|门|主干|县|城|进|出|回|上学|入户|通村|通组|农贸|菜|批发|人才|步行|商业|美食|中心|乡镇|城镇|集|乡村|街|镇|贫困|整|所在|相邻|附近|下|上|前|后|左|右|东|南|西|北|边|小组|班|分|巡视|巡察|督导|督查|调查|工作|领导|专案|检查|考核|项目|小山|后山|前山|大山|单位|小区|社区|校园|学生|职工|员工|教师|工人|老年|劳动|工程|作|牌|磨|油|酒|豆腐|染|糖|母亲|运|内|沿|过|黄|股票|市|房产|二手|老旧|高档|别墅|公立|私立|民办|公办|人民|定点|三甲|私人|县级|危|天|立交|人行天|木|石|拱|独木|便|老石)?$/

/** Where it is, in the words that were said; a place without any name is none. */
export const placeIn = (text: string, names: PlaceNames): string | undefined => {
  const all = names.longest(text).filter(({ at, length }) => !isSomebody(text, at, length))
  const listed = all
    .filter(({ value }) => value === 'small')
    .map(({ at, length }) => ({ at, end: closer(text, joined(text, at + length, all)) }))
  const best = listed.reduce<{ at: number; end: number } | undefined>((before, each) => {
    if (before === undefined) return each
    return each.at >= before.end && each.end - each.at > before.end - before.at ? each : before
  }, undefined)
  if (best !== undefined) return text.slice(widened(text, best.at), best.end)
  return unlisted(text)
}

/** A name that goes on to an office, or to somebody who works there, says who and not where. */
const isSomebody = (text: string, at: number, length: number): boolean =>
  /^(?:局|委(?!会)|办事处|人民政府|公司|的?[\u4E00-\u9FFF]{1,2}(?:医生|护士|主任|书记|老师|校长|局长|院长))/.test(
    text.slice(at + length, at + length + 8),
  )

/** A place inside a place: 柳溪镇新民村何家屯 is one. */
const joined = (text: string, from: number, all: readonly { at: number; length: number }[]): number => {
  let end = from
  for (const { at, length } of all) {
    const between = at >= end && at - end <= 2 ? text.slice(end, at) : undefined
    if (between !== undefined && /^(?:的|里|和|到|与|、|-|~|—|至)?$/.test(between)) end = at + length
  }
  return end
}

const closer = (text: string, from: number): number => {
  let end = from
  for (let rounds = 0; rounds < 4; rounds++) {
    const rest = text.slice(end, end + 24)
    const inside = INSIDE.exec(rest)
    const isNamed = inside !== null && !NOT_NAME.test(inside[1] ?? '') && !NAMELESS.test(inside[1] ?? '')
    const more = CLOSER.exec(rest)?.[0] ?? (isNamed ? inside[0] : undefined)
    if (more === undefined || more === '') return end
    end += more.length
  }
  return end
}

/** 县 and 镇 in front belong to it: 安和县石坪镇. */
const widened = (text: string, at: number): number => {
  const before =
    /(?:[\u4E00-\u9FFF]{2,3}县)?(?:[\u4E00-\u9FFF]{2,3}[镇乡])?$/.exec(text.slice(Math.max(0, at - 8), at))?.[0] ?? ''
  return NOT_NAME.test(before) ? at : at - before.length
}

const unlisted = (text: string): string | undefined => {
  const numbered = NUMBERED.exec(text)
  if (numbered !== null) return text.slice(numbered.index, closer(text, numbered.index + numbered[0].length))
  for (const found of text.matchAll(KINDS)) {
    const [kind] = found
    const end = found.index + kind.length
    const before =
      /[\u4E00-\u9FFF\dA-Za-z]*$/.exec(text.slice(Math.max(0, found.index - REACH), found.index))?.[0] ?? ''
    const name = nameIn(before, kind)
    if (name !== undefined && text.charAt(end) !== '长') return text.slice(found.index - name.length, closer(text, end))
  }
  return ALONE.exec(text)?.[1] ?? ENGLISH.exec(text)?.[1]
}

/** The name at the end of what stands before a kind of place, if there is one. */
const nameIn = (before: string, kind: string): string | undefined => {
  // A bus has a number, a road a name.
  if (kind === '路' && /(?:^|[^A-Za-z\d\u4E00-\u9FFF])\d+$/.test(before)) return undefined
  const usual = USUAL.exec(before)?.[0]
  const isUsual = usual !== undefined && /路|街|巷|大道|广场|小学/.test(kind)
  const inner = ESTATE.test(kind) ? before.replace(/(?<=[\u4E00-\u9FFF]{2})里$/, '') : before
  const name = inner.replace(NOT_NAME, '')
  if (name.length < 2 && !/[A-Za-z\d]/.test(name)) return isUsual ? usual : undefined
  if (NAMELESS.test(name)) return isUsual ? usual : undefined
  if (kind.length === 1 && name.replace(AROUND, '').length > LONGEST_NAME) return isUsual ? usual : undefined
  return name + before.slice(inner.length)
}
