import { beforeAll, describe, expect, it } from 'vitest'
import type { Content } from '../../core/content/content.ts'
import { type Organisation, organisationInContent } from '../../core/people/index.ts'
import { placesMeant } from '../../core/people/lookups.ts'
import { nearestPlace, Places, placeIndex } from '../../core/people/places.ts'
import { sampleContent } from '../support/world.ts'

describe('the gazetteer of the sample county', () => {
  let content: Content
  let org: Organisation
  beforeAll(async () => {
    content = await sampleContent()
    org = organisationInContent(content)
  })

  it('finds every place by each of its names', () => {
    const missed = content
      .only(Places)
      .flatMap(({ code, name, aliases }) =>
        [name, ...aliases].filter((each) => !org.findPlaces(each, 9).some((found) => found.code === code)),
      )
    expect(missed).toEqual([])
  })

  it('finds every village by its name with any one character mistaken, unless that still names another place', () => {
    const missed = content
      .only(Places)
      .filter(({ kind, name }) => kind === 'village' && name.length >= 3)
      .flatMap(({ code, name }) =>
        [...name].flatMap((_letter, n) => {
          const mistaken = `${name.slice(0, n)}囧${name.slice(n + 1)}`
          const found = org.findPlaces(mistaken, 60).some((each) => each.code === code)
          return found || org.placesNamedIn(mistaken).length > 0 ? [] : [mistaken]
        }),
      )
    expect(missed).toEqual([])
  })

  it('tells every place that shares a name by the township beside it', () => {
    const township = (code: string): string | undefined => {
      for (let place = org.place(code); place !== undefined; place = org.place(place.parent ?? ''))
        if (place.kind === 'township') return place.name
      return undefined
    }
    const places = content.only(Places)
    const shared = places.filter(({ code, name }) => places.some((other) => other.name === name && other.code !== code))
    expect(shared.length).toBeGreaterThan(5)
    for (const { code, name } of shared) expect(placesMeant(org, `${township(code)}${name}`), name).toEqual([code])
  })

  it('finds every place by a pin at its centre, or one that lies in the same spot', () => {
    const index = content.derive(placeIndex)
    const missed = content.only(Places).filter(({ kind, code, lat, lng }) => {
      if (kind === 'county') return false
      const near = nearestPlace(index, { lat, lng })
      return near === undefined || (near.code !== code && (near.lat !== lat || near.lng !== lng))
    })
    expect(missed).toEqual([])
  })

  it('finds for every place a unit that looks after it', () => {
    const places = content.only(Places)
    expect(places.filter(({ code }) => org.unitOfPlace(code) === undefined)).toEqual([])
  })
})
