import { describe, expect, it } from 'vitest'
import { courtesyOf, isGoodNews } from './courtesy.ts'

describe('what says nothing of a problem', () => {
  it.each([
    '谢谢',
    '谢谢你们!',
    '太感谢了',
    '好的，谢谢',
    '修好了,谢谢领导',
    '谢谢谢谢谢谢',
    '好人啊，谢谢',
    'okay, thanks',
    '辛苦了',
    'Thanks!',
    'thank you',
    '唔该',
    '谢谢哈,水来了',
    '钱退了，谢谢你们！',
    '多谢你们啊，昨天晚上路灯就亮了，老百姓心里亮堂',
    '谢谢政府，垃圾当天下午就拉走了，效率真高，邻居都高兴',
  ])('thanks: %s', (words) => expect(courtesyOf(words)).toBe('thanks'))
  it.each(['你好', '您好', '在吗?', '有人吗', 'hello', '早上好!', '在不在'])('greets: %s', (words) =>
    expect(courtesyOf(words)).toBe('greeting'),
  )
  it.each([
    '一群骗子',
    '滚!',
    '你们都是废物',
    '傻逼',
    '你们这帮吃干饭的废物，天天踢皮球，滚',
    '拿着纳税人的钱不干人事，一帮混账东西',
    '你们到底管不管啊！！！',
    '还有没有王法了',
    '你们这些当官的就是这样为人民服务的吗',
    '欺人太甚',
    '你们干什么吃的',
    '打了三次电话没人接',
    'useless! do you even care?',
  ])('is angry: %s', (words) => expect(courtesyOf(words)).toBe('anger'))
})

describe('what says something', () => {
  it.each([
    ...[
      '路灯坏了,谢谢',
      '你们管不管我们村的水',
      '窗口的人什么态度',
      '垃圾没人拉',
      '垃圾',
      '请帮忙修路灯,谢谢',
      '卖水果的是骗子',
      '',
      '😀',
      '谢谢,可是路灯还是不亮',
      '谢谢,水又停了',
      '谢谢,他们来了就打人',
      '垃圾拉走了',
    ],
    // Whom nobody cares for, and who is beaten, is what somebody complains of.
    ...['老师打孩子没人管', '干部打群众没人管', '老人没人管', '学生没人管'],
    ...['猪死了', '谢谢'.repeat(40), '就是', '天天', '谢谢你们，灯亮了，可是邻居不高兴', '你好,我要举报村干部'],
    // Nearly thanks: read in one pass, however often a word comes again.
    ...[`${'谢'.repeat(39)}a`, `${'多谢'.repeat(19)}咯`, `${'滚'.repeat(39)}a`, `${'在吗'.repeat(19)}a`],
  ])('is read as it stands: %s', (words) => expect(courtesyOf(words)).toBeUndefined())
})

describe('good news of what was reported', () => {
  it.each([
    '水来了',
    '来了',
    '退了退了 谢谢谢谢',
    '填上了！谢谢，速度可以',
    '谢谢你们，今晚亮了',
    '刚才自来水公司的来修好了，算你们有点用',
    '钱已经到账了',
    '垃圾车来了',
  ])('%s', (words) => expect(isGoodNews(words)).toBe(true))
  it.each([
    '城管又来了',
    '挖机来了',
    '还没修好',
    '水来了，电没来',
    '修好了吗',
    '修了又坏了',
    '垃圾太多了',
    '他们把我的地给占了',
    '我家的房子被他们拆了',
    '我被公司辞退了',
    '城管的车来了',
    '房子给强拆了',
  ])('not: %s', (words) => expect(isGoodNews(words)).toBe(false))
})
