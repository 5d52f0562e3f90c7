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
const ORDERS =
  /(?:命令|要求|让|叫)你|告诉我|发给我|给我|(?:办结|关闭|关掉|删除|删掉|撤销|转给|改成|批准)[^。]{0,10}(?:案件|举报|投诉|件|[A-Z]{2}-?\d)|(?:案件|举报|投诉|[A-Z]{2}-\d[\d-]*)[^。]{0,6}(?:办结|关闭|关掉|删除|删掉|撤销|批准)|(?:close|delete|send me|tell me)/iu

/** Whether somebody speaks as one of the staff and gives orders, which a chat that is bound to nobody never takes. */
export const ordersAsStaff = (words: string): boolean => CLAIMS.test(words) && ORDERS.test(words)
