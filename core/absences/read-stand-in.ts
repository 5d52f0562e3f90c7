/** What one says before the name: whose work it is, and when. */
const BEFORE =
  /^(?:期间|当天|当日|其间|之前|这几天|我|本人|的|手上|手头|所有|一切|日常|有事|急事|工作|事情|事务|业务|事|都|全部|暂时|暂)*/u
const ASKED = '由|让|请(?!假)|叫|找|委托|托|交给|移交给?|交由|转给'
const DOES = '(?:暂时?|先|来|帮我|帮忙|代为)*(?:代|顶|替|负责|接(?![待电收到])|办理|处理|看着|盯着)'
const NAME = String.raw`[\p{Script=Han}·]{2,8}?`
const TITLED = '(?:同志)?'
const WAYS = [
  new RegExp(`^(?:${ASKED})(${NAME})${TITLED}(?:$|${DOES})`, 'u'),
  new RegExp(`^(${NAME})${TITLED}${DOES}`, 'u'),
  new RegExp(`^(?:A?B岗|代办人|代理人|代班人?|顶岗的?|替班的?)(?:是|为|:)?(${NAME})${TITLED}(?:$|${DOES})`, 'u'),
]
const IN_ENGLISH =
  /(?:covered by|stand-?in:?|replaced by)\s*([\p{L} ·-]{2,40})|([\p{Lu}][\p{L}·-]*(?: [\p{Lu}][\p{L}·-]*){0,3}) (?:covers|stands in|will cover|replaces)/u

/** The name of whoever stands in, from free words in plain signs: 由李四代, 工作交给王小明, B岗李四; nothing where it is nobody or several. */
export const standInNamed = (words: string): string | undefined => {
  const english = IN_ENGLISH.exec(words)
  if (english !== null) return (english[1] ?? english[2])?.trim()
  const names = words.split(/[,.;:、。\s]+/u).flatMap((clause) => {
    const plain = clause.replace(BEFORE, '')
    return WAYS.flatMap((way) => way.exec(plain)?.[1] ?? [])
      .filter((each) => !/假|天$|[没无不谁哪]/u.test(each))
      .slice(0, 1)
  })
  const [name, ...more] = [...new Set(names)]
  return name === undefined || more.length > 0 || /[和与及跟]/u.test(name.slice(1)) ? undefined : name
}
