import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Content } from '../../core/content/content.ts'
import { dispatch } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, pass } from '../../core/feedback/handler-steps.ts'
import { rate, reopen, stayed } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { rulesIn } from '../../core/rules/check.ts'
import { askDaily } from '../../core/rules/daily.ts'
import { switchRule, useRule } from '../../core/rules/operations.ts'
import { ranked } from '../../core/rules/ranked.ts'
import { tryRule } from '../../core/rules/try.ts'
import { Warning, type WarningData } from '../../core/warnings/warning.ts'
import { County, contentWith, type Members, plainContent } from '../feedback/county.ts'

/** `u1` is the office, `u2` the department for lights with `lineLeader` above it, `u6` a township with five villages. */
const MEMBERS: Members = {
  units: [
    aUnit('u0'),
    aUnit('u1', { parent: 'u0', kind: 'office', line: 'line' }),
    aUnit('u2', { parent: 'u0', name: '县城管局', line: 'line' }),
    aUnit('u4', { parent: 'u0', name: '县住建局' }),
    ...['u6', 'u7', 'u8'].map((code) =>
      aUnit(code, { parent: 'u0', level: 'township', kind: 'township', name: `${code}镇`, counterpart: 'u4' }),
    ),
    ...[1, 2, 3, 4, 5].map((n) => aUnit(`v${n}`, { parent: 'u6', level: 'village', kind: 'village' })),
  ],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'mayor' }),
    aPost('line', 'u0', { rank: 'deputy', holder: 'lineLeader' }),
    aPost('desk', 'u1', { holder: 'officer' }),
    aPost('chair', 'u1', { holder: 'director' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head2', grade: 1, title: '局长', since: '2024-05-06' }),
    aPost('deputy2', 'u2', { rank: 'deputy', holder: 'deputy2', grade: 1, title: '副局长', since: '2021-04-01' }),
    aPost('permit2', 'u2', { rank: 'section', holder: 'permit2', grade: 2, title: '审批科长', since: '2018-04-01' }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true, grade: 3, title: '窗口', since: '2016-04-01' }),
    aPost('seal2', 'u2', { rank: 'section', holder: 'newcomer', grade: 2, title: '印章管理', since: '2026-02-10' }),
    aPost('till2', 'u2', { grade: 2, title: '收费员', heldAt: '2026-02-20T01:00:00.000Z' }),
    aPost('head4', 'u4', { rank: 'head', holder: 'head4' }),
    ...['u6', 'u7', 'u8'].map((unit) => aPost(`head-${unit}`, unit, { rank: 'head', holder: `head-${unit}` })),
  ],
  people: [
    ...[
      'mayor',
      'lineLeader',
      'head2',
      'deputy2',
      'permit2',
      'newcomer',
      'clerk',
      'head4',
      'head-u6',
      'head-u7',
      'head-u8',
    ].map((code) => aPerson(code)),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
  ],
}

const places = [
  ...['u6', 'u7', 'u8'].map(
    (unit) => `- { code: ${unit}p, name: ${unit}街, kind: township, lat: 30, lng: 107, unit: ${unit} }`,
  ),
  ...[1, 2, 3, 4, 5].map((n) => `- { code: v${n}p, name: 村${n}, kind: village, lat: 30, lng: 107, unit: v${n} }`),
]

/** The office on the Monday when all begins; due seven working days later: 11 March. */
class Office {
  constructor(readonly county: County) {}

  async reported(text = 'm0 the light is out', place = 'u6p'): Promise<string> {
    const report = { text, reporter: 'nothing', place: { text: place, code: place } }
    return (await this.county.execute(submit, report, { kind: 'citizen' })).id
  }
  async dispatched(text?: string, lead = 'u2'): Promise<string> {
    const id = await this.reported(text)
    await this.county.execute(dispatch, { case: id, lead }, await this.county.actor('officer'))
    return id
  }
  async accepted(text?: string): Promise<string> {
    const id = await this.dispatched(text)
    await this.county.execute(accept, { case: id }, await this.county.actor('clerk'))
    return id
  }
  async answered(id?: string): Promise<string> {
    const found = id ?? (await this.accepted())
    await this.county.execute(answerCase, { case: found, text: 'mended' }, await this.county.actor('clerk'))
    return found
  }
  async reopened(id?: string): Promise<string> {
    const found = await this.answered(id)
    await this.county.execute(reopen, { case: found, reason: 'still dark' }, SYSTEM)
    return found
  }
  async each(times: number, act: (n: number) => Promise<unknown>): Promise<void> {
    for (let n = 0; n < times; n++) await act(n)
  }
  async morning(day: string): Promise<void> {
    const before = new Date(Date.parse(`${day}T23:00:00.000Z`) - 86_400_000).toISOString()
    this.county.clock.set(before)
    await this.county.execute(askDaily, { at: before }, SYSTEM)
    await this.county.until(before)
  }
}

interface Example {
  /** What happens, until the rule has spoken. */
  readonly when: (office: Office) => Promise<unknown>
  readonly to: string
  /** All of the ground, as the person reads it. */
  readonly reads: string
}

const untilEvening = (day: string) => (office: Office) => office.county.until(`${day}T10:00:00.000Z`)
const then =
  (first: (office: Office) => Promise<unknown>, second: (office: Office) => Promise<unknown>) =>
  async (office: Office): Promise<void> => {
    await first(office)
    await second(office)
  }

/** `u6` comes first and `u2` last, in every period. */
const rankedIn = async (office: Office, period: string): Promise<void> => {
  const places = ['u6', 'u7', 'u8', 'u4', 'u0', 'u2'].map((unit, n) => ({ unit, rank: n + 1, score: 90 - n }))
  await office.county.execute(ranked, { ranking: 'quarter', period, places }, SYSTEM)
  await office.county.until(office.county.clock.now())
}
const issuedBy = (office: Office, rule: string): Promise<number> =>
  readerOf(office.county.store, Warning).count({ 'data.ground.rule.name': rule })

const EXAMPLES: Readonly<Record<string, Example>> = {
  'case-due-soon': {
    when: then((office) => office.accepted(), untilEvening('2026-03-09')),
    to: 'clerk',
    reads: 'AH-2026-000001（路灯）的期限是3月11日（周三），还有2个工作日。请按时答复群众。',
  },
  'case-not-accepted': {
    when: then((office) => office.dispatched(), untilEvening('2026-03-04')),
    to: 'clerk',
    reads: 'AH-2026-000001（路灯）交给县城管局了，还没有接收，期限3月11日（周三）。请先接收，或者说明理由转出。',
  },
  'case-not-dispatched': {
    when: then((office) => office.reported(), untilEvening('2026-03-04')),
    to: 'officer',
    reads: 'AH-2026-000001（路灯）还没有交办，期限3月11日（周三）。请今天交办。',
  },
  'case-due-yellow': {
    when: then((office) => office.accepted(), untilEvening('2026-03-11')),
    to: 'clerk',
    reads: 'AH-2026-000001（路灯）今天到期，县城管局还没有答复。按限时办结的规定亮黄牌。',
  },
  'case-overdue-red': {
    when: then((office) => office.accepted(), untilEvening('2026-03-16')),
    to: 'clerk',
    reads: 'AH-2026-000001（路灯）3月11日（周三）到期，已经超过3个工作日，县城管局还没有答复。按限时办结的规定亮红牌。',
  },
  'case-urgent-half': {
    when: then((office) => office.accepted('m0 the cable hangs down, danger'), untilEvening('2026-03-06')),
    to: 'deputy2',
    reads: '急件AH-2026-000001（路灯）在县城管局，期限3月11日（周三），请过问一下。',
  },
  'case-long-overdue': {
    when: then((office) => office.accepted(), untilEvening('2026-03-25')),
    to: 'head2',
    reads: 'AH-2026-000001（路灯）过期10个工作日，县城管局还没有答复。建议约谈负责人。',
  },
  'case-overdue-counterpart': {
    when: then((office) => office.dispatched('m0 dark', 'u6'), untilEvening('2026-03-18')),
    to: 'head4',
    reads: 'u6镇的AH-2026-000001（路灯）过期5个工作日没有答复。请对口指导。',
  },
  'case-office-overdue': {
    when: then((office) => office.reported(), untilEvening('2026-03-12')),
    to: 'director',
    reads: 'AH-2026-000001（路灯）到期了，还没有交办出去。',
  },
  'case-no-progress': {
    when: then((office) => office.accepted('m2 bad conduct'), untilEvening('2026-03-20')),
    to: 'clerk',
    reads: 'AH-2026-000001（作风）还没有记过进展，期限3月23日（周一）。',
  },

  'village-problems': {
    when: then(
      (office) => office.each(5, () => office.reported()),
      (office) => office.morning('2026-03-04'),
    ),
    to: 'head-u6',
    reads: 'u6街30天里反映了5件事。请去看看有没有共同的原因。',
  },
  'matter-in-many-townships': {
    when: then(
      (office) => office.each(6, (n) => office.reported('m0 dark', ['u6p', 'u7p', 'u8p'][n % 3])),
      (office) => office.morning('2026-03-04'),
    ),
    to: 'head2',
    reads: '“路灯”60天里有6件，好几个乡镇都有。请定规矩的部门研究。',
  },
  'matter-in-many-villages': {
    when: then(
      (office) => office.each(5, (n) => office.reported('m0 dark', `v${n + 1}p`)),
      (office) => office.morning('2026-03-04'),
    ),
    to: 'head2',
    reads: '“路灯”30天里在5个村有5件。请定规矩的部门看看是不是规定或者经费的事。',
  },
  'unit-overdue-many': {
    when: then(
      (office) => office.each(3, () => office.accepted()),
      (office) => office.morning('2026-03-13'),
    ),
    to: 'head2',
    reads: '县城管局现在有3件过期没答复。',
  },
  'unit-reopened-many': {
    when: then(
      (office) => office.each(3, () => office.reopened()),
      (office) => office.morning('2026-03-04'),
    ),
    to: 'head2',
    reads: '县城管局90天里有3件群众不认可、重新打开。建议约谈负责人。',
  },
  'integrity-letters': {
    when: then(
      (office) => office.each(3, () => office.reported('m2 bad conduct')),
      (office) => office.morning('2026-03-04'),
    ),
    to: 'officer',
    reads: 'u6街90天里有3件廉政方面的反映。请研究要不要专门看一看。',
  },

  'case-reopened': {
    when: (office) => office.reopened(),
    to: 'clerk',
    reads: 'AH-2026-000001（路灯）答复以后群众不认可，重新打开了。这是第2次办。',
  },
  'case-came-back': {
    when: async (office) => {
      const id = await office.answered()
      await office.county.execute(rate, { case: id, solved: 'yes' }, SYSTEM)
      await office.county.execute(stayed, { case: id, solved: false }, SYSTEM)
    },
    to: 'head2',
    reads: 'AH-2026-000001（路灯）办结以后又出了同样的问题，回到县城管局。',
  },
  'case-thrice-reopened': {
    when: async (office) => office.reopened(await office.reopened()),
    to: 'head2',
    reads: 'AH-2026-000001（路灯）是第3次打开，县城管局一直没有解决。',
  },
  'case-passed-on': {
    when: async (office) => {
      const id = await office.dispatched('m0 dark', 'u6')
      await office.county.execute(
        pass,
        { case: id, reason: 'not ours', to: 'u2' },
        await office.county.actor('head-u6'),
      )
      await office.county.execute(pass, { case: id, reason: 'nor ours' }, await office.county.actor('clerk'))
    },
    to: 'lineLeader',
    reads: 'AH-2026-000001（路灯）几家单位都说不归自己管，正等办公室裁定。',
  },
  'case-rated-badly': {
    when: async (office) => {
      await office.county.execute(rate, { case: await office.answered(), solved: 'no' }, SYSTEM)
    },
    to: 'deputy2',
    reads: 'AH-2026-000001（路灯）群众评价没有解决。请看看县城管局的答复。',
  },

  'rotation-grade-one': {
    when: (office) => office.morning('2026-03-04'),
    to: 'head2',
    reads: '县城管局副局长deputy2（一级风险岗位）任职将满5年，请考虑轮岗。',
  },
  'rotation-grade-two': {
    when: (office) => office.morning('2026-03-04'),
    to: 'deputy2',
    reads: '县城管局审批科长permit2（二级风险岗位）任职将满8年，请考虑轮岗。',
  },
  'rotation-grade-three': {
    when: (office) => office.morning('2026-03-04'),
    to: 'deputy2',
    reads: '县城管局窗口clerk（三级风险岗位）任职将满10年，请考虑轮岗。',
  },
  'risk-post-vacant': {
    when: (office) => office.morning('2026-03-23'),
    to: 'deputy2',
    reads: '县城管局收费员空着已经满30天。这是风险岗位，空着的时候由B岗或者您负责，请尽快定人。',
  },
  'new-in-risk-post': {
    when: (office) => office.morning('2026-03-04'),
    to: 'newcomer',
    reads: '您到县城管局印章管理任职。这是廉政风险岗位，请看清职责和风险点，管好自己。',
  },
  'spring-festival': {
    when: (office) => office.morning('2026-02-10'),
    to: 'head2',
    reads: '春节快到了。请不要收送红包礼金，不用公车走亲戚，不接受管理服务对象的宴请。',
  },
  'mid-autumn': {
    when: (office) => office.morning('2026-09-20'),
    to: 'head2',
    reads: '中秋、国庆快到了。请不要用公款买月饼送礼，不接受宴请。',
  },
  'school-entrance': {
    when: (office) => office.morning('2026-08-01'),
    to: 'permit2',
    reads: '升学季到了。子女升学请不要大操大办，不收管理服务对象的礼金。',
  },
  'monthly-self-check': {
    when: (office) => office.morning('2026-03-05'),
    to: 'head2',
    reads: '请看看本单位上个月的件有没有超期、有没有被群众重新打开。',
  },
  'ranking-last-five': {
    when: (office) => rankedIn(office, '2026年一季度'),
    to: 'head2',
    reads: '2026年一季度考核，县城管局排第6名（一共6家），在后五名。',
  },
  'ranking-last-five-twice': {
    when: async (office) => {
      await rankedIn(office, '2026年一季度')
      // Corrected, it is the same quarter.
      await rankedIn(office, '2026年一季度')
      expect(await issuedBy(office, 'ranking-last-five-twice')).toBe(0)
      await rankedIn(office, '2026年二季度')
    },
    to: 'head2',
    reads: '2026年二季度考核，县城管局排第6名（一共6家），连续两个季度在后五名，建议约谈负责人。',
  },
  'ranking-last-five-thrice': {
    when: async (office) => {
      for (const quarter of ['一', '二']) await rankedIn(office, `2026年${quarter}季度`)
      expect(await issuedBy(office, 'ranking-last-five-thrice')).toBe(0)
      await rankedIn(office, '2026年三季度')
    },
    to: 'director',
    reads: '2026年三季度考核，县城管局连续三个季度在后五名。要不要建议调整班子，请研究决定。',
  },
  'talk-before-appointment': {
    when: async (office) =>
      office.county.execute(
        useRule,
        { name: 'talk-before-appointment', post: 'permit2' },
        await office.county.actor('officer'),
      ),
    to: 'permit2',
    reads: '您将到县城管局任审批科长，请约时间做任前廉政谈话。',
  },
}

describe('every rule of the office', () => {
  let content: Content
  let office: Office
  beforeAll(async () => {
    content = await contentWith([['places.yaml', places.join('\n')]])
  })
  beforeEach(async () => {
    office = new Office(await County.of(MEMBERS, '2026-03-02T01:00:00.000Z', content))
  })

  it('has an example here of what it says to whom', async () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(
      rulesIn(await plainContent())
        .map(({ name }) => name)
        .sort(),
    )
  })

  it.each(Object.entries(EXAMPLES))('%s', async (name, { when, to, reads }) => {
    const { county } = office
    const switchedOff = rulesIn(content).some((rule) => rule.name === name && !rule.on)
    if (switchedOff) await county.execute(switchRule, { name, on: true, reason: 'seen' }, await county.actor('officer'))
    await when(office)
    await county.until(county.clock.now())
    const issued: WarningData[] = []
    for await (const { data } of readerOf(county.store, Warning).stream({})) issued.push(data)
    const mine = issued.find(({ ground, to: person }) => ground.rule?.name === name && person === to)
    if (mine === undefined) throw new Error('nothing was issued')
    expect(mine.ground.says['zh-CN']).toBe(reads)
    await county.until(new Date(Date.parse(county.clock.now()) + 3 * 3_600_000).toISOString())
    expect((await county.heard(to)).join('\n')).toContain(reads)
    expect(mine.ground.says.en).not.toMatch(/\{\{|\p{Script=Han}{9}/u)
  })

  it('a rule for a ranking is tried on the rankings that were made, and would have warned the same', async () => {
    const { county } = office
    await EXAMPLES['ranking-last-five']?.when(office)
    const asked = { name: 'ranking-last-five', from: '2026-01-01', to: '2026-03-31' }
    const trial = await county.execute(tryRule, asked, await county.actor('officer'))
    const issued = await readerOf(county.store, Warning).count({})
    expect(trial).toMatchObject({ count: issued, nobody: 0 })
    expect(trial.count).toBeGreaterThan(0)
  })
})
