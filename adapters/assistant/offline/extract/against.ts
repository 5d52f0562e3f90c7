import { WRONG } from './wrong.ts'

const SURNAME =
  '[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文冉席向]'
const TITLE =
  '(?:副?(?:主任|书记|支书|局长|镇长|乡长|县长|区长|市长|村长|社长|所长|科长|股长|站长|校长|园长|院长|队长|组长|主席|处长|部长|经理|厂长)|会计|出纳|委员|老师|医生|护士|警官|民警|法官|检察官|干部|干事|老板|教练)'
const NAME = `${SURNAME}(?:某某?|[\\u4E00-\\u9FFF]{0,2}?)${TITLE}`
const UNIT =
  '(?:村委会|村支部|村支两委|村两委|居委会|镇政府|乡政府|县政府|街道办事处|街道办|政府|派出所|纪委|信访办|物业公司|物业|城管队|城管局|城管|交警队|交警大队|交警|民警|警察|辅警|卫生院|卫生室|医院|幼儿园|小学|中学|学校|驾校|供电所|电管所|水厂|自来水公司|供电公司|燃气公司|公交公司|殡仪馆|养老院|敬老院|[\\u4E00-\\u9FFF]{1,4}?(?:局|委|办|所|站|大队|中心|窗口|公司|管委会))(?:的?(?:工作人员|承办人员|经办人员?|人员|那[帮些]人|人|领导|干部|窗口|阿姨|大姐|大妈|小哥|师傅|护工))?'
const PEOPLE =
  '(?:村干部|镇干部|乡干部|社区干部|驻村干部|干部|村主任|村支书|村书记|村长|村会计|支书|书记|主任|组长|社长|队长|会计|校长|园长|班主任|老师|领导|工作人员|网格员|护士|医生|村医|校医|卖[肉菜鱼米油]的|摊主|老板|护工|考官|教官|承办人员|HR|landlord|boss)'
/** An officer by the body that they work in: 双桥镇镇长, 县委办主任, 教育局耕保股股长张某, 县纪委的那个小刘, 姓钱的中队长. */
const OFFICER =
  `(?:[\\u4E00-\\u9FFF]{1,8}?(?:县|市|区|镇|乡|村|社区|街道|局|委|办|院|所|站|队|中心|公司|学校|中学|小学|幼儿园|医院|组|股|科))?(?:的)?(?:那个|这个|一个|某个)?(?:姓${SURNAME}的)?(?:妇女|中|大|小|支|分管|常务|执行|值班|原|前|现任)?` +
  `(?:${TITLE}(?:${SURNAME}某某?)?|(?<=的那个|的这个|的)[小老]${SURNAME}(?![\\u4E00-\\u9FFF]?(?:孩|人|板|师|婆|公)))`
/** Who serves or sells, or is close to a child. */
const TRADE =
  '(?:[\\u4E00-\\u9FFF]{1,6}?(?:的)?)?(?:开发商|包工头|房东|中介|培训班|补习班|加油站|养猪场|养鸡场|养殖场|砖厂|采石场|采砂场|沙场|化工厂|加工厂|饭店|超市|商家|店家|商贩|酒坊|作坊|酒吧|网吧|KTV|烧烤[店摊]|工头|前夫|前妻|前男友|大夫|合作社|工地|矿上|厂里|保安|司机|继父|养父|后爸|后妈)'
/** Who lives there: 楼上402住户, 隔壁那家. */
const NEIGHBOUR =
  '(?:楼上|楼下|隔壁|对门)?(?:[0-9零〇一二三四五六七八九]{2,4}(?:号|室)?)(?:住户|业主|那[家户])|(?:楼上|楼下|隔壁|对门)(?:邻居|住户|那[家户])'
const PLACE = '(?:[\\u4E00-\\u9FFF]{1,4}?[村镇乡县市区组社局])?(?:[\\u4E00-\\u9FFF]{1,5}?(?:村|社区))?(?:的)?'
const TARGET = new RegExp(
  `${NAME}|${OFFICER}|${PLACE}(?:${PEOPLE}(?:${SURNAME}某某?|${SURNAME}[\\u4E00-\\u9FFF]{1,2}(?=[,。把收拿吃卡要不打骂贪挪]))?|${UNIT})|${TRADE}|${NEIGHBOUR}|${SURNAME}某某?`,
  'g',
)

/** Accuses what stands right behind it. */
const REPORTS =
  /(?:实名|匿名)?(?:举报|投诉|检举|控告|揭发|状告|曝光|告发|贪官|狗官|败类)(?!无门|人|电话|信箱|箱|平台|热线|过|了)(?:一下|你们)?/g
/** 我要投诉!供电公司…: the call belongs to what follows. */
const CALL = /(投诉|举报|检举|控告|贪官|狗官|败类)[!!:：。,,\s]+/g
/** How far before an accusation its target may stand, in characters. */
const REACH = 28
/** What is between a speaker and what they said of somebody else. */
const HEARSAY = /(?:说|讲|告诉|回复|答复|反映|认为|表示)(?:是|的是|过)?$/

/** Who is complained about, as named: only with words that accuse. Who is merely asked to do something is accused of nothing. */
export const againstIn = (text: string): readonly string[] => {
  const named = new Set<string>()
  for (const sentence of text.replace(CALL, '$1').split(/[。!?!?;;\n]/)) {
    const targets = targetsIn(sentence)
    if (targets.length === 0) continue
    for (const found of sentence.matchAll(REPORTS)) {
      const end = found.index + found[0].length
      const first = targets.find(({ at }) => at >= end && at - end <= 6 && !/[,,]/.test(sentence.slice(end, at)))
      if (first !== undefined) named.add(first.words)
    }
    for (const found of sentence.matchAll(WRONG)) {
      const before = targets.filter(({ end }) => end <= found.index && found.index - end <= REACH)
      const nearest = before.findLast(
        ({ at, end }) => !isAsked(sentence, at, end) && !HEARSAY.test(sentence.slice(end, end + 3)),
      )
      if (nearest !== undefined) named.add(nearest.words)
    }
  }
  return withoutParts([...named])
}

interface Target {
  readonly at: number
  readonly end: number
  readonly words: string
}

/** Everybody who could be meant, in order. */
const targetsIn = (sentence: string): readonly Target[] => {
  const others = sentence.replace(REPORTS, (word) => ' '.repeat(word.length))
  return [...others.matchAll(TARGET)].flatMap((found) => {
    const words = tidy(found[0])
    const at = found.index + found[0].lastIndexOf(words)
    return words.length < 2 ? [] : [{ at, end: at + words.length, words }]
  })
}

/** 请住建局来修, 找村干部: who is asked, or was gone to, is not yet accused. */
const isAsked = (sentence: string, at: number, end: number): boolean =>
  /(?:请|希望|要求|建议|麻烦|求|盼|说是?|讲是?)$/.test(sentence.slice(Math.max(0, at - 3), at)) ||
  // 在工地上…: where it was.
  (sentence.charAt(at - 1) === '在' && /^.?[上里被]/.test(sentence.slice(end - 1, end + 1))) ||
  /^(?:来(?!照)|帮|管管|查|出面|给个|尽快)/.test(sentence.slice(end, end + 3))

const tidy = (words: string): string =>
  words
    .replace(
      /^.*(?:我们|你们|他们|我|你|找|向|跟|和|与|被|让|对|是|去|到|在|有|请|这个|那个|这些|那些|个别|某些|有些|有的|一些|的(?=[\u4E00-\u9FFF]{2,}$))/,
      '',
    )
    .replace(/^的|的$/g, '')

/** 村干部 goes where 石桥村村干部 stands too. */
const withoutParts = (all: readonly string[]): readonly string[] =>
  all.filter((each) => !all.some((other) => other !== each && other.includes(each)))
