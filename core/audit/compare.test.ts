import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { record, type Step, type Stored } from '../kernel/record.ts'
import { AUDIT, type AuditEntry, auditInput } from '../kernel/trail.ts'
import { compare } from './compare.ts'

const type = record('case', { prefix: 'c', schema: z.unknown() })
const step = (version: number, did = 'feedback.answer'): Step => ({
  version,
  at: `2025-06-30T00:00:0${version}.000Z`,
  by: 'system',
  did,
  key: 'k',
})
const stored = (...history: Step[]): Stored<unknown> => ({
  id: 'c1',
  version: history.at(-1)?.version ?? 1,
  data: { text: '路灯' },
  history,
})
const entry = (of: Step, data: unknown = { text: '路灯' }): AuditEntry => auditInput('case', 'c1', of, data)

/** What is found when the audit holds `entries` of this record. */
const look = async (here: Stored<unknown>, ...entries: AuditEntry[]) =>
  (
    await compare(here, {
      type,
      isAudited: (operation) => operation === 'feedback.answer',
      entriesOf: async () => new Map(entries.map((each) => [each.version, each])),
    })
  )?.kind ?? 'nothing'

describe('a record and the audit', () => {
  test('agree when each audited step has its entry and the latest digest is that of what stands there', async () => {
    expect(await look(stored(step(1), step(2)), entry(step(1), '以前'), entry(step(2)))).toBe('nothing')
  })

  test('agree when the first steps are no longer kept', async () => {
    expect(await look(stored(step(5), step(6)), entry(step(4), ''), entry(step(5), ''), entry(step(6)))).toBe('nothing')
  })

  test('agree about bookkeeping, which has no entries', async () => {
    expect(await look(stored(step(1), step(2, 'feedback.seen')), entry(step(1), ''))).toBe('nothing')
  })

  test('agree while the entry is on its way', async () => {
    const effects = [{ id: 'e', do: AUDIT, input: entry(step(2)) }]
    expect(await look({ ...stored(step(1), step(2)), effects }, entry(step(1), ''))).toBe('nothing')
    expect(await look({ ...stored(step(1), step(2)), effects: [{ id: 'e', do: 'x', input: {} }] })).toBe('missing')
  })

  test('disagree when an audited step has no entry', async () => {
    expect(await look(stored(step(1), step(2)), entry(step(1)))).toBe('missing')
    expect(await look(stored(step(1), step(2)), entry(step(2)))).toBe('missing')
  })

  test('disagree about the time, the actor, the operation and the content', async () => {
    expect(await look(stored(step(1)), entry({ ...step(1), at: '' }))).toBe('altered')
    expect(await look(stored(step(1)), entry({ ...step(1), by: 'citizen' }))).toBe('altered')
    expect(await look(stored(step(1, 'feedback.seen')), entry(step(1)))).toBe('altered')
    expect(await look(stored(step(1)), entry(step(1), { text: '没事' }))).toBe('altered')
  })

  test('disagree when the record is older than the audit', async () => {
    expect(await look(stored(step(1)), entry(step(1)), entry(step(3)))).toBe('altered')
  })

  test('disagree when the history has no end, a hole, or nothing', async () => {
    expect(await look({ ...stored(step(1)), version: 2 })).toBe('altered')
    expect(await look(stored(step(1, 'x'), step(3, 'x')))).toBe('altered')
    expect(await look(stored())).toBe('altered')
  })
})
