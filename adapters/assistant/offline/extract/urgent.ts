const URGENT =
  /十万火急|火急|紧急|急需|急死人|急用|救急(?!药)|救命|等不得|等不起|来不及|赶紧|赶快|立刻|立即|马上(?=来|派|处理|解决|就要|要|到期|开学|下雨)|快来|快点来|速来|火速|今晚就|今天就要|明天就(?:要|开学|到期)|(?<![不着应特缓])急(?![诊救性躁着死流转忙剧刹])|(?<!不)(?<!不用)着急|急急急/
const CALM = /不急|不着急|不是很急|不用急|不紧急|不赶时间|有空再/

/** Whether the words say that it can't wait. */
export const urgentIn = (text: string): boolean => !CALM.test(text) && URGENT.test(text)
