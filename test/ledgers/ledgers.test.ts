import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { report } from '../../core/brewing/report.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { World } from '../support/world.ts'

const Shown = z.object({
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
  figures: z.object({ rows: z.array(z.array(z.union([z.string(), z.number()]))) }),
})
const Taken = z.object({ base64: z.string(), rows: z.number() })

describe('a ledger', () => {
  let world: World
  beforeAll(async () => {
    world = await World.open({ today: '2025-06-30T01:00:00.000Z' })
    const complain = (text: string) =>
      world.program.application.byName('feedback.submit', { ...REPORT, text }, { kind: 'citizen', chat: 'c' })
    await complain('双河镇石桥村的路灯坏了三个月没人修')
    await complain('双河镇石桥村的垃圾没人清运，臭得很')
  })

  const REPORT = submit.input.parse({ text: '路灯坏了很久', channel: 'test', reporter: 'nothing' })
  const ask = (name: string, more: object) =>
    world.program.application.byName(name, { ledger: 'cases', period: '2025', ...more }, SYSTEM)
  const digest = async (format: 'pdf' | 'xlsx'): Promise<string> =>
    createHash('sha256')
      .update(Taken.parse(await ask('ledgers.export', { format })).base64)
      .digest('hex')

  it('is the same bytes each time, and of a past period whatever has happened since', async () => {
    // The half year between is not lived through: what happens on the days around the comparison is enough.
    world.clock.set('2026-01-09T01:00:00.000Z')
    await world.until('2026-01-10T01:00:00.000Z')
    const workbook = await digest('xlsx')
    const pdf = await digest('pdf')
    await world.program.application.byName(
      'feedback.submit',
      { ...REPORT, text: '新年以后的另一件事' },
      { kind: 'citizen', chat: 'd' },
    )
    expect(await digest('xlsx')).toBe(workbook)
    expect(await digest('pdf')).toBe(pdf)
    await world.until('2026-01-11T01:00:00.000Z')
    expect(await digest('xlsx')).toBe(workbook)
    expect(await digest('pdf')).not.toBe(pdf) // the stamp says another day
  })

  it('counts what was received, with the period before beside it', async () => {
    const { rows, figures } = Shown.parse(await ask('ledgers.show', {}))
    expect(rows).toHaveLength(2)
    expect(figures.rows[0]).toEqual(['收到', '2', '0'])
    const next = Shown.parse(await ask('ledgers.show', { period: '2026' }))
    expect(next.figures.rows[0]).toEqual(['收到', '1', '2'])
  })

  it('is wholly in Traditional for who reads it', async () => {
    const told = {
      text: '树苗的钱没有公布',
      affected: 'few' as const,
      urgency: 'soon' as const,
      place: { text: '双河镇' },
    }
    const officer = {
      kind: 'person' as const,
      person: 'qi-changxiu',
      roles: ['information-officer' as const],
      units: [],
    }
    await world.program.application.execute(report, told, officer)
    const now = world.clock.now()
    world.clock.set(new Date(Date.parse(now) + 1_000).toISOString())
    const asked = { ledger: 'brewing', period: now.slice(0, 4), language: 'zh-TW' }
    const { rows } = Shown.parse(await ask('ledgers.show', asked))
    expect(rows[0]).toEqual(expect.arrayContaining(['雙河鎮', '樹苗的錢沒有公佈']))
  })

  it('is refused with a reason where it is asked for wrongly', async () => {
    await expect(ask('ledgers.show', { ledger: 'nothing' })).rejects.toMatchObject({ code: 'ledgers.unknown' })
    await expect(ask('ledgers.show', { period: '2025-13' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(ask('ledgers.show', { unit: 'mars' })).rejects.toMatchObject({ code: 'ledgers.unit-unknown' })
    const nobody = {
      kind: 'person' as const,
      person: 'tao-youtian',
      roles: ['handler' as const],
      units: ['shuanghe-town'],
    }
    await expect(
      world.program.application.byName('ledgers.show', { ledger: 'cases', period: '2025' }, nobody),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
