import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { County, type Members } from './county.ts'

const UNITS = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'] as const

/**
 * One county: `u0` above all, `u1` the office, the others below `u0`. `officer`, `director`, `custodian` and `viewer`
 * are of the office, `handler2` receives for `u2` and so on, `both` receives for `u6` and `u7`, `leader` leads `u0`.
 */
export const SMALL_COUNTY: Members = {
  units: UNITS.map((code) => aUnit(code, code === 'u0' ? { level: 'city' } : { parent: 'u0' })),
  posts: [
    ...(['officer', 'director', 'custodian', 'viewer'] as const).map((code) =>
      aPost(`${code}-post`, 'u1', { holder: code }),
    ),
    ...['2', '3', '4', '5'].map((n) => aPost(`door${n}`, `u${n}`, { holder: `handler${n}`, reception: true })),
    aPost('door6', 'u6', { holder: 'both', reception: true }),
    aPost('door7', 'u7', { holder: 'both', reception: true }),
    aPost('top', 'u0', { holder: 'leader', rank: 'head' }),
    aPost('top-officer-post', 'u0', { holder: 'top-officer' }),
  ],
  people: [
    aPerson('officer', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
    aPerson('custodian', { roles: ['custodian'] }),
    aPerson('viewer', { roles: ['viewer'] }),
    ...['2', '3', '4', '5'].map((n) => aPerson(`handler${n}`)),
    aPerson('both'),
    aPerson('leader'),
    aPerson('top-officer', { roles: ['officer'] }),
  ],
}

export const smallCounty = (today?: string): Promise<County> => County.of(SMALL_COUNTY, today)
