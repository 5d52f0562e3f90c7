import { Phrases } from './phrases.ts'

/**
 * Words for the same thing: the first stands for all. Letters and the list of matters are both read through it, so
 * that it makes no difference who says 孩子 and who says 娃儿. Longer spellings are listed so that they win.
 */
const SAME: readonly (readonly string[])[] = [
  ['娃儿', '小孩子', '孩子', '小孩', '娃娃', '小朋友', '小娃', '细娃', '崽崽', '娃'],
  ['晓得', '知道', '清楚不'],
  ['没得', '没有', '莫得', '冇得', '冇', '木有'],
  ['哪个', '谁', '哪一个', '哪位'],
  ['什么', '啥子', '啥', '么子', '嘛子'],
  ['怎么', '咋个', '咋', '怎样', '咋样', '怎么样', '如何', '郎个', '啷个'],
  ['没人管', '没有人管', '无人管', '没人来管', '无人问津', '没得人管', '没人过问', '无人过问'],
  ['坏了', '坏掉了', '坏掉', '烂了', '出故障', '故障', '失灵', '用不成', '用不了', '不能用'],
  ['工钱', '工资', '薪水', '血汗钱', '薪资'],
  ['拖欠', '拖着不给', '拖着不发', '一直拖', '赖着不给', '欠着', '不肯给', '迟迟不发', '迟迟不给', '迟迟没发'],
  ['噪声', '噪音', '燥音', '噪杂', '吵得', '吵死', '太吵', '很吵', '好吵'],
  ['垃圾', '勒色', '拉圾', '渣滓'],
  ['路灯', '路登', '街灯'],
  ['派出所', '派处所'],
  ['老师', '教师', '先生娘'],
  ['医生', '大夫', '医师'],
  ['老人', '老年人', '老头', '老太太', '老婆婆', '老大爷', '老奶奶', '老爷爷'],
  ['父母', '爸妈', '爹妈', '爸爸妈妈'],
  ['老公', '丈夫', '男人打', '男的打'].slice(0, 2),
  ['不要', '莫要', '别再'],
  ['很久', '好久', '老久', '许久'],
  ['电动车', '电瓶车', '电驴', '电动自行车'],
  ['公司', '企业'],
  ['臭', '难闻', '恶臭', '臭味', '臭气'],
  ['房子', '房屋', '屋子'],
  ['村干部', '村官', '村上干部', '村里干部', '村里的干部'],
  ['亲戚', '亲属', '亲人', '自己人'],
  ['停电', '断电', '没电'],
  ['停水', '断水', '没水'],
  ['坑', '坑洼', '坑坑洼洼', '大坑', '坑坑'],
  ['施工', '动工', '干活'].slice(0, 2),
  ['半夜', '深夜', '凌晨', '大半夜', '夜里', '三更半夜', '后半夜'],
  ['诈骗', '炸骗'],
  ['身份证', '身分证'],
  ['户口', '户囗'],
  ['低保', '低宝', '底保'],
  ['宅基地', '宅鸡地'],
  ['征地', '证地'],
  ['拆迁', '折迁'],
  ['退钱', '退款', '退费', '还钱'].slice(0, 3),
  ['跑路', '跑了', '卷款', '卷钱', '人去楼空', '失联', '联系不上'],
  ['饭菜', '伙食', '饭食'],
  ['拉肚子', '腹泻', '肚子痛', '肚子疼', '闹肚子'],
  ['老板', '店家', '商家', '店主'],
  ['摩托车', '摩托', '机车'],
  ['很贵', '太贵', '好贵'],
  ['超市', '小卖部', '便利店'],
  ['饭店', '餐馆', '馆子', '餐厅', '饭馆', '食馆'],
]

const index = new Phrases<string>()
for (const [word = '', ...others] of SAME) for (const other of others) index.add(other, word)

/** The usual word for what begins at `at`, and how long its spelling is there; undefined where it is written as usual. */
export const sameWord = (text: string, at: number): { readonly word: string; readonly length: number } | undefined => {
  const found = index.longestAt(text, at)
  return found === undefined ? undefined : { word: found.value, length: found.length }
}
