import { describe, expect, it } from 'vitest'
import { readAbsence } from './read-absence.ts'

const read = (words: string) => readAbsence(words, '2025-06-30T01:00:00.000Z', 'Asia/Shanghai')

describe('a sentence about an absence', () => {
  it.each([
    ['我7月1日到10日请假，由李四代', { from: '2025-07-01', to: '2025-07-10', standIn: '李四' }],
    ['我7月1号到10号休假,让李卫东代', { from: '2025-07-01', to: '2025-07-10', standIn: '李卫东' }],
    ['７月２８日至８月３日休假', { from: '2025-07-28', to: '2025-08-03' }],
    ['7月28日到3日请假', { from: '2025-07-28', to: '2025-08-03' }],
    ['12月28日到1月3日请假', { from: '2025-12-28', to: '2026-01-03' }],
    ['2025-7-1到2025-7-4请假', { from: '2025-07-01', to: '2025-07-04' }],
    ['明天起请假三天', { from: '2025-07-01', to: '2025-07-03' }],
    ['今天请假', { from: '2025-06-30' }],
    ['8号请假', { from: '2025-07-08' }],
    ['明天到7月4日请假，由欧阳小敏负责', { from: '2025-07-01', to: '2025-07-04', standIn: '欧阳小敏' }],
    ['leave 2025-07-01 to 2025-07-10, covered by Li Si', { from: '2025-07-01', to: '2025-07-10', standIn: 'Li Si' }],
    ['请假', {}],
    ['我要请假，由李四代', { standIn: '李四' }],
    ['2月30日请假', {}],
    ['7月10日到2025-7-1请假', { from: '2025-07-10' }],
  ])('%s', (words, said) => expect(read(words)).toEqual(said))
})
