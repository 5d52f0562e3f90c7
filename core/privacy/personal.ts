/** One kind of personal data: what its tokens are called, and its form. */
export interface Personal {
  readonly kind: string
  readonly form: RegExp
}

/** What people put between digits, and what is put there to hide them. */
const GAP = '[\\s\\p{Cf}.·•—–_/／－-]{0,3}'
/** What is heard between spoken ones. */
const PAUSE = '[\\s\\p{Cf}.·•—–_/／,，、－-]{0,3}'
/** Of any width and script. */
const DIGIT = '\\p{Nd}'
const SPOKEN = '[零〇一二三四五六七八九幺两壹贰貳叁參肆伍陆陸柒捌玖]'
/** What stands for a digit: spoken, or a letter that looks like one. */
const LIKE_DIGIT = `(?:${DIGIT}|${SPOKEN}|[oOｏＯ○lI])`
/** `count` digits, whatever stands between them. */
const digits = (count: string): string => `(?:${DIGIT}${GAP}){${count}}`
/** Letters of plates: I and O are none. */
const LETTER = '[A-HJ-NP-Za-hj-np-zＡ-ＨＪ-ＮＰ-Ｚａ-ｈｊ-ｎｐ-ｚ]'
const PLATE = `(?:${LETTER}|${DIGIT})`
const form = (source: string): RegExp => new RegExp(source, 'gu')

/** What has a form of its own; the longer before the shorter. */
export const FIXED: readonly Personal[] = [
  {
    kind: '邮箱',
    form: form(
      '[A-Za-z0-9._%+-]{1,64}(?:[@＠]|\\s?[(（[]\\s?(?:at|AT|艾特)\\s?[)）\\]]\\s?)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{2,24}){1,4}',
    ),
  },
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
  { kind: '电话', form: form(`(?:${SPOKEN}${PAUSE}){10}${SPOKEN}`) },
  {
    kind: '电话',
    form: form(`(?<=(?:座机|固话|电话|手机|号码)(?:号码?|是|为|打)?[\\s:：]{0,2})(?:${SPOKEN}${GAP}){6,7}${SPOKEN}`),
  },
  // A mobile number in letters and figures that look or sound like digits: 13oooo12345, 1三8零零零零1234.
  {
    kind: '电话',
    form: form(
      `(?<![A-Za-z0-9])[1１lI一幺壹]${GAP}[3-9３-９三四五六七八九叁肆伍陆陸柒捌玖]${GAP}(?:${LIKE_DIGIT}${GAP}){8}${LIKE_DIGIT}(?![A-Za-z0-9])`,
    ),
  },
  {
    kind: '车牌',
    form: form(
      `[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊]${GAP}${LETTER}(?:${GAP}${PLATE}){4,5}${GAP}(?:${PLATE}|[挂学警港澳])(?!${LETTER}|${DIGIT})`,
    ),
  },
  {
    kind: '账号',
    form: form(
      '(?<=(?:[微威薇维薇VvＶｖ][信芯❤♥]\\uFE0F?|[VvWw][Xx]|[Ww]e[Cc]hat|[Ww]eixin|QQ|qq|扣扣|支付宝|抖音|快手|小红书|微博)(?:同号|号码?|账号|ID|id)?(?:是|为)?[\\s:：]{0,2})[A-Za-z0-9_-]{5,24}',
    ),
  },
]

const PART = '[\\p{Nd}A-Za-z零〇一二三四五六七八九十百甲乙丙丁东南西北]{1,5}'
/** A flat behind its staircase, as figures or spoken one by one. */
const FLAT = `(?:${GAP}(?:${DIGIT}{2,5}|${SPOKEN}{3,5}))?`
const HOUSE = '(?:号楼|号院|号附|栋|幢|单元|门牌|门(?!口|前)|号|室|房|户)'
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
      `${DIGIT}{3,5}(?:室|房)`,
      `(?<=门牌号?(?:码|是|为)?[\\s:：]{0,2})${DIGIT}{1,5}(?![年月个天块]|${DIGIT})`,
      '(?:[Rr]oom|[Rr]m\\.?|[Aa]pt\\.?|[Aa]partment|[Ff]lat)\\s?[0-9]{1,5}[A-Za-z]?|[Nn]o\\.?\\s?[0-9]{1,5}(?=,?\\s(?:[Ll]ane|[A-Z][a-z]+ (?:[Rr]oad|[Ss]treet|[Ll]ane)))',
      '(?<![0-9０-９-])[0-9０-９]{1,3}[-—][0-9０-９]{1,2}[-—][0-9０-９]{3,4}(?![0-9０-９-])',
    ].join('|'),
  ),
}

/** 2024-01-25 and 2024.1 are dates, of which nobody can be found. */
const DATE = '(?:19|20)[0-9]{2}[-./—](?:1[0-2]|0?[1-9])(?:[-./—](?:3[01]|[12][0-9]|0?[1-9]))?(?![0-9])'
const MEASURE = '\\s?(?:元|块|塊|万|萬|亿|億|吨|斤|公斤|亩|畝|平方|人次|户|棵|株|米|度)'
/** Any other long number is somebody's, but for dates and amounts. */
export const UNNAMED: Personal = {
  kind: '号码',
  form: form(`(?<!${DIGIT})(?!${DATE})${digits('6,30')}${DIGIT}(?!${DIGIT}|${MEASURE})`),
}

const SURNAMES =
  '欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|[趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華陶謝鄒竇蘇魯韋馬鳳鮑史費岑薛賀羅畢鄧龍葉萬盧應龔陸榮劉喬賴譚黨鍾顧黃蕭賈駱赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳唐罗薛伍余米贝姚孟顾尹江钟傅丁邓龙向田石樊胡凌霍虞万支柯管卢莫房裘缪解应宗宣贲邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳汲段富巫乌焦巴弓侯全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束叶幸司韶黎蓟薄印宿白怀蒲台从鄂索咸赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳肖熊邱梁常高林郭汤萧毛江]'
/** What follows a name in a sentence and is no part of it. */
const GOES_ON = '[是在住家的,，。.!！?？;；:：、\\s今年男女岁来自要想有和跟与]'
const MARK =
  '(?:我(?:的名字)?(?:姓[\\u4E00-\\u9FFF]{1,2}[,，]?)?(?:叫做?|名叫)|(?:本人|舉報人|投訴人|聯繫人|聯絡人|申請人|反映人|举报人|投诉人|来信人|写信人|申请人|联系人|户主|当事人)(?:姓名|叫|名叫)?[\\s:：]{0,2}|(?:姓名|名字)(?:是|叫|为)?[\\s:：]{0,2}|(?:落款|署名|签名)[\\s:：]{0,2}(?:村民|居民|业主|家长|群众)?[\\s:：]{0,2})'
/** Surnames that begin few words: after 我是 there may be anything, such as 农民, 高中生 or 江西人. */
const PLAIN_SURNAMES =
  '欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|慕容|令狐|高(?![中校职职層层血龄])|向(?![镇村县上你您他区乡政公单])|江(?![西苏边南北湖])|[马馬](?![路上夫鞍])|石(?![匠头雕桥坪门材油化场灰料])|方(?![便圆言向面])|白(?![天鹤岩领血酒族])|田(?![里间地边])|[黄黃](?![泥河牛色金])|任(?![何性务职])|包(?![工户村装片子])|段(?!长)|[赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂施张張曹严嚴魏陶姜谢謝邹鄒喻苏蘇潘葛范彭鲁魯韦韋苗俞袁柳唐罗羅薛雷贺賀汤湯殷毕畢郝邬邵毛傅卞康伍余顾顧孟尹姚汪祁狄贝臧熊项項祝董梁杜阮蓝藍闵季贾賈娄颜顏郭梅林刁钟鐘徐邱骆駱夏蔡田樊胡凌霍虞万萬柯管卢盧莫丁邓鄧龙龍侯叶葉黎赖賴谭譚龚龔程陆陸崔刘劉曾廖肖萧蕭聂聶宋冉覃戴纪紀谷史邢洪关關]'
/** Ends the name of a place or says what somebody is, and not their name. */
const NO_NAME = '[人村镇鎮县縣市区區组組乡鄉路街巷湾灣坝坪沟家校厂廠店院员員户戶师師者们們地长長部里]'
/** What a sentence goes on with behind 我是 and a name. */
const AFTER_NAME =
  '(?=[,，。.!！?？;；:：、\\s(（]|$|住|家住|家在|今年|电话|電話|手机|手機|号码|来自|[男女](?:[,，。\\s]|$)|我|本人|想|要|来|反映|举报|投诉|身份证)'
/** Where somebody lives or what they are, before their name: 我是石桥村三组的李小华. */
const OF_WHERE =
  '(?:[^,，。.!！?？;；:：\\n]{1,16}?(?:的|村民|居民|业主|家长|户主|员工|职工|学生|社员|[组組村队隊社店]))?'
/** Whose name follows as well: 我老公叫方志强, 我儿子王小宝在三小念书. */
const KIN =
  '(?:我|俺|咱)(?:家|们家)?(?:的)?(?:老公|丈夫|男人|爱人|老婆|妻子|媳妇|大?儿子|小儿子|大?女儿|小女儿|父亲|母亲|爸爸?|妈妈?|老?爹|老?娘|大?哥哥?|弟弟?|大?姐姐?|妹妹?|爷爷|奶奶|外公|外婆|孙子|孙女|侄子|侄女|外甥女?|岳父|岳母|公公|婆婆|孩子|娃儿?|女婿)'
/** Parts of names of other peoples, which bear no surname. */
const OTHER_PEOPLES =
  '(?:尼玛|次仁|卓玛|扎西|央金|多吉|达瓦|旺堆|旺姆|巴桑|格桑|拉姆|洛桑|丹增|平措|索朗|白玛|德吉|仁增|古丽|买买提|吐尔|艾力|阿依|热依|玉素甫|穆罕|依布拉|巴特尔|其其格|图雅|苏日|那仁|乌云|格日|阿木|沙马|吉克|木呷|尔古|曲比|阿呷)'
const NAMES = [
  form(`${KIN}(?:名?叫做?|的?名字[是叫])((?:${SURNAMES})(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){1,2})`),
  form(
    `${KIN}((?:${PLAIN_SURNAMES})(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){1,2})(?=在|被|去|上|读|念|说|得了|生病|今年|，|,)`,
  ),
  form(
    `(?:${MARK}|(?:我|俺|本人)(?:就)?是${OF_WHERE})((?:(?!${OTHER_PEOPLES})[\\u4E00-\\u9FFF]){0,3}${OTHER_PEOPLES}(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){0,4})${AFTER_NAME}`,
  ),
  form(
    `(?:我|俺|本人|这里|我这边)(?:就)?是${OF_WHERE}((?:${PLAIN_SURNAMES})(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){0,1}(?:(?!${GOES_ON}|${NO_NAME})[\\u4E00-\\u9FFF]))${AFTER_NAME}`,
  ),
  form(`${MARK}((?:${SURNAMES})(?:(?!${GOES_ON})[\\u4E00-\\u9FFF]){1,2})`),
  // Names of other peoples, with their dot.
  form(`${MARK}([\\u4E00-\\u9FFF]{1,6}[·•・][\\u4E00-\\u9FFF]{1,8})`),
  form(
    "(?:I am|I'm|[Tt]his is)\\s+(?!From|The|An?\\s|Not|In|At|So|Very|Just|Here)([A-Z][a-z'-]+(?:\\s[A-Z][a-z'-]+){1,2})(?<!Town|Township|Village|Road|Street|County|School|Hospital|Bridge|Office|Community)(?=[,.;!?]|$|\\s(?:from|here|and|speaking|of|in|at))",
  ),
  form("(?:[Mm]y name is|I am called|I'm called)\\s+([A-Z][a-z'-]+(?:\\s[A-Z][a-z'-]+){0,2})"),
]

/** Names that are marked as such, as `我叫…` or `姓名：…` do; the longer before the shorter. */
export const namesIn = (text: string): readonly string[] => {
  const names = NAMES.flatMap((each) => [...text.matchAll(each)].map(([, name]) => name ?? ''))
  return [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length)
}
