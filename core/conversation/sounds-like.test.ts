import { describe, expect, it } from 'vitest'
import { isUnsure, soundsLikePlace, soundsLikeQuestion, soundsLikeTime } from './sounds-like.ts'

describe('an answer to "where?"', () => {
  it.each([
    '卫生院前头那条路',
    '村口',
    '他家屋后',
    '老王家',
    '下湾',
    '粮站对面',
    'Sunshine estate, building 3, off Renmin Road',
  ])('may be a place: %s', (words) => expect(soundsLikePlace(words)).toBe(true))
  it.each([
    '天天半夜都在吵',
    '河里全是死鱼',
    '我们说了好多次了',
    '他们不给钱',
    '井盖没了',
    'they work until 2am every night',
  ])('tells something else: %s', (words) => expect(soundsLikePlace(words)).toBe(false))
})

describe('an answer to "since when?"', () => {
  it.each(['开学就这样', '他当村长以后', '好久了', '记事起', '搬来那阵', 'last month', '2019'])(
    'may be a time: %s',
    (words) => expect(soundsLikeTime(words)).toBe(true),
  )
  it.each(['人民广场', '50块', '他家亲戚', '1', '会计姓秦'])('is none: %s', (words) =>
    expect(soundsLikeTime(words)).toBe(false),
  )
})

it.each(['记不清了', '不方便说', '唔知', "I don't remember", '不太记得'])(
  'cannot say, which is an answer: %s',
  (words) => expect(isUnsure(words)).toBe(true),
)
it.each(['你们管不管这个嘛？', '能不能不写村名，写了他就猜到是我', '住院单可以吗', 'why do you ask'])(
  'asks back: %s',
  (words) => expect(soundsLikeQuestion(words)).toBe(true),
)
