import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Act } from '../../ports/channel.ts'
import { Form } from '../form.ts'
import { choice } from './choice.ts'
import type { Asking } from './kind.ts'

const read = async (form: string, name: string, text: string): Promise<unknown> => {
  const { fields } = Form.parse(parse(await readFile(`content/forms/${form}.yaml`, 'utf8')))
  const field = fields.find((each) => each.name === name)
  if (field?.kind !== 'choice') throw new Error(`${name} is no choice`)
  const act: Act = { kind: 'text', text }
  const found = await choice.read(field, act, { language: 'zh-CN' } as unknown as Asking)
  return 'value' in found ? found.value : undefined
}

test.each([
  ...['不要写我名字', '千万别写我名字', '不能留姓名', '不想用真名', '不要署名', '不敢留名字', '不愿意实名', '不写名字'],
  ...['不留名字', '不想留名', '匿名，别让他知道', '我怕，不留我名字', '我想匿名举报', '匿名吧', '千萬不要寫我的名字'],
  ...["don't use my name", 'Please hide my name', 'keep my name secret', 'I want to stay anonymous'],
])('%j is anonymous', async (words) => expect(await read('complaint', 'reporter', words)).toBe('notices'))

test.each(['写我名字', '我要实名', '实名', '可以写我的名字', '我不怕，写我名字', 'You can use my name', '留姓名吧'])(
  '%j is by name',
  async (words) => expect(await read('complaint', 'reporter', words)).toBe('named'),
)

test.each(['我想完全匿名嘛', '什么都不留', 'leave nothing'])('%j leaves nothing', async (words) =>
  expect(await read('complaint', 'reporter', words)).toBe('nothing'),
)

test.each([
  ...[
    '不能不写名字吗',
    '实名，我不敢',
    '留名字？不',
    '实名还是匿名',
    '实名太危险了',
    '实名的话怕报复',
    '实名，匿名',
    '不要匿名',
  ],
  ...[
    '没想过写名字',
    '我要是实名会被报复',
    'no',
    'not with my name on it',
    'what happens to my name',
    '就'.repeat(5000),
    '写，'.repeat(5000),
  ],
])('%j is asked again', async (words) => expect(await read('complaint', 'reporter', words)).toBeUndefined())

test.each([
  ['是', 'reply'],
  ['对的', 'reply'],
  ['是的，发送', 'reply'],
  ['yes please', 'reply'],
  ['发送', 'reply'],
  ['不是', 'other'],
  ['不是，是别的事', 'other'],
  ['no thanks', 'other'],
  ['对不起写错了，先别发', undefined],
  ['周六的是老王，周日的是老李', undefined],
  ['这个不对', undefined],
  ['先不要发送', undefined],
  ['发送，等一下', undefined],
  ['wait, do not send it yet', undefined],
  ['I do not know', undefined],
  ['see you at noon', undefined],
])('whether it is a reply: %j', async (words, is) => expect(await read('notice-said', 'to', words)).toBe(is))
