import { beforeAll, describe, expect, it } from 'vitest'
import { becomeCase } from '../../core/brewing/join.ts'
import { report } from '../../core/brewing/report.ts'
import { back, settle } from '../../core/brewing/steps.ts'
import { features } from '../../core/features.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { ledgerOperations } from '../../core/ledgers/operations.ts'
import { personActor } from '../../core/people/index.ts'
import { open } from '../../core/special-campaigns/office-steps.ts'
import { addTask, doTask, report as reportFigure } from '../../core/special-campaigns/tasks.ts'
import { note } from '../../core/visits/decide.ts'
import { report as reportVisit } from '../../core/visits/report.ts'
import { FACES, World } from '../support/world.ts'

const ledgers = new Map(
  features(FACES)
    .all.flatMap((each) => each.ledgers ?? [])
    .map((each) => [each.name, each]),
)
const { show } = ledgerOperations(ledgers)

let world: World
const actor = async (person: string) => {
  const read = <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type)
  const found = await personActor({ read, content: world.program.outside.content, now: world.clock.now() }, person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const shown = async (ledger: string, period: string, person = 'qi-changxiu') =>
  execute(show, { ledger, period, language: 'zh-CN' as const }, await actor(person))

beforeAll(async () => {
  world = await World.open()
  const [officer, field, supervisor] = [
    await actor('qi-changxiu'),
    await actor('tan-guihua'),
    await actor('kuang-lihua'),
  ]
  const place = { text: '石桥村', code: 'shuanghe-shiqiao' }
  const told = { affected: 'few' as const, urgency: 'soon' as const, attachments: [], responsible: [] }
  const first = await execute(report, { ...told, text: '水渠停工', place }, field)
  const second = await execute(report, { ...told, text: '有人私下收费', responsible: ['shuanghe-town'] }, field)
  await execute(becomeCase, { brewing: first.id }, officer)
  await execute(settle, { brewing: second.id }, officer)
  const visited = { day: '2025-06-30', unit: 'water', announced: false, kind: 'window' as const, form: 1, photos: [] }
  const findings = ['没人', '乱收费'].map((text) => ({ text, photos: [] }))
  const visit = await execute(reportVisit, { ...visited, lacks: ['on-duty'], findings }, supervisor)
  await execute(note, { visit: visit.id, finding: 1 }, officer)
  const { id } = await execute(
    open,
    { title: '工程款', goal: '清完为止', lead: 'water', supporting: ['finance'], to: '2025-09-30' } as never,
    officer,
  )
  const task = { special: id, what: '核对', due: '2025-07-02' as never }
  await execute(addTask, { ...task, unit: 'water' }, officer)
  await execute(addTask, { ...task, unit: 'finance' }, officer)
  await execute(reportFigure, { special: id, unit: 'water', what: 'money', value: 420000.5 }, officer)
  world.clock.set('2025-07-04T02:00:00.000Z')
  await execute(back, { brewing: second.id }, officer)
  await execute(doTask, { special: id, task: 0, words: '核对完了', files: [] }, await actor('song-renjie'))
  world.clock.set('2025-07-04T02:01:00.000Z')
})

describe('the ledger of brewing problems', () => {
  it('has a row for each report of the period, without anybody, as things stood at its end', async () => {
    const { rows } = await shown('brewing', '2025-06')
    expect(rows.map((row) => [row[0], row[2], row[3], row[7]])).toEqual([
      ['AH-I-2025-000001', '石桥村', '水渠停工', '转成件办理'],
      ['AH-I-2025-000002', '', '有人私下收费', '已化解'],
    ])
    expect(JSON.stringify(rows)).not.toContain('谭桂花')
    expect((await shown('brewing', '2025')).rows[1]?.[7]).toBe('刚收到')
  })

  it('counts the funnel with the period before beside it', async () => {
    const { figures } = await shown('brewing', '2025-06')
    expect(figures?.rows).toEqual([
      ['收到', 2, 0],
      ['早化解', 1, 0],
      ['核实', 0, 0],
      ['立案', 0, 0],
      ['处理', 0, 0],
    ])
    expect((await shown('brewing', '2025')).figures?.rows[1]).toEqual(['早化解', 0, 0])
  })

  it("is the office's: the head of a township sees nothing of what was reported from there", async () => {
    const { rows } = await shown('brewing', '2025', 'jiang-zongbao')
    expect(rows.map((row) => row[0])).toEqual([])
  })
})

describe('the ledger of visits', () => {
  it('has a row for each finding with what became of it, and the figures', async () => {
    const { rows, figures } = await shown('visits', '2025-06')
    expect(rows.map((row) => row.slice(4))).toEqual([
      ['暗访', '上班时间有人在岗', '没人', '还没定'],
      ['暗访', '上班时间有人在岗', '乱收费', '存查'],
    ])
    expect(figures?.rows.map(([what, now]) => [what, now])).toEqual([
      ...[
        ['轮次', 0],
        ['走访', 1],
        ['其中暗访', 1],
        ['发现问题', 2],
        ['转成件', 0],
        ['发预警', 0],
      ],
    ])
  })

  it('is empty for the unit that was visited', async () =>
    expect((await shown('visits', '2025', 'shao-jihong')).rows).toEqual([]))
})

describe('the ledger of special campaigns', () => {
  it('has a row for each task as it stood, and counts and amounts', async () => {
    expect((await shown('special', '2025-06')).rows.map((row) => [row[3], row[6]])).toEqual([
      ['安和县水利局', '没完'],
      ['安和县财政局', '没完'],
    ])
    const { rows, figures } = await shown('special', '2025')
    expect(rows.map((row) => [row[3], row[6], row[7]])).toEqual([
      ['安和县水利局', '完成', '核对完了'],
      ['安和县财政局', '逾期', ''],
    ])
    expect(figures?.rows.map(([what, now]) => [what, now])).toEqual([
      ...[
        ['专项', 1],
        ['任务', 2],
        ['完成', 1],
        ['逾期', 1],
        ['涉及金额(元)', 420000.5],
      ],
    ])
  })

  it('shows the head of a unit the tasks of that unit alone', async () =>
    expect((await shown('special', '2025', 'shao-jihong')).rows.map((row) => row[3])).toEqual(['安和县水利局']))
})
