/** What somebody says who says nothing of a problem. */
export type Courtesy = 'thanks' | 'greeting' | 'anger'

const FILLING =
  /[\p{P}\p{S}\p{Z}\s]|[了啊呀吧呢嘛哦噢哈的]|您|你们?|大家|各位|领导|同志|老师|师傅|工作人员|政府|书记|主任|[镇乡局县]长|社区|部门|帮忙|帮助|真的?|太|很|非常|十分|都/gu
const THANKS =
  /谢|感谢|多谢|辛苦|好人|好|麻烦|收到|知道|明白|可以|行|okay|ok|thankyou|thanks?|thx|得|满意|解决|修好|点赞|赞|棒|唔该|多得|蟹蟹|3q/giu
const MEANS_THANKS = /谢|辛苦|赞|棒|满意|thank|thx|唔该|蟹蟹|3q/iu
const GREETING =
  /好|(?:早上|下午|晚上|上午|中午)好|早|在不在|在么|在吗?|有人在吗?|有人吗?|喂|嗨|哈喽|hi|hello|hey|嘿|吃饭没/giu
/** What angry people say around an insult. */
const AROUND =
  '就?是|全是|都是|[一这那](?:群|帮|伙|些|窝)|[群帮伙]|天天|整天|成天|一天到晚|就?只?会|就知道|光|什么|东西|玩意儿?|工资|拿着?|纳税人|老百姓|钱|纯粹|简直|果然|给我|还|也|又'
const INSULTS =
  '他妈|妈|操|草泥马|傻[逼比bB叉]|sb|混蛋|混账|王八蛋|狗官|狗日|狗东西|畜生|滚蛋?|去死|废物|饭桶|蠢货|窝囊废|骗子|骗人|放屁|不要脸|吃[干白]饭|踢皮球|推来推去|装死|混日子|不干(?:人|正)?事|不作为|尸位素餐|没用|白痴|脑残|黑心|良心(?:被狗吃|喂狗)|fuck|shit|吃屎'
const ANGER = new RegExp(`${AROUND}|${INSULTS}`, 'giu')
const INSULT = new RegExp(INSULTS, 'iu')
/** What was missing is there, in a few words beside the thanks. */
const RESOLVED =
  /^[^,，。!！?？;；\n]{0,12}(?:[来好通亮到]|修好|办好|解决|办成|办下来|拿到手?|拉走|退|发|恢复)了[啊呀哈啦嘛吧]?$/u
/** How glad somebody is. */
const GLAD =
  /^[^,，。!！?？;；\n]{0,12}(?:高兴|开心|满意|舒服|方便|放心|安心|踏实|亮堂|暖和?|感动|高效|效率(?:真|很|太|好|挺)?高|(?:真|很|太|好|挺)快|点赞|好样的)[了啊呀哈啦嘛吧]?$/u
const STILL = /[不没未又还但只却]|可是|可惜|就是/u
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
