import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrganisation, aPerson, aPost, aUnit, organisationOf } from './testing.ts'

const AWAY = { from: '2026-03-01T00:00:00.000Z', until: '2026-03-03T00:00:00.000Z' }

const window = (holder: Parameters<typeof aPerson>[1], standIn: Parameters<typeof aPerson>[1] = {}) =>
  organisationOf({
    units: [aUnit('bureau')],
    posts: [
      aPost('head', 'bureau', { rank: 'head', holder: 'qian' }),
      aPost('reception', 'bureau', { reception: true, holder: 'zhou', standIn: 'wu' }),
    ],
    people: [aPerson('qian'), aPerson('zhou', { roles: ['handler'], ...holder }), aPerson('wu', standIn)],
  })

describe('who receives for a unit', () => {
  it('is who holds its reception post', () =>
    expect(
      window({})
        .reception('bureau')
        .map((person) => person.code),
    ).toEqual(['zhou']))

  it('is the B-role while the holder is away', () => {
    const organisation = window({ away: [AWAY] })
    expect(organisation.reception('bureau').map((person) => person.code)).toEqual(['wu'])
    expect(organisation.standing('wu')).toEqual({ roles: ['handler'], units: ['bureau'] })
  })

  it('is the holder again from the moment that the absence ends', () => {
    const back = { from: AWAY.from, until: '2026-03-02T01:00:00.000Z' }
    expect(
      window({ away: [back] })
        .reception('bureau')
        .map((person) => person.code),
    ).toEqual(['zhou'])
  })

  it('is the B-role when the holder has left', () =>
    expect(
      window({ state: 'left' })
        .reception('bureau')
        .map((person) => person.code),
    ).toEqual(['wu']))

  it('is the head when nobody else is there', () => {
    const organisation = window({ away: [AWAY] }, { away: [AWAY] })
    expect(organisation.reception('bureau').map((person) => person.code)).toEqual(['qian'])
    expect(organisation.standing('qian').roles).toContain('handler')
  })
})

describe('whom a person is trusted to be', () => {
  it('the B-role has no say in the unit while the holder is there', () =>
    expect(window({}).standing('wu')).toEqual({ roles: [], units: [] }))

  it('whoever has left is nobody', () =>
    expect(window({ state: 'left' }).standing('zhou')).toEqual({ roles: [], units: [] }))
})

describe('units by name', () => {
  const organisation = organisationOf({
    units: [
      aUnit('housing', { name: '安和县住房和城乡建设局', short: '县住建局', aliases: ['住建局', '房管局'] }),
      aUnit('education', { name: '安和县教育局', short: '教育局' }),
      aUnit('town', { name: '柳溪镇人民政府', short: '柳溪镇', level: 'township' }),
      aUnit('village', { name: '柳溪镇上湾村村民委员会', short: '上湾村', level: 'village', parent: 'town' }),
    ],
  })
  const codes = (units: readonly { readonly code: string }[]) => units.map((unit) => unit.code)

  it('are found by name, short name and alias', () => {
    expect(codes(organisation.findUnits('安和县教育局'))).toEqual(['education'])
    expect(codes(organisation.findUnits('房管局'))).toEqual(['housing'])
  })
  it('are found by a part', () => expect(codes(organisation.findUnits('城乡建设'))).toEqual(['housing']))
  it('are found with a letter wrong, missing or swapped', () => {
    expect(codes(organisation.findUnits('教肓局'))).toEqual(['education'])
    expect(codes(organisation.findUnits('安和县育教局'))).toEqual(['education'])
    expect(codes(organisation.findUnits('柳溪镇人民政'))).toEqual(['town'])
  })
  it('are found in Traditional characters', () =>
    expect(codes(organisation.findUnits('縣住建局'))).toEqual(['housing']))
  it('are offered where a name is short for theirs, and nothing is called so', () => {
    expect(codes(organisation.findUnits('住房建设厅'))).toEqual([])
    expect(codes(organisation.unitsLike('住房建设厅'))).toEqual(['housing'])
    expect(codes(organisation.unitsLike('气象台'))).toEqual([])
  })
  it('are not found for nothing', () => expect(organisation.findUnits(' ,。')).toEqual([]))

  it('are found in free text, the longest name first', () => {
    expect(codes(organisation.unitsNamedIn('找了住建局，又去 县 教育局 和柳溪镇上湾村村民委员会'))).toEqual([
      'village',
      'housing',
      'education',
    ])
    expect(codes(organisation.unitsNamedIn('路灯坏了'))).toEqual([])
  })
})

describe('the unit that looks after a place', () => {
  const at = { lat: 30, lng: 107, aliases: [] }
  const organisation = organisationOf({
    units: [
      aUnit('county'),
      aUnit('town', { level: 'township', parent: 'county', place: 'liuxi' }),
      aUnit('village', { level: 'village', parent: 'town' }),
    ],
    places: [
      { ...at, code: 'anhe', name: '安和县', kind: 'county', unit: 'county' },
      { ...at, code: 'liuxi', name: '柳溪镇', kind: 'township', parent: 'anhe' },
      { ...at, code: 'shangwan', name: '上湾村', kind: 'village', parent: 'liuxi', unit: 'village' },
      { ...at, code: 'bridge', name: '石桥', kind: 'landmark', parent: 'shangwan' },
    ],
  })

  it('is the nearest one', () => expect(organisation.unitOfPlace('bridge')?.code).toBe('village'))
  it('is found for each level', () => {
    expect(organisation.unitOfPlace('bridge', 'township')?.code).toBe('town')
    expect(organisation.unitOfPlace('bridge', 'county')?.code).toBe('county')
    expect(organisation.unitOfPlace('bridge', 'city')).toBeUndefined()
  })
  it('is the one that names the place, where the place names none', () =>
    expect(organisation.unitOfPlace('liuxi')?.code).toBe('town'))
})

describe('in any organisation', () => {
  it('the trees below the roots hold every unit exactly once', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        const all = organisation.roots().flatMap((root) => organisation.subtree(root.code).map((unit) => unit.code))
        expect(all.toSorted()).toEqual(
          organisation
            .units()
            .map((unit) => unit.code)
            .toSorted(),
        )
      }),
    )
  })

  it('a unit lies below exactly its ancestors', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const { code } of organisation.units()) {
          const holding = organisation
            .units()
            .filter((other) => organisation.subtree(other.code).some((unit) => unit.code === code))
          const expected = [code, ...organisation.ancestors(code).map((unit) => unit.code)]
          expect(holding.map((unit) => unit.code).toSorted()).toEqual(expected.toSorted())
        }
      }),
    )
  })

  it('whoever receives for a unit is in service, is there, and may act in it as its handler', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const { code } of organisation.units()) {
          for (const person of organisation.reception(code)) {
            expect(person.state).toBe('active')
            expect(organisation.away(person)).toBe(false)
            expect(organisation.standing(person.code).units).toContain(code)
            expect(organisation.standing(person.code).roles).toContain('handler')
          }
        }
      }),
    )
  })

  it('even one with circles in it, answers', () => {
    const circle = organisationOf({ units: [aUnit('a', { parent: 'b' }), aUnit('b', { parent: 'a' })] })
    expect(circle.subtree('a')).toHaveLength(2)
    expect(circle.ancestors('a').length).toBeLessThan(3)
    expect(circle.responsible('nothing')).toBeUndefined()
  })
})
