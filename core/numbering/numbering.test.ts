import { expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { open } from '../special-campaigns/office-steps.ts'

test('numbers follow each other without gaps through a year, and begin anew with the next', async () => {
  const world = await World.open()
  const opened = async (day: string): Promise<string> => {
    world.clock.set(`${day}T02:00:00.000Z`)
    const input = { title: '清理欠条', goal: '两个月清完', lead: 'agriculture', supporting: [], to: '2026-12-31' }
    return (await world.program.application.execute(open, input, SYSTEM)).number
  }
  expect(await opened('2025-12-30')).toBe('AH-Z-2025-000001')
  // Already the new year in the office's time.
  expect(await opened('2025-12-31')).toBe('AH-Z-2025-000002')
  world.clock.set('2025-12-31T16:30:00.000Z')
  expect(await opened('2026-01-01')).toBe('AH-Z-2026-000001')
})
