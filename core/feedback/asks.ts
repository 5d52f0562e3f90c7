/** How long words are that only ask. */
const LONGEST = 40

/** How something is done, when, where, with which papers, at what price: what a notice on the door would answer. */
const ASKS =
  /怎么(?:办理|(?<![,，。\s该可我们]怎么)办|申请|申报|报销|交|领|查|弄|走程序)|(?:咋|点样)(?:办理|(?<![,，。\s该可我们](?:咋|点样))办|个?申请|交|领|弄|报)|如何(?:办理?|申请|申报|报销|领取)|要?(?:带|交|准备|提供)(?:什么|啥|哪些)|(?:什么|啥|哪些)(?:材料|手续|条件|资料|证件)|(?:在|到|去)?(?:哪里|哪儿|哪点|哪块|哪个地方|哪个窗口|哪个部门|哪个单位)(?:能|可以)?(?:办|交|领|报|申请)|(?:啥时候|什么时候|几时|哪天|几号)(?:能)?(?:发|交|领|报名|开始|上班|开门)|(?:多少钱|好多钱|电话是多少|几点(?:上班|下班|开门|关门))|(?:多少|几)岁|怎么算的?(?=[?？]|$)|(?:够|符)(?:不够|不符合?|合)?条件|有没有(?:补贴|补助|政策|优惠)|(?:还)?(?:能|可以)(?:不能|不可以)?(?:补|领|报|申请|享受|办)[^,，。]{0,6}[吗么不]|how (?:do|can|to)|where (?:do|can)|what (?:papers|documents)|which (?:papers|documents)/iu

/** Who writes so has something to complain of, whatever they ask. */
const COMPLAINS =
  /没人(?:管|理|来|接)|一直|总是|还(?:不|没)|都(?:不|没)|不(?:给|让|管|理|办|发|到账)|(?:问|找|跟|向)我(?:出|要|拿)|才[批给办发]|没(?:有)?(?:发|到账|给|收到|领到|办)|拖|坏|烂|漏|堵|停[水电气]|欠|骗|乱(?:收|罚|涨)|投诉|举报|反映|complain|broken|nobody|still not/iu

const FILLING =
  /[\p{P}\p{S}\s]|请问|想问|问一?下|材料|手续|资料|证件|那|还|要|需要|我们?|你们?|的|这个|那个|是|一下|呢|吗|啊|呀|下/gu

/** Whether it is also said of what: 需要带什么材料 alone goes on with something before. */
export const asksOfSomething = (words: string): boolean =>
  words.replace(new RegExp(ASKS, 'giu'), '').replace(FILLING, '').length > 1

/** Whether a short message only asks how something is done: it is answered, not filed. */
export const onlyAsks = (words: string): boolean =>
  words.length <= LONGEST && ASKS.test(words) && !COMPLAINS.test(words)

const OPENS =
  /^(?:你好|您好|喂|在吗|请问)?[\s,，。!！~]{0,12}(?:我|俺|我们)?(?:想|要|想要|需要|有|来)?(?:反映|反应|反馈|投诉|举报|诉|说|讲|咨询|问)?(?:一个|一下|一下子|个|点|一些|些|几个|两个|件|一件|点儿)?(?:问题|事情|事儿|事|情况|意见)?(?:想|要)?(?:反映|投诉|举报|咨询)?(?:一下)?[\s。.!！~吗呀啊]{0,12}$/u
const SIGHS =
  /^(?:唉|哎|说来话长|一言难尽|不知道(?:该)?(?:怎么|从哪(?:里|儿)?)(?:说|讲)(?:起|才好)?|从哪(?:里|儿)?说起|有苦(?:说|讲)不出)+[\s。.!！~…]*$/u
const SPEAKS_OF = /反映|反应|反馈|投诉|举报|问题|咨询|有(?:个|件|点)?事|说(?:个|件)?事/u
const OPENS_IN_ENGLISH =
  /^(?:hello|hi)?[\s,.!]*i(?:'d| would)? (?:want|like|need) to (?:report|complain|make a complaint|file a complaint)(?: (?:a|some) (?:problem|thing|issue))?[\s.!]*$/iu

/** Whether somebody says that they want to report something, and not yet what. */
export const onlyOpens = (words: string): boolean =>
  (OPENS.test(words) && SPEAKS_OF.test(words)) || SIGHS.test(words) || OPENS_IN_ENGLISH.test(words)

const EARLIER =
  /(?:我|我们|俺)?(?:上次|上回|之前|以前|前几天|前两天|昨天|前天|那天|前段时间|上上?个?(?:月|周|星期|礼拜)|早就|早先|原先|去年|年前|[一二两三四五六七八九十半几\d]个?多?(?:天|周|星期|礼拜|月)前|头几天)(?:就|来|在(?:这里|这儿|你们这)|(?:跟|给|向|和)你们){0,2}(?:说|讲|反映|报|投诉|提|写|打电话说|问)(?:过|的|嘅|嗰)|(?:反映|投诉|举报)过(?:的|了|好?几次|多次)/u

/** Whether a message goes back to something that was reported before. */
export const speaksOfEarlier = (words: string): boolean => EARLIER.test(words)

/** Wants it done sooner, or is tired of waiting. */
const PRESSES =
  /催(?![我他她你]|交|缴|还|账|债|租|收)|快(?:点|些|一点)|搞快|抓紧|加快|加急|(?:怎么|咋|点解)(?:还|回事|没)|仲(?:未|冇)|还(?:没|不)[^,，。]{0,4}(?:人|好|来|动静|消息|回音|联系|处理|解决|办|修|管)|都[^,，。]{0,5}(?:天|周|月|星期|礼拜|年)了|到底|still (?:waiting|nothing|no )|hurry/iu
/** Asks how it goes. */
const ASKS_HOW =
  /(?:弄|办|修|查|处理|解决|联系|来|看|管|人)(?:好|过|了)?(?:没|没有|没得|了没|了没有)[啊呀呢嘛吗]?[?？!！。\s]*$|(?:了|过)(?:没有?|吗)[啊呀呢嘛]?[?？!！。\s]*$|(?<!没说|没讲|不说|不知道|不晓得|没告诉我)(?:多久|什么时候|啥时候|几时|哪天|边日)[^,，。]{0,6}(?:能|可以|才|会|修|办|好|处理|解决|来|有)|(?:有|冇|没有?)[^,，。]{0,3}(?:消息|下文|动静|结果|进展|说法|回话|回音)|请?告知|受理单位|(?:时限|期限)(?:是|多|$)|哪个(?:单位|部门)(?:在|来|管|办|处理)|咋样|怎么样|点样|any (?:news|update)|how is it|how long|when will/iu

/** So much longer, it tells something. */
const LONGEST_URGE = 24

/** Whether somebody with an open case only wants it done sooner, or asks how it goes. */
export const onlyPresses = (words: string): boolean => words.length <= LONGEST_URGE && PRESSES.test(words)
export const onlyAsksHow = (words: string): boolean => words.length <= LONGEST_URGE && ASKS_HOW.test(words)

/** What is said around it, and tells nothing of its own. */
const AROUND_URGE =
  /[\p{P}\p{S}\s]|[我俺你您]们?|[的了呢吗啊呀嘛吧哈着过得]|请问?|麻烦|帮忙|领导|能不能|可不可以|可以|能|上次|上回|之前|昨天|前天|反映|投诉|举报|那个|这个|那件|这件|第[一二三四五六七八九1-9]|[个件]|事情|事儿|事|问题|怎么|什么|今天|现在|到底|究竟|都|已经|还|也|有|没有?|不|是|人|看|修|弄|搞|办|处理|解决|管|联系|结果|回音|一下|快点|来|去|下|点/gu
/** What is left of words that press or ask how it goes: nothing, or what they speak of. */
export const besidesUrging = (words: string): string => words.replace(URGES, '').replace(AROUND_URGE, '')
const URGES = new RegExp(`${PRESSES.source}|${ASKS_HOW.source}`, 'giu')

const ONLY_EARLIER =
  /^(?:就是|关于|那个|请问|补充|想|说说|一[点些]|点|一下|对|把|我|我们|俺|的|问|[\s,，])*(?:上次|上回|之前|以前|前几天|前两天|昨天|前天|那天|上个?(?:月|周|星期))(?:我|在(?:这里|这儿|你们这里?)|[跟给向和]你们)*(?:反映|投诉|举报|说|报|提|讲|写)(?:过|了)?的?(?:那)?(?:个|件)?(?:事情|事儿|事|问题|投诉)?[呢啊呀吗嘛]?[?？。!！\s]*$/u

/** Whether somebody only says that they reported something before, and nothing of what it was. */
export const onlySpeaksOfEarlier = (words: string): boolean =>
  words.length <= LONGEST_EARLIER && ONLY_EARLIER.test(words)
const LONGEST_EARLIER = 40
