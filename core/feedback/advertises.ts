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
