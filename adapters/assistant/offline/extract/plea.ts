import { WRONG } from './wrong.ts'

/** Says itself that help is what it is about. */
const PLEA =
  /(?<![要需请恳哀追寻征所])求助(?!热线|电话|无门|过)|(?:请求|寻求|需要|想要|恳请|盼望?)[^,。!?]{0,6}(?:帮助|救助|资助|援助|帮扶|救济)|求(?:求|求你们|你们|您|政府|领导|社区|好心人|大家)*(?:帮帮?|救救?)|帮帮(?:我|俺|咱|他|她|孩子|老人)|救救(?:我|俺|咱|他|她|孩子)|\b(?:need|needs|asking for|please) (?:your |some |urgent )?help\b|\bhelp (?:me|us|my|our)\b/iu
/** What a household lacks. */
const NEED =
  /(?:没|冇|无)(?:有)?钱(?:看病|治|吃饭|上学|交|买药|做手术|住院|下葬|过)|(?:看|治|吃|上|念|读|住|交|付|买)不起(?:了)?(?:病|药|学|书|院|房租|学费|医药费|住院费)|(?:病|药|学|书|院|学费|药费|医药费)[^,。]{0,6}(?:看|治|吃|上|念|读|住|交|付)不起|(?:没|冇|无)(?:有)?(?:地方住|处住|房住|饭吃|米|衣服穿|收入|生活来源|人照[顾看料])|揭不开锅|活不下去|过不下去|走投无路|家里(?:很|太|特别)?困难|\bcan(?:no|')t (?:afford|pay for)\b|\bnowhere to (?:live|sleep|stay)\b|\bnothing to eat\b/iu
/** Something is wrong that others have to answer for: a problem is reported, however it is pleaded for. */
const ANSWERED_FOR =
  /投诉|举报|检举|控告|不(?:给|办|批|管|让|退|赔|理|发|承认)|(?:没|冇)人(?:管|理|来|修|问)|欠(?:薪|着?我|着?俺|着?工)|扣|拖|骗|停[发水电气]|取消了|被(?:打|辞|开除|赶|取消)|\b(?:complain|refus|owe|cheat|nobody (?:cares|comes))/iu
/** What is broken is a matter of repair, and no need of a household. */
const BROKEN = /坏|烂|漏|堵|臭|脏|破|吵|噪|污染|积水|路灯|\bbroken\b|\bblocked\b|\bnois/iu

/** Whether a message only asks for help, and accuses nobody: `against` is whom it was found to complain about. */
export const isPlea = (text: string, against: readonly string[]): boolean => {
  if (against.length > 0 || ANSWERED_FOR.test(text) || text.search(WRONG) >= 0) return false
  return NEED.test(text) || (PLEA.test(text) && !BROKEN.test(text))
}
