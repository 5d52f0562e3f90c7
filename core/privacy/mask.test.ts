import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

describe('what is masked before a text leaves', () => {
  it.each([
    ['我的电话13800001234,请回', '13800001234'],
    ['打138 0000 1234找我', '138 0000 1234'],
    ['打138-0000-1234', '138-0000-1234'],
    ['+86 13900005678', '13900005678'],
    ['座机0799-1234567', '0799-1234567'],
    ['打１３８００００１２３４', '１３８００００１２３４'],
    ['电话一三八零零零零一二三四', '一三八零零零零一二三四'],
    ['号码138\u200B0000\u200B1234', '1234'],
    ['身份证99010119800101001X', '99010119800101001X'],
    ['卡号6222 0000 1111 2222 333', '6222 0000 1111 2222 333'],
    ['车牌川A12345乱停', '川A12345'],
    ['湘K·D12345堵路', '湘K·D12345'],
    ['写信到 li.hua_1@example.org 吧', 'li.hua_1@example.org'],
    ['微信号: lihua_2020', 'lihua_2020'],
    ['我叫李小华,住石桥村', '李小华'],
    ['我叫王芳是石桥村的', '王芳'],
    ['姓名:欧阳明月 电话没有', '欧阳明月'],
    ['联系人:买买提·艾力', '买买提·艾力'],
    ['My name is John Smith, no water', 'John Smith'],
    ['住在金河小区3栋2单元501室', '3栋2单元501'],
    ['人民路15号漏水', '15号'],
    ['阳光花园12-2-1203没有暖气', '12-2-1203'],
    ['QQ 12345678', '12345678'],
    ['vx: lihua_2020', 'lihua_2020'],
    ['加V信 lihua2020', 'lihua2020'],
    ['我是李小华', '李小华'],
    ['你好,我是李小华,石桥村的', '李小华'],
    ['我是王芳今年六十岁', '王芳'],
    ['我是石桥村三组的李小华,路灯坏了', '李小华'],
    ['我是石桥村村民张建国。', '张建国'],
    ['俺是陈春生,反映个事', '陈春生'],
    ['我是欧阳明月', '欧阳明月'],
    ['我是李小华电话13oooo12345', '李小华'],
    ['I am Li Xiaohua, no water', 'Li Xiaohua'],
    ['this is John Smith.', 'John Smith'],
    ['打13oooo12345', '13oooo12345'],
    ['打13OOO0l2345', '13OOO0l2345'],
    ['打1三8零零零零1234', '1三8零零零零1234'],
    ['打l38-oooo-1234', 'l38-oooo-1234'],
  ])('%s', (text, personal) => {
    const masked = mask(text)
    expect(masked.text).not.toContain(personal)
    expect(masked.putBack(masked.text)).toBe(text)
  })

  it.each([
    '我们村口的路灯坏了三个月',
    '5月3号停水到5月8号',
    '3路车和2号线都不来',
    '七楼老人下不了楼,一楼不同意',
    '押金2000元,欠了35000块',
    '2024年3月起没人收垃圾',
    '12345打了没人接',
    '我叫他来修他不来',
    '人民政府国发〔2024〕3号文件',
    '我是农民',
    '我是高中生,没钱交学费',
    '我是江西人',
    '我是石桥村的',
    '我是王家湾的,路断了',
    '我是王家湾人,路断了',
    '我是柳树村,请派人来',
    '我是低保户',
    '我是党员,也是村民代表',
    '我是单亲妈妈',
    '我是从外地回来的',
    '我是全职带孩子的',
    '我是后来才知道的',
    '我是白天去的,没人',
    '我是石桥村的老人,走不动',
    '我是云雾村的贫困户',
    '我是林场职工',
    '我是林场的,工资没发',
    '我是江边的住户',
    '我是高龄老人',
    '我是向镇里反映过的',
    '我是三组的组长',
    '我是何家屯的,没水',
    '我是万分着急',
    '我是毛坯房业主',
    '我是退伍军人,想问补贴',
    '我是曾经的民办教师',
    '这是王家湾的路',
    'I am a farmer from Liuxi',
    'This is Wrong. I am Very angry',
    'oooo1111',
    'Illinois ooollloool',
    '一三五七八十腊,三十一天永不差',
  ])('nobody is in: %s', (text) => expect(mask(text).count).toBe(0))

  it('gives the same thing the same token, wherever it stands', () => {
    const { text, count } = mask('我叫李小华,电话13800001234。再说一次:李小华,13800001234')
    expect(text).toBe('我叫〔姓名1〕,电话〔电话1〕。再说一次:〔姓名1〕,〔电话1〕')
    expect(count).toBe(2)
  })

  it('puts back in a part of the text too', () => {
    const masked = mask('金河小区3栋2单元501室漏水,我叫李小华')
    expect(masked.putBack('金河小区〔门牌1〕')).toBe('金河小区3栋2单元501室')
  })

  it("takes nobody's own brackets for a token", () => {
    const masked = mask('〔电话1〕是什么?打13800001234')
    expect(masked.text).toBe('[电话1]是什么?打〔电话1〕')
  })

  it('is quick with anything', () => {
    const begun = performance.now()
    for (const each of ['1', '一', '1-', 'a@', '我叫', '〔', '3栋', ' ']) mask(each.repeat(20_000))
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
