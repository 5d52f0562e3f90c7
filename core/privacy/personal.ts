/** One kind of personal data: what its tokens are called, and its form. */
export interface Personal {
  readonly kind: string
  readonly form: RegExp
}

/** What people put between digits, and what is put there to hide them. */
const GAP = '[\\s\\p{Cf}.·•—–_/／－-]{0,3}'
/** Of any width and script. */
const DIGIT = '\\p{Nd}'
const SPOKEN = '[零〇一二三四五六七八九幺两壹贰貳叁參肆伍陆陸柒捌玖]'
/** `count` digits, whatever stands between them. */
const digits = (count: string): string => `(?:${DIGIT}${GAP}){${count}}`
/** Letters of plates: I and O are none. */
const LETTER = '[A-HJ-NP-Za-hj-np-zＡ-ＨＪ-ＮＰ-Ｚａ-ｈｊ-ｎｐ-ｚ]'
const PLATE = `(?:${LETTER}|${DIGIT})`
const form = (source: string): RegExp => new RegExp(source, 'gu')

/** What has a form of its own; the longer before the shorter. */
export const FIXED: readonly Personal[] = [
  { kind: '邮箱', form: form('[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{2,24}){1,4}') },
  { kind: '证件', form: form(`(?<!${DIGIT})${digits('17')}[0-9０-９XxＸｘ](?!${DIGIT})`) },
  { kind: '银行卡', form: form(`(?<!${DIGIT})${digits('15,18')}${DIGIT}(?!${DIGIT})`) },
  {
    kind: '证件',
    form: form(`(?<!${DIGIT})${digits('14')}${DIGIT}(?!${DIGIT})|(?<![A-Za-z])[EGPH]${DIGIT}{8}(?!${DIGIT})`),
  },
  {
    kind: '电话',
    form: form(`(?<!${DIGIT})(?:(?:\\+|＋|00)86${GAP})?[1１]${GAP}[3-9３-９]${GAP}${digits('8')}${DIGIT}(?!${DIGIT})`),
  },
  { kind: '电话', form: form(`(?<!${DIGIT})[(（]?[0０]${DIGIT}{2,3}[)）]?${GAP}${digits('6,7')}${DIGIT}(?!${DIGIT})`) },
  { kind: '电话', form: form(`(?:${SPOKEN}${GAP}){10}${SPOKEN}`) },
  {
    kind: '车牌',
    form: form(
      `[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊]${GAP}${LETTER}(?:${GAP}${PLATE}){4,5}${GAP}(?:${PLATE}|[挂学警港澳])(?!${LETTER}|${DIGIT})`,
    ),
  },
  {
    kind: '账号',
    form: form('(?<=(?:微信|QQ|qq|扣扣|支付宝)(?:号码?|账号)?(?:是|为)?[\\s:：]{0,2})[A-Za-z0-9_-]{5,24}'),
  },
]

const PART = '[\\p{Nd}A-Za-z零〇一二三四五六七八九十百甲乙丙丁东南西北]{1,5}'
/** A flat behind its staircase, as figures or spoken one by one. */
const FLAT = `(?:${GAP}(?:${DIGIT}{2,5}|${SPOKEN}{3,5}))?`
const HOUSE = '(?:号楼|号院|号附|栋|幢|单元|门牌|号|室|房|户)'
/**
 * An address to the house: a number behind a street, or a chain of building, staircase and flat. A day of the month, a
 * bus line and a floor alone say nothing of anybody.
 */
export const ADDRESS: Personal = {
  kind: '门牌',
  form: form(
    [
      `${PART}(?:号楼|号院|栋|幢|座|单元)(?:${GAP}${PART}${GAP}(?:${HOUSE}|层|楼))*${FLAT}`,
      `(?<=[路街巷弄道里村组屯寨坊湾])${GAP}附?(?:${DIGIT}{1,5}(?:[-—之]${DIGIT}{1,4})?|[零〇一二三四五六七八九十百]{1,6})号(?!线|文|公告)(?:附${DIGIT}{1,4}号)?(?:${GAP}${PART}${GAP}(?:${HOUSE}|层|楼))*${FLAT}`,
      `${DIGIT}{3,5}(?:室|房|户)`,
      '(?<![0-9０-９-])[0-9０-９]{1,3}[-—][0-9０-９]{1,2}[-—][0-9０-９]{3,4}(?![0-9０-９-])',
    ].join('|'),
  ),
}

/** Any other long number is somebody's. */
export const UNNAMED: Personal = { kind: '号码', form: form(`(?<!${DIGIT})${digits('6,30')}${DIGIT}`) }

const SURNAMES =
  '欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|[趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華陶謝鄒竇蘇魯韋馬鳳鮑史費岑薛賀羅畢鄧龍葉萬盧應龔陸榮劉喬賴譚黨鍾顧黃蕭賈駱赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳唐罗薛伍余米贝姚孟顾尹江钟傅丁邓龙向田石樊胡凌霍虞万支柯管卢莫房裘缪解应宗宣贲邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳汲段富巫乌焦巴弓侯全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束叶幸司韶黎蓟薄印宿白怀蒲台从鄂索咸赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳肖熊邱梁常高林郭汤萧毛江]'
/** What follows a name in a sentence and is no part of it. */
const GOES_ON = '[是在住家的,，。.!！?？;；:：、\\s今年男女岁来自要想有和跟与]'
const MARK =
  '(?:我(?:的名字)?(?:姓[\\u4E00-\\u9FFF]{1,2}[,，]?)?(?:叫做?|名叫)|(?:本人|舉報人|投訴人|聯繫人|聯絡人|申請人|反映人|举报人|投诉人|来信人|写信人|申请人|联系人|户主|当事人)(?:姓名|叫|名叫)?[\\s:：]{0,2}|(?:姓名|名字)(?:是|叫|为)?[\\s:：]{0,2})'
const NAMES = [
  form(`${MARK}((?:${SURNAMES})(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){1,2})`),
  // Names of other peoples, with their dot.
  form(`${MARK}([\\u4E00-\\u9FFF]{1,6}[·•・][\\u4E00-\\u9FFF]{1,8})`),
  form("(?:[Mm]y name is|I am called|I'm called)\\s+([A-Z][a-z'-]+(?:\\s[A-Z][a-z'-]+){0,2})"),
]

/** Names that are marked as such, as `我叫…` or `姓名：…` do; the longer before the shorter. */
export const namesIn = (text: string): readonly string[] => {
  const names = NAMES.flatMap((each) => [...text.matchAll(each)].map(([, name]) => name ?? ''))
  return [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length)
}
