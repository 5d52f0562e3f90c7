import { expect, it } from 'vitest'
import { againstIn } from './against.ts'
import { isPlea } from './plea.ts'

it.each([
  ['我腿摔断了，家里没钱看病，求求你们帮帮我', true],
  ['求助：孩子上不起学了', true],
  ['我家房子塌了没地方住', true],
  ['家里欠了一屁股债，老人的药费付不起了', true],
  ['奶奶一个人在家没人照顾，希望得到帮扶', true],
  ['I need help, my mother is ill and we cannot pay for the medicine', true],
  ['求求你们帮帮我们把村口的路灯修好，坏了三个月了', false],
  ['村干部不给我办低保，求求你们帮帮我', false],
  ['老板欠我们三个月工资，没钱吃饭了', false],
  ['举报石桥村村主任贪污，家里很困难', false],
  ['求助热线打不通', false],
  ['低保被取消了，没钱买药', false],
  ['医院收红包才给做手术，我们看不起病', false],
  ['建议在村口建一个公交站', false],
])('only asks for help: %s %s', (words, is) => expect(isPlea(words, againstIn(words))).toBe(is))
