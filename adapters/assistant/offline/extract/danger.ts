/** A life is in danger, whatever else is said around it. */
const ALWAYS =
  /自杀|轻生|不想活|活不下去|活不成了|(?:要|想|准备|闹着?)(?:跳楼|跳河|上吊|割腕)|站在楼顶|有人(?:要)?跳(?:河|楼|桥|江|水库|塘|井)|跳(?:河|楼|桥|江)了|喝(?:了)?(?:农药|百草枯|敌敌畏|老鼠药)|割腕|遗书|杀了我|(?:要|扬言)(?:杀|砍|弄死|打死)|砍人|拿(?:着)?(?:菜)?刀(?!具|店|闸)|持刀|家暴|打老婆|(?:老公|男人|丈夫)(?:又|天天|经常|老是|喝了酒|喝醉了|就|在|动手){0,3}(?:打我|打她|往死里打)|往死里打|拐卖|拐走|人贩子|绑架|性侵|强奸|猥亵|救命|快饿死|(?:几|两|三|四|\d)天没(?:吃饭|吃东西|饭吃)|大出血|没气了|快不行了|昏迷|昏倒|晕倒|抽搐|煤气中毒|一氧化碳|食物中毒|被埋|埋在(?:下面|里面)|(?:孩子|娃儿?|小孩|老人|女儿|儿子|奶奶|爷爷)[^,。!?]{0,8}(?:不见了|走丢了|失踪)|被(?:关|锁|困)在|困在(?:电梯|屋|水|山|楼|船|车|井|洞|里|上|中间)|虐待(?:孩子|小孩|娃|儿童)|燃气泄漏|煤气泄漏|天然气泄漏|(?:天然气|煤气|燃气|液化气)(?:漏|罐漏|管漏)|漏气(?!味)|(?:天然气|煤气|燃气|液化气)(?:的)?味(?:道)?(?:很|好|太|越来越)?(?:大|重|浓)|闻到(?:很|好)?(?:浓|大)?的?(?:煤气|燃气|天然气)/g

/** A danger, unless it is over, feared for later, or spoken about. */
const NOW =
  /着火|起火|失火|火灾|燃起来|爆炸|要爆|(?:房子|屋|墙|楼|桥|棚|山|坡|坎|房顶|屋顶)(?:都)?(?:快|要|马上)*(?:塌|垮|倒)(?:了|下来)?|塌下来|垮下来|泥石流|触电|漏电|电(?:到|了)人|电线(?:掉|断|垂)(?:了|在|到|下)?(?:来|地|路|水)?|溺水|落水|掉(?:进|到|下)(?:了)?(?:井|河|水|沟|坑|窨井|粪池|化粪池)|淹(?:死|到|没|了)(?:人|房|屋)?|洪水来|中毒|中刀|砍伤|打得?(?:满|头)(?:身|破)?(?:是)?(?:血|流血)|流血不止|打死人|咬死|快死了|要死人|出人命|饿死|冻死|冲走/g

const OVER_OR_FEARED =
  /怕|担心|防止|预防|避免|防(?!盗)|万一|容易|隐患|迟早|早晚|以前|去年|前年|前几年|上个月|上次|曾经|当年|如果|要是|假如|会不会|会|可能|随时|宣传|讲座|培训|演练|保险|险$|警示|教育|补助|赔偿|补偿|鉴定|证明|处理结果|责任|一旦|别等|难道|非要|差点|险些|看到过/
/** Said for fun, or of something that is no life. */
const FIGURE =
  /跳楼价|跳楼大甩卖|跳楼甩卖|(?:笑|气|累|热|吓|烦|急|吵|冷|困|爱|想|撑|痒|臭|熏|堵|忙|羞|美|帅|好吃)死|吓死人|热死人|臭死人|烦死人|急死人|打死(?:也|都|我也)|饿死了$|我(?:都)?(?:快)?饿死了|要命|拼命|救命稻草|漏气味|消防演练|防溺水|防火|灭火器/g

/** Whether the words name a danger to life or to a child now. */
export const dangerIn = (text: string): boolean => {
  const plain = text.replace(FIGURE, '。')
  for (const found of plain.matchAll(ALWAYS))
    if (!/宣传|讲座|培训|演练|观看|电影|电视|小说|新闻/.test(clause(plain, found.index, found[0].length))) return true
  for (const found of plain.matchAll(NOW))
    if (!OVER_OR_FEARED.test(clause(plain, found.index, found[0].length))) return true
  return false
}

/** The clause around a place, and the beginning of the one behind. */
const clause = (text: string, at: number, length: number): string => {
  const before = text.slice(Math.max(0, at - 14), at)
  const cut = Math.max(
    before.lastIndexOf('。'),
    before.lastIndexOf('!'),
    before.lastIndexOf('!'),
    before.lastIndexOf('\n'),
  )
  const behind = text.slice(at + length, at + length + 6).split(/[,。!?;\n]/)[0] ?? ''
  return `${before.slice(cut + 1)}|${behind}`
}
