import { describe, expect, it } from 'vitest'
import type { CaseData } from '../feedback/case.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Organisation } from '../people/index.ts'
import { requireNeutral } from './neutral.ts'

const LETTER = '我家住在石桥村,村口那盏路灯坏了三个多月,晚上老人出门很不方便'
const data = {
  text: LETTER,
  additions: [],
  questions: [{ answer: { text: '就在卫生室对面第二根电线杆上面的那一盏' } }],
  against: { units: [], people: ['p1'] },
} as unknown as CaseData // no more of it is looked at
const org = { person: (code: string) => (code === 'p1' ? { name: '某某人' } : undefined) } as unknown as Organisation

const refused = (text: string): string => {
  try {
    requireNeutral(org, text, data)
    return 'published'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('what is published of a case', () => {
  it.each([
    ['一个村的路灯坏了,已经换好', 'published'],
    ['村口那盏路灯坏了,三天内换好', 'published'],
    ['反映人电话13800001234', 'results.personal'],
    ['经查某某人确有不当', 'results.names-person'],
    ['村口那盏路灯坏了三个多月，晚上老人出门很不方便', 'results.own-words'],
    ['村口那盏 路灯坏了三个多月。晚上老人出门', 'results.own-words'],
    ['就在卫生室对面第二根电线杆上面的', 'results.own-words'],
  ])('%s: %s', (text, code) => expect(refused(text)).toBe(code))
})
