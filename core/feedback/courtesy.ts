/** What somebody says who says nothing of a problem. */
export type Courtesy = 'thanks' | 'greeting' | 'anger'

const FILLING =
  /[\p{P}\p{S}\p{Z}\s]|[了啊呀吧呢嘛哦噢哈的晒嗮]|您|你们?|大家|各位|领导|同志|老师|师傅|工作人员|政府|书记|主任|[镇乡局县]长|社区|部门|帮忙|帮助|真的?|太|很|非常|十分|都|\b(?:for|your|so|very|much|help|helping|the|quick|kind|again|a lot|really)\b/giu
const THANKS =
  /谢|感谢|多谢|辛苦|不好意思|打扰|对不起|好人|好|麻烦|收到|知道|明白|可以|行|okay|ok|thankyou|thanks?|thx|得|满意|解决|修好|点赞|赞|棒|唔该|多得|蟹蟹|3q/giu
const MEANS_THANKS = /谢|辛苦|麻烦(?!你们?看|帮)|不好意思|打扰|赞|棒|满意|thank|thx|唔该|蟹蟹|3q/iu
const GREETING =
  /好|(?:早上|下午|晚上|上午|中午)好|早|在不在|在么|在吗?|有人在吗?|有人吗?|喂|嗨|哈喽|hi|hello|hey|嘿|吃饭没/giu
/** What angry people say around an insult. */
const AROUND =
  '就?是|全是|都是|[一这那](?:群|帮|伙|些|窝)|[群帮伙]|天天|整天|成天|一天到晚|就?只?会|就知道|光|什么|东西|玩意儿?|工资|拿着?|纳税人|老百姓|钱|纯粹|简直|果然|给我|还有没有|有没有|还|也|又|到底|究竟|难道|凭什么|为什么|怎么|死活|打(?=[^,，。]{0,6}电话)|电话|[一二三四五六七八九十百千几多\\d]+(?:个|次|遍|回)?|一样|从来|根本|老百姓|群众|百姓|农民|工人|业主|居民|村民|这些?|那些?|当官|吃官饭|人民|公仆|干部|样|为|是|在|我们?|要|不|没有?|有|吗|么|一个|do|is|are|this'
const INSULTS =
  '他妈|妈|操|草泥马|傻[逼比bB叉]|sb|混蛋|混账|王八蛋|狗官|狗日|狗东西|畜生|滚蛋?|去死|废物|饭桶|蠢货|窝囊废|骗子|骗人|放屁|不要脸|吃[干白]饭|踢皮球|推来推去|装死|混日子|不干(?:人|正)?事|不作为|尸位素餐|没用|白痴|脑残|黑心|良心(?:被狗吃|喂狗)|fuck|shit|吃屎'
/** What people throw at those who should act, without what is filling: it is said in anger, and names no problem. */
const REPROACHES =
  '管不管|有(?:没有)?人(?:管|理|来管)|没(?:有)?(?:一个|人|谁){1,2}(?:管|理|接)|不管(?:老百姓|我们|群众)|王法|天理|公道|良心|为人民服务|(?:干|做|吃)(?:什么|啥子?|嘛|干饭)吃?|有(?:什么|啥子?|个屁)用|过分|欺人太?甚|欺负人|无法无天|忍无可忍|受够|气(?:死|炸|疯)|气愤|愤怒|火大|寒心|心寒|失望|装(?:聋作哑|睡|瞎|看不见)|什么态度|useless|ridiculous|nobodycares|you(?:even)?care|shameonyou|disgusting|whatthehell|whatareyoudoing'
const ANGER = new RegExp(`${REPROACHES}|${INSULTS}|${AROUND}`, 'giu')
const INSULT = new RegExp(`${REPROACHES}|${INSULTS}`, 'iu')
/** What was missing is there, in a few words beside the thanks. */
const RESOLVED =
  /^[^,，。!！?？;；\n]{0,12}(?:[来好通亮到]|修好|办好|解决|办成|办下来|拿到手?|拉走|退|发|恢复)了[啊呀哈啦嘛吧]?$/u
/** How glad somebody is. */
const GLAD =
  /^[^,，。!！?？;；\n]{0,12}(?:高兴|开心|满意|舒服|方便|放心|安心|踏实|亮堂|暖和?|感动|高效|效率(?:真|很|太|好|挺)?高|(?:真|很|太|好|挺)快|点赞|好样的)[了啊呀哈啦嘛吧]?$/u
const STILL = /[不没未又还但只却]|可是|可惜|就是/u
/** Came or is gone against somebody's will. */
const SUFFERED = /被|[强辞]|开除|没收|他们|城管|警车|挖机/u
const LONGEST = 40

/**
 * Whether words are made of these pieces alone, the longer before its beginning. Pieces are taken out in one pass:
 * a repeated group would try every way to part the words.
 */
const isMadeOf = (words: string, pieces: RegExp): boolean => words !== '' && words.replace(pieces, '') === ''

/** Thanks that say of a thing that it is all right now: 谢谢哈,水来了. */
const isThanksFor = (words: string): boolean => {
  const parts = words.split(/[\s,，。!！~;；]+/u).filter((part) => part !== '')
  const others = parts.filter((part) => !(MEANS_THANKS.test(part) && isMadeOf(part.replace(FILLING, ''), THANKS)))
  return (
    others.length > 0 &&
    others.length < parts.length &&
    others.every((part) => (RESOLVED.test(part) || GLAD.test(part)) && !STILL.test(part))
  )
}

/** What the whole of a short message comes to; nothing, once it says anything else. */
export const courtesyOf = (words: string): Courtesy | undefined => {
  if (words.length > LONGEST) return undefined
  const plain = words.normalize('NFKC').replace(FILLING, '')
  if (isMadeOf(plain, THANKS) && MEANS_THANKS.test(plain)) return 'thanks'
  if (isThanksFor(words.normalize('NFKC'))) return 'thanks'
  if (isMadeOf(plain, GREETING)) return 'greeting'
  return isMadeOf(plain, ANGER) && INSULT.test(plain) ? 'anger' : undefined
}

/** What people wait for comes, works again, or is done. */
const NEWS =
  /^(?:[^,，。]{0,6}(?:水|电|气|网|灯|暖气?|信号|车|路)(?:又|都|终于|总算|已经)?[来通亮]了|来了|[^,，。]{0,14}(?:(?:修|弄|搞|办|处理|解决|安|装|换|疏通|补)好|解决|填(?:上|平|好)|铺好|清(?:走|完|理)|拉走|拆|退|发(?:下来)?|到账|(?:取|拿|领|收|买|接|办)(?:到|下来|上|通)(?:手|钱)?|给|还|赔|付|结清)了)[啊呀哈啦嘛吧]?$/u
/** Beside it people say little. */
const LITTLE = 8

/** Whether a short message only says of something that it is all right now, with thanks or without. */
export const isGoodNews = (words: string): boolean => {
  const plain = words.normalize('NFKC')
  if (words.length > LONGEST || STILL.test(plain) || SUFFERED.test(plain) || /[?？吗]/u.test(plain)) return false
  const parts = plain.split(/[\s,，。!！~;；]+/u).filter((part) => part !== '')
  const [first, ...others] = parts
  const isNews = first !== undefined && NEWS.test(twice(first)) && others.every((part) => part.length <= LITTLE)
  return isNews || isThanksFor(plain)
}

/** 退了退了 is 退了. */
const twice = (words: string): string => words.replace(/^(.{2,})\1$/u, '$1')
