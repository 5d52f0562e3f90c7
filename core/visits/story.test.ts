import { expect, test } from 'vitest'
import { asksAfter, findingsTold, KINDS, UNANNOUNCED } from './story.ts'

test.each([
  [
    '祁主任您好，六月二十八号上午我和老李一起去了柳溪镇政府的便民大厅，没有跟他们打招呼。九点二十窗口只有一个人在，另外两个位子空着。收费标准没有贴出来。厕所锁着不让群众用，说钥匙丢了。就这些，请领导看看。',
    ['九点二十窗口只有一个人在，另外两个位子空着', '收费标准没有贴出来', '厕所锁着不让群众用，说钥匙丢了'],
  ],
  ['前天去水利局暗访，窗口没人，等了半小时', ['窗口没人，等了半小时']],
  ['今天到教育局，没打招呼，门卫睡觉；登记本是空的', ['门卫睡觉', '登记本是空的']],
  ['您好！昨天下午，我去了石坪镇卫生院。药房三点就锁门了！', ['药房三点就锁门了']],
  ['低保名单没有贴出来', ['低保名单没有贴出来']],
  ['去了两次都没人', ['去了两次都没人']],
  ['1.值班室没人 2.电话打不通', ['1.值班室没人 2.电话打不通']],
  ['九点到十点窗口关着', ['九点到十点窗口关着']],
  ['昨天去了双河镇', ['昨天去了双河镇']],
])('%s', (story, found) => {
  expect(findingsTold(story).split('\n')).toEqual(found)
})

test.each(['没有跟他们打招呼', '没打招呼', '事先没通知', '没有提前通知', '不打招呼就去了', '暗访'])(
  '%s: nobody knew',
  (words) => {
    expect(UNANNOUNCED.test(words)).toBe(true)
  },
)

test('what was looked at is known by what is there', () => {
  const kindsIn = (words: string) => KINDS.flatMap(([kind, pattern]) => (pattern.test(words) ? [kind] : []))
  expect(kindsIn('便民大厅只有一个人')).toEqual(['window'])
  expect(kindsIn('村务公开栏还是去年的')).toEqual(['village'])
  expect(kindsIn('工地没有公示牌')).toEqual(['project'])
  expect(kindsIn('门卫不在')).toEqual([])
})

test.each([
  '报上去没有',
  '上次那个处理得怎么样了？',
  '有结果了吗',
  '收到了吗',
  '石桥村的事办了没',
  '有没有回音',
  '核實得怎麼樣了',
])('%s asks what became of it', (words) => expect(asksAfter(words)).toBe(true))

test.each(['垃圾没人处理吗', '路灯坏了没有人管', '水渠停工了', '低保没有公示，办事员说没有名额', '石桥村的桥塌了'])(
  '%s tells of something',
  (words) => expect(asksAfter(words)).toBe(false),
)
