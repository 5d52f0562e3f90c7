/** Asks for something new: a bus stop, one more class, longer hours. */
const ASKS =
  /(?:建议|提议|倡议|呼吁|希望|盼望?|想请|请求|能不能|能否|可不可以|可否|最好)[^。!?]{0,24}(?:[增加新添](?:设|装|建|开|派|个|一|条|班|办|修|盖|放|画|密|长)|增加|加大|延长|设置?个?|装(?:上|个|一)|建(?:个|一|座)|开(?:个|通|设|一)|画(?:上|个|一)|办个|修(?:个|一[条座处]))/
/** Tells of something that is wrong, and so has a beginning. */
const WRONG =
  /坏|烂|漏|堵|断|塌|垮|破|臭|脏|丢|欠|拖|骗|乱|没[人有得]|不(?:管|给|来|理|亮|通|发|退|办|让|热)|还是|一直|总是|老是|天天|经常|常年|投诉|举报|[死伤偷骗跌]|(?<!防)[盗摔撞]|抢(?![修险救收种])|[被挨殴]打|打(?:人|架|了|[我他她])|滑倒|从(?:没|未|来|不)|停[发水电气]|出[了过]?(?:事|车祸)|涨价|吵|噪/

/** Whether a message only suggests what could be there. */
export const isSuggestion = (text: string): boolean => ASKS.test(text) && !WRONG.test(text)
