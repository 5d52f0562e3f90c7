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

/** The place of a code and what lies around it, from the inside out; none for no code. */
export const placesUpTo = (
  { place }: { readonly place: (code: string) => Place | undefined },
  code: string | undefined,
): readonly Place[] => {
  const path: Place[] = []
  let here = code === undefined ? undefined : place(code)
  while (here !== undefined && !path.includes(here)) {
    path.push(here)
    here = here.parent === undefined ? undefined : place(here.parent)
  }
  return path
}

/** The code of the township that a place lies in; of the place itself where there is none around it, empty where nothing is known. */
export const townshipOf = (
  org: { readonly place: (code: string) => Place | undefined },
  code: string | undefined,
): string => {
  const way = placesUpTo(org, code)
  return (way.findLast(({ kind }) => kind !== 'county') ?? way[0])?.code ?? ''
}

/** A pin further from every place than this is not in the county: no place is guessed for it. */
const FAR = 15_000
const EARTH = 6_371_000

/** Metres between two points, as the crow flies. */
export const metresBetween = (a: Point, b: Point): number => {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lng - a.lng)]
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)))
}

type Point = Pick<Place, 'lat' | 'lng'>
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** The place nearest to a point, the county as a whole aside; of equally near ones the innermost, then the first by code. */
export const nearestPlace = (index: PlaceIndex, point: Point): Place | undefined => {
  let best: { readonly place: Place; readonly metres: number } | undefined
  for (const place of index.byCode.values()) {
    if (place.kind === 'county') continue
    const metres = metresBetween(place, point)
    if (metres > FAR || (best !== undefined && metres > best.metres)) continue
    if (best !== undefined && metres === best.metres && !isInside(index, place, best.place)) continue
    best = { place, metres }
  }
  return best?.place
}

const isInside = ({ byCode }: PlaceIndex, inner: Place, outer: Place): boolean =>
  around(byCode, inner.code).some(({ code }) => code === outer.code)
