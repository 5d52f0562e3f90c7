import { describe, expect, it } from 'vitest'
import { peopleCalled } from './called.ts'
import { placeOfUnit, placesMeant } from './lookups.ts'
import type { Place } from './places.ts'
import { aPerson, aPost, aUnit, organisationOf } from './testing.ts'

const place = (code: string, name: string, kind: Place['kind'], parent?: string): Place => ({
  ...{ code, name, kind, aliases: [], lat: 30, lng: 107 },
  ...(parent === undefined ? {} : { parent }),
})

const county = organisationOf({
  places: [
    place('anhe', '安和县', 'county'),
    place('liuxi', '柳溪镇', 'township', 'anhe'),
    place('baihe', '白鹤镇', 'township', 'anhe'),
    place('liuxi-xinmin', '新民村', 'village', 'liuxi'),
    place('baihe-xinmin', '新民村', 'village', 'baihe'),
    place('hejiatun', '何家屯', 'hamlet', 'liuxi-xinmin'),
  ],
})

describe('the place that words name', () => {
  it('is every place of that name while nothing else is said', () =>
    expect(placesMeant(county, '新民村村口的路灯')).toEqual(['liuxi-xinmin', 'baihe-xinmin']))

  it('is the one in the township that is named beside it', () =>
    expect(placesMeant(county, '白鹤镇新民村')).toEqual(['baihe-xinmin']))

  it('is the innermost of several that lie in one another', () =>
    expect(placesMeant(county, '安和县柳溪镇新民村何家屯')).toEqual(['hejiatun']))

  it('is in the township right before it, though another place is called like it', () => {
    const both = organisationOf({
      places: [
        place('liuxi', '柳溪镇', 'township'),
        { ...place('shuanghe', '双河镇', 'township'), aliases: ['双河'] },
        { ...place('old', '解放街', 'street', 'shuanghe'), aliases: ['老街'] },
      ],
    })
    expect(placesMeant(both, '柳溪镇双河村')).toEqual(['liuxi'])
    expect(placesMeant(both, '柳溪镇到双河')).toEqual(['liuxi', 'shuanghe'])
    expect(placesMeant(both, '柳溪镇老街')).toEqual(['liuxi'])
    expect(placesMeant(both, '双河镇老街')).toEqual(['old'])
  })

  it('is none where nothing of the gazetteer is named', () => expect(placesMeant(county, '我们村口')).toEqual([]))
})

describe('a pin on the map', () => {
  const at = (code: string, lat: number, lng: number, parent?: string): Place => ({
    ...place(code, code, 'village', parent),
    ...{ lat, lng },
  })
  const map = organisationOf({
    places: [
      { ...at('anhe', 30, 107), kind: 'county' },
      at('east', 30, 107.02, 'anhe'),
      at('west', 30, 106.98, 'anhe'),
      at('group', 30, 106.98, 'west'),
    ],
  })

  it('is the place nearest to it, and never the whole county', () =>
    expect(map.placeNear({ lat: 30.001, lng: 107.011 })?.code).toBe('east'))

  it('is the innermost of places with the same centre', () =>
    expect(map.placeNear({ lat: 30, lng: 106.981 })?.code).toBe('group'))

  it('is no place at all where it lies outside of the county', () =>
    expect(map.placeNear({ lat: 39.9, lng: 116.4 })).toBeUndefined())
})

describe('the place that a unit stands for', () => {
  const units = organisationOf({
    places: [place('anhe', '安和县', 'county'), place('liuxi', '柳溪镇', 'township', 'anhe')],
    units: [
      aUnit('county', { place: 'anhe' }),
      aUnit('liuxi-town', { place: 'liuxi', parent: 'county' }),
      aUnit('liuxi-station', { parent: 'liuxi-town' }),
      aUnit('bureau', { parent: 'county' }),
    ],
  })

  it('is the one that it serves, or that the one above it does', () => {
    expect(placeOfUnit(units, 'liuxi-town')).toBe('liuxi')
    expect(placeOfUnit(units, 'liuxi-station')).toBe('liuxi')
  })

  it('is none where that would be the whole county', () => expect(placeOfUnit(units, 'bureau')).toBeUndefined())
})

describe('who is called so', () => {
  const org = organisationOf({
    units: [aUnit('water', { name: '水务局' }), aUnit('roads', { name: '交通局' })],
    posts: [
      aPost('water-head', 'water', { title: '局长', holder: 'a' }),
      aPost('water-deputy', 'water', { title: '副局长', holder: 'b' }),
      aPost('roads-head', 'roads', { title: '局长', holder: 'c' }),
      aPost('roads-desk', 'roads', { title: '科员', holder: 'd' }),
    ],
    people: [
      aPerson('a', { name: '刘一凡' }),
      aPerson('b', { name: '李四' }),
      aPerson('c', { name: '刘大海' }),
      aPerson('d', { name: '李四' }),
      aPerson('e', { name: '王五', state: 'left' }),
    ],
  })
  it.each([
    ['李四', ['b', 'd']],
    ['水务局的刘一凡', ['a']],
    ['刘局长', ['a', 'c']],
    ['水务局刘局长', ['a']],
    ['李局长', ['b']],
    ['李副局长', ['b']],
    ['张局长', []],
    ['刘', []],
    ['王五', []],
  ])('%s', (words, codes) => expect(peopleCalled(org, words).map(({ code }) => code)).toEqual(codes))
})
