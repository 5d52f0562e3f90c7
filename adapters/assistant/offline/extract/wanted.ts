/** What begins a wish. 请问 asks, 请假 and 请客 are something else, and nobody wishes with 没希望. */
const WISH =
  /(?:(?<!没|没有|有|无|的)希望(?!小学)|盼望?着?|恳请|恳求|敬请|烦请|跪求|(?<!申|邀|聘|宴|有)请(?!问|假|客|教|了|的|人|律师|过|护|不起|大家|各位)|(?:强烈|坚决|迫切|特此|一致)?(?<!不|被|的|学校|老师|单位|公司|医院|老板|他|她|物业|还|按|无理)要求|请求|求求|(?<![要需请恳哀追寻征])求(?=政府|领导|你们|您|上级|帮|派|各位|退|refund)|我要(?:赔偿|赔钱|退钱|说法)|谁(?:能)?来管|(?:你们|恁|您)(?:去|来|给)(?:查|看|管|修|帮)|来(?:几)?个人(?:查|看|管|修|处理)|我?要(?:他|她|他们|你们|对方)(?:赔|退|道歉|给|还)|(?<=诉求(?:是|为)?[::]\s?)\S|能(?:撤|改|换|退)(?:了|掉)?吗|\b(?:pls|plz|please)\s|建议|能不能|可不可以|能否|可否|可以不可以|麻烦(?!的|事|得|问)|我(?:就)?想(?:要|申请|请|办|给|让|调|查|把|撤|改|换|退)|想(?:申请|请|要(?!是))|只(?:想|求|盼|图)(?:能|拿|要|讨|有|个)|必须(?:退|给|赔|还|道歉|处理|查|停(?!在)|拆|修|公开|严惩|整改))/
/** All that somebody says. */
const ALONE = /^(?:退|赔|还)(?:钱|款|费)[!!。]*$/
const END = /[。!?!?;;\n]/

/** The longest wish that is taken over, in characters. */
const LONGEST = 100
const LEAST = 3

/** What is wanted, in the words that were said: the last wish of the letter, to the end of its sentence. */
export const wantedIn = (text: string): string | undefined => {
  if (ALONE.test(text.trim())) return text.trim()
  let wanted: string | undefined
  for (let rest = 0; rest < text.length; ) {
    const part = text.slice(rest)
    const begin = WISH.exec(part)
    if (begin === null) break
    const sentence = part.slice(begin.index)
    const end = END.exec(sentence)?.index ?? sentence.length
    const words = sentence.slice(0, Math.min(end, LONGEST)).trim()
    if (words.length >= LEAST) wanted = words
    rest += begin.index + Math.max(end, 1)
  }
  return wanted
}
