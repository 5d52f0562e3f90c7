import { z } from 'zod'
import { type Content, type ContentFault, type ContentPiece, contentPiece } from '../content/content.ts'
import { namesIn } from './names.ts'

const Place = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  kind: z.enum(['county', 'township', 'community', 'village', 'hamlet', 'street', 'road', 'landmark']),
  parent: z.string().optional(),
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  /** The unit that looks after it; where absent, the one of the place around it. */
  unit: z.string().optional(),
})
export type Place = z.infer<typeof Place>

/** The gazetteer: `content/places.yaml`. */
export const Places: ContentPiece<readonly Place[]> = contentPiece({
  name: 'places',
  files: 'places.yaml',
  schema: z.array(Place),
  check: function* (places: readonly Place[], content: Content): Iterable<ContentFault> {
    const known = new Map<string, Place>()
    for (const [index, place] of places.entries()) {
      if (known.has(place.code)) yield fault(content, [index, 'code'], 'people.fault.place-twice', place.code)
      known.set(place.code, place)
    }
    for (const [index, place] of places.entries()) {
      if (place.parent === undefined) continue
      if (!known.has(place.parent)) yield fault(content, [index, 'parent'], 'people.fault.unknown-place', place.parent)
      else if (around(known, place.code).at(-1)?.parent !== undefined) {
        yield fault(content, [index, 'parent'], 'people.fault.place-cycle', place.code)
      }
    }
  },
})

const fault = (content: Content, at: readonly (string | number)[], key: string, value: string): ContentFault => ({
  at,
  message: content.say('en', key, { value }),
})

/** The gazetteer by code, and by every name. */
export interface PlaceIndex {
  readonly byCode: ReadonlyMap<string, Place>
  readonly names: ReturnType<typeof namesIn<Place>>
}

export const placeIndexOf = (places: readonly Place[]): PlaceIndex => ({
  byCode: new Map(places.map((place) => [place.code, place])),
  names: namesIn(places, (place) => [place.name, ...place.aliases]),
})

/** Derived from the content once: `content.derive(placeIndex)`. */
export const placeIndex = (content: Content): PlaceIndex => placeIndexOf(content.only(Places))

/** The place and what lies around it, from the inside out. */
export const around = (byCode: ReadonlyMap<string, Place>, code: string): readonly Place[] => {
  const path: Place[] = []
  let place = byCode.get(code)
  while (place !== undefined && !path.includes(place)) {
    path.push(place)
    place = place.parent === undefined ? undefined : byCode.get(place.parent)
  }
  return path
}
