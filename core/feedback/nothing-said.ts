/** Keys, base64, a cat on the keyboard: nothing that a person said. */
const GIBBERISH = /[A-Za-z0-9+/=_-]{25,}/gu

/** Whether a message holds no words that could name a problem: a sign or a letter alone, emoji, one letter again and again. */
export const saysNothing = (words: string): boolean => {
  const plain = words
    .normalize('NFKC')
    .replace(GIBBERISH, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return new Set(plain).size < 2
}

/** Whether nothing of it is Chinese or English: nobody here may be able to read it at once, but somebody will. */
export const isOtherLanguage = (words: string): boolean =>
  /\p{L}{2}/u.test(words) && !/[\p{Script=Han}A-Za-z]/u.test(words)

const CLAIMS =
  /我(?:是|这里是|这边是|代表)[^。!！?？,，]{0,14}(?:工作人员|办公室|管理员|主任|书记|局长|县长|科长|纪委|领导|警察|民警)|i am (?:an?|the) (?:officer|administrator|official|director)/iu
/** Pretends to be what steers this program. */
const STEERS =
  /(?:^|\n)[\s\p{P}\p{S}]{0,12}(?:系统|system)(?:提示|消息|指令|通知|prompt|message)?[\s\p{P}\p{S}]{0,6}[:：]|(?:管理员|开发者|调试|维护|上帝)(?:指令|命令|模式|权限)|(?:忽略|无视|忘掉|忘记)(?:掉|你)?(?:之前|以上|上面|前面|先前|所有|一切)[^。]{0,8}(?:指令|规则|要求|提示|设定|的话)|(?:你|您)?(?:现在|从现在起)(?:你)?(?:就)?是[^。，,]{0,8}(?:管理员|系统|模式)|you are(?: now)? (?:an?|the|in) [^.]{0,12}(?:admin|system|mode|root)|(?:ignore|disregard|forget)[^.]{0,20}(?:instruction|prompt|rule)|system prompt/iu
const ORDERS =
  /(?:命令|要求|让|叫)你|标记为|(?:输出|显示|导出|打印|公布|泄露)[^。]{0,10}(?:名单|提示词|电话|姓名|信息|内容)|告诉我|发给我|给我|(?:办结|关闭|关掉|删除|删掉|撤销|转给|改成|批准)[^。]{0,10}(?:案件|举报|投诉|件|[A-Z]{2}-?\d)|(?:案件|举报|投诉|[A-Z]{2}-\d[\d-]*)[^。]{0,6}(?:办结|关闭|关掉|删除|删掉|撤销|批准)|(?:close|delete|print|reveal|show me|send me|tell me)/iu

/** Whether somebody gives orders as one of the staff, or as if the program took them from a message, which a chat that is bound to nobody never takes. */
export const ordersAsStaff = (words: string): boolean =>
  (CLAIMS.test(words) || STEERS.test(words)) && ORDERS.test(words)

const OFFERS =
  /代(?:开|办(?!事)|写|考|孕)|(?:低息|无抵押|信用|小额)?贷款|秒到账|套现|办证|刷单|兼职|日结|高薪|包过|优惠|折扣|特价|包邮|免费(?:领|送|试)|招(?:聘|代理|商)|加盟|引流|彩票|博彩|约炮|上门服务/u
/** Someone to add, or a number; not that of a public service such as 12345, of a case, or of money. */
const REACH =
  /(?:(?<![参增])加|[+＋]|➕)[^。，,\s]{0,3}?(?:微|薇|v|企?鹅|q|群(?!众))|(?<![\d-])(?!(?:1[0-2]\d{3}|9[56]\d{3})(?!\d)|\d+[万元块])\d{5}|(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|(?<!\d)0\d{2,3}-\d{7}/iu
/** Who tells of such a thing is no advertiser. */
const TELLS = /投诉|举报|反映|骗|被|坑|害|扣|欠|不(?:给|退|还|发)|没(?:给|退|还|发|收|人)|打不通|乱|假|怎么办|[我俺]/u

/** Whether a short message only offers something and says how to reach who offers it. */
export const advertises = (words: string): boolean =>
  words.length <= 80 && OFFERS.test(words) && REACH.test(words) && !TELLS.test(words)
