import { expect, test } from 'vitest'
import { closer } from './closer.ts'
import { placesMeant } from './lookups.ts'
import type { Place } from './places.ts'
import { isHeardAs } from './sound.ts'
import { organisationOf } from './testing.ts'

const place = (code: string, name: string, kind: Place['kind'], parent?: string, aliases: string[] = []): Place => ({
  ...{ code, name, kind, aliases, lat: 30, lng: 107 },
  ...(parent === undefined ? {} : { parent }),
})

const county = organisationOf({
  places: [
    place('anhe', '安和县', 'county'),
    place('liuxi', '柳溪镇', 'township', 'anhe', ['柳溪']),
    place('baihe', '白鹤镇', 'township', 'anhe', ['白鹤']),
    place('liuxi-xinmin', '新民村', 'village', 'liuxi'),
    place('baihe-xinmin', '新民村', 'village', 'baihe'),
    place('liuxi-shuangjing', '双井村', 'village', 'liuxi'),
    place('liuxi-taoyuan', '桃园村', 'village', 'liuxi'),
    place('baihe-tantou', '滩头村', 'village', 'baihe'),
    place('tantou-er', '滩头二组', 'hamlet', 'baihe-tantou'),
    place('baihe-market', '白鹤菜市场', 'landmark', 'baihe'),
  ],
})

test.each([
  ['柳溪镇双景村', ['liuxi-shuangjing']],
  ['柳溪镇双井村', ['liuxi-shuangjing']],
  ['柳溪的桃园', ['liuxi-taoyuan']],
  ['柳溪桃元村三组', ['liuxi-taoyuan']],
  ['白鹤镇滩头村2组', ['tantou-er']],
  ['白鹤镇滩头村二组水井边', ['tantou-er']],
  ['白鹤镇滩头村三组', ['baihe-tantou']],
  ['柳西镇新民村', ['liuxi-xinmin']],
  ['白合镇新民村', ['baihe-xinmin']],
  ['白鹤菜市厂', ['baihe-market']],
  // Another village, which is not on the map, is not the one that only looks like it.
  ['柳溪镇双河村', ['liuxi']],
  ['柳溪镇政府门口', ['liuxi']],
  ['新民村村口', ['liuxi-xinmin', 'baihe-xinmin']],
  ['石门镇新民村', ['liuxi-xinmin', 'baihe-xinmin']],
  ['安和县', ['anhe']],
])('%s', (words, codes) => expect(closer(county, words, placesMeant(county, words))).toEqual(codes))

test.each([
  ['石乔村', '石桥村', true],
  ['风香坪', '枫香坪', true],
  ['石桥村', '石桥村', false],
  ['石门村', '石桥村', false],
  ['双河村', '双井村', false],
  ['时乔村', '石桥村', false],
  ['石桥', '石桥村', false],
])('whether %s is heard as %s', (said, name, is) => expect(isHeardAs(said, name)).toBe(is))
