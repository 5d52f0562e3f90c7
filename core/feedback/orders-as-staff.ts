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
