import { wordsOf } from '../command.ts'
import { type Answer, Place } from '../conversation.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import { type Asking, expectWords, type Kind, type LookupName, type Point, type Read } from './kind.ts'

type LookedUp = FieldOf<'unit'> | FieldOf<'person'> | FieldOf<'matter'>

const find = async (name: LookupName, words: string, asking: Asking): Promise<Read> => {
  if (words === '') return { fault: expectWords }
  const found = await asking.lookups[name].find(asking.context, words, asking.language)
  const [first] = found
  if (first === undefined) return { fault: `form.${name}-unknown`, params: { words: words.slice(0, 40) } }
  return found.length === 1 ? { value: first.value } : { which: found.slice(0, 8) }
}

const lookedUp = (name: 'unit' | 'person' | 'matter'): Kind<LookedUp> => ({
  wants: 'text',
  options: () => [],
  read: async (_field, act, asking) =>
    asking.chosen === undefined ? find(name, cleanWords(wordsOf(act) ?? ''), asking) : { value: asking.chosen },
  show: async (_field, value, { lookups, context, language }) => lookups[name].label(context, String(value), language),
})

export const unit: Kind<LookedUp> = lookedUp('unit')
export const person: Kind<LookedUp> = lookedUp('person')
export const matter: Kind<LookedUp> = lookedUp('matter')

/** Several units, separated by commas, or one after the other by button. */
export const units: Kind<FieldOf<'units'>> = {
  wants: 'text',
  options: () => [],
  read: async (_field, act, asking) => {
    const before = Array.isArray(asking.current)
      ? asking.current.filter((each): each is string => typeof each === 'string')
      : []
    if (asking.chosen !== undefined) return { value: [...new Set([...before, asking.chosen])] }
    const found: string[] = []
    for (const part of cleanWords(wordsOf(act) ?? '')
      .split(/[,\uFF0C、;\uFF1B\n]+/)
      .filter(Boolean)) {
      const read = await find('unit', part.trim(), asking)
      if (!('value' in read)) return read
      found.push(String(read.value))
    }
    return found.length === 0 ? { fault: expectWords } : { value: [...new Set(found)] }
  },
  show: async (_field, value, { lookups, context, language }) => {
    const codes = Array.isArray(value) ? value.map(String) : []
    const labels = await Promise.all(codes.map((code) => lookups.unit.label(context, code, language)))
    return labels.join(context.content.say(language, 'list.comma'))
  },
}

/** A pin on the map, with the nearest place of the gazetteer: so that it finds its unit as a name would. */
export const pinned = async (
  { lat, lng }: Point,
  { context, language, lookups }: Pick<Asking, 'context' | 'language' | 'lookups'>,
): Promise<Place> => {
  const near = await lookups.place.near?.(context, { lat, lng }, language)
  const at = { north: lat.toFixed(4), east: lng.toFixed(4) }
  if (near === undefined) return { text: context.content.say(language, 'form.pin', at), lat, lng }
  const text = context.content.say(language, 'form.pin-near', { ...at, place: near.label })
  return { text, code: near.value, lat, lng }
}

/** Where it is: a pin, a name of the gazetteer, or whatever words say it. */
export const place: Kind<FieldOf<'place'>> = {
  wants: 'place',
  options: () => [],
  read: async (_field, act, asking) => {
    if (act.kind === 'location') return { value: await pinned(act, asking) }
    if (asking.chosen !== undefined) {
      const said = Place.safeParse(asking.current).data?.text
      const name = await asking.lookups.place.label(asking.context, asking.chosen, asking.language)
      return { value: { text: said ?? name, code: asking.chosen } }
    }
    const words = cleanWords(wordsOf(act) ?? '').slice(0, 200)
    if (words === '') return { fault: expectWords }
    const found = await asking.lookups.place.find(asking.context, words, asking.language)
    const [first] = found
    if (first === undefined) return { value: { text: words } }
    if (found.length === 1) return { value: { text: words, code: first.value } }
    return { which: found.slice(0, 8) }
  },
  show: async (_field, value) => (isPlace(value) ? value.text : String(value)),
}

const isPlace = (value: Answer): value is Place => typeof value === 'object' && !Array.isArray(value)
