import { expect, it } from 'vitest'
import { meantAmong, type Reported } from './meant-among.ts'

const reported = (id: string, text: string): Reported =>
  // Only the words and the state are looked at.
  ({ id, data: { text, state: 'received' } }) as Reported

const newest = reported('c3', '社保窗口下午没人')
const rows = [newest, reported('c2', '菜市场门口的垃圾没人拉'), reported('c1', '社区门口的红绿灯坏了')]

it.each([
  ['第一件怎么样了', 'c1'],
  ['第三件呢', 'c3'],
  ['垃圾那个今天拉了', 'c2'],
  ['红绿灯修没修', 'c1'],
  ['有消息吗', 'c3'],
  ['第九件', 'c3'],
])('%s is about %s', (words, id) => expect(meantAmong(rows, words, newest).id).toBe(id))
