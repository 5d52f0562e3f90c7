import { describe, expect, it } from 'vitest'
import { dangerIn } from './danger.ts'

describe('a life or a child in danger', () => {
  it.each([
    '隔壁煤气味道特别大,没人敢开灯',
    '一进厨房就闻到一股很冲的液化气味',
    '我现在真的觉得没啥盼头了',
    '站在桥上想想算了',
    '坐在天台上,真想一闭眼就解脱了',
    '对不起爸妈,照顾好孩子,我先走了',
    '我儿子被几个同学堵在厕所要钱,还拍视频',
    '女儿初二,被室友扒衣服拍视频发群里',
    '校园霸凌没人管',
    '他昨晚想强奸我',
    '有个男的性侵犯了我侄女',
  ])('%s', (words) => expect(dangerIn(words)).toBe(true))

  it.each([
    '修煤气管道挖断了路,味道倒没有',
    '种粮食真的没啥盼头了,化肥太贵',
    '桥上的栏杆坏了,算了一下要三千块',
    '学校开展校园欺凌宣传',
    '请学校多上几节防性侵课',
    '办事的人说他先走了,让我明天再来',
    '孩子被同学校的老师表扬了',
    '住在楼顶漏水,物业说算了',
  ])('not: %s', (words) => expect(dangerIn(words)).toBe(false))
})
