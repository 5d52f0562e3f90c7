import { expect, test } from 'vitest'
import { saidOf } from './said.ts'

test.each([
  ['五十来户吃水成问题，再不管要出乱子', 'many', 'now'],
  ['一百多号人天天去村部问，挺急的', 'many', 'soon'],
  ['停电三天了，整个小区两三百口人，情绪很大', 'many', undefined],
  ['两百来个学生，尽快看看', 'many', 'soon'],
  ['全村人都受影响，不算急，先留意', undefined, 'watch'],
  ['过往的人都危险，十万火急', undefined, 'now'],
  ['四十几户门口都堆着', 'many', undefined],
  ['七八户人家为了宅基地吵了有两个礼拜，眼看要打起来', 'some', 'now'],
  ['住了六十户，得赶紧处理', 'many', 'soon'],
  ['从5月20号就发黄，上千人在喝，急', 'crowd', 'soon'],
  ['有十来个民工在工地上讨薪，说三天内不给就去县里', 'some', undefined],
  ['一帮人想明天去县政府，大概三四十个人', 'some', 'now'],
  ['八九十个摊贩不愿意，这事有段日子了', 'some', undefined],
  ['影响几百人，请抓紧', 'many', 'soon'],
  ['下游三个组五百多人，马上要出事', 'many', 'now'],
  ['有二十几户有意见，从春节闹到现在', 'some', undefined],
  ['一千二百多人住着', 'crowd', undefined],
  ['欠了上百户租金，拖了一年多', 'many', undefined],
  ['三五个人说村干部把树卖了，先看看再说', 'few', 'watch'],
  ['附近百十户受不了，不急但要管', 'many', 'watch'],
  ['车过不去，急急急', undefined, 'now'],
  ['大概一百五十户，可以缓一缓', 'many', 'watch'],
  ['涉及 35 户、约 120 人，近期可能集中上访', 'many', 'soon'],
  ['about 60 people affected, urgent', 'some', 'soon'],
  ['全组几十口人不敢出门', 'some', undefined],
  ['四十多个孩子，紧急', 'some', 'now'],
  ['来往行人不少，慢慢来也行', undefined, 'watch'],
  ['1000多亩田等水，估计三百人，再拖就要闹事', 'many', 'now'],
  ['两个老人说全村都没水', undefined, undefined],
  ['1,200 villagers, any moment', 'crowd', 'now'],
  ['雙河鎮水渠修到一半沒人管，上百戶插不了秧，很急', 'many', 'soon'],
  ['尾矿坝往外渗水，下面四五十户晚上不敢睡，快点来人', 'many', 'soon'],
  ['垃圾池满了半个月，影响三十来户', 'some', undefined],
  ['这两天去看看吧，小学门口全是货车，六百多师生', 'many', 'soon'],
])('%s', (text, affected, urgency) => {
  expect(saidOf(text)).toEqual({
    ...(affected === undefined ? {} : { affected }),
    ...(urgency === undefined ? {} : { urgency }),
  })
})
