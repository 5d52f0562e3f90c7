import { toSimplified } from '../../content/traditional.ts'
import { wordsOf } from '../command.ts'
import type { Answer, Place } from '../conversation.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import { AS_SAID, type Asking, expectWords, type Kind, type LookupName, type Point, type Read } from './kind.ts'

type LookedUp = FieldOf<'unit'> | FieldOf<'person'> | FieldOf<'matter'>

const find = async (name: LookupName, words: string, asking: Asking): Promise<Read> => {
  if (words === '') return { fault: expectWords }
  const { [name]: lookup } = asking.lookups
  const found = await lookup.find(asking.context, words, asking.language)
  const [first] = found
  if (first === undefined) {
    const alike = (await lookup.alike?.(asking.context, words, asking.language)) ?? []
    return alike.length === 0
      ? { fault: `form.${name}-unknown`, params: { words: words.slice(0, 40) } }
      : { which: alike, unknown: words.slice(0, 40) }
  }
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
    const { lookups, context, language, said, chosen } = asking
    if (chosen === AS_SAID) return said === undefined ? { fault: expectWords } : { value: { text: said } }
    if (chosen !== undefined) return { value: await named(asking, chosen, said ?? '') }
    const words = cleanWords(wordsOf(act) ?? '').slice(0, 200)
    if (!/\p{L}/u.test(words)) return { fault: expectWords }
    const narrowed = said === undefined ? [] : await lookups.place.find(context, `${said} ${words}`, language)
    // Among several of one name, more words about it tell which one; other words name another place.
    const found = narrowed.length === 1 ? narrowed : await lookups.place.find(context, words, language)
    const [first] = found
    if (first === undefined) return { value: { text: words } }
    if (found.length === 1) return { value: await named(asking, first.value, words) }
    const none = { value: AS_SAID, label: context.content.say(language, 'form.as-said') }
    return { which: [...found.slice(0, 8), none], said: words }
  },
  show: async (_field, value) => (isPlace(value) ? value.text : String(value)),
}

/** The place of this code, in the words that were said; its full name beside them, where they don't have it. */
const named = async ({ lookups, context, language }: Asking, code: string, said: string): Promise<Place> => {
  const name = await lookups.place.label(context, code, language)
  // However either is written: what was read out of a story is Simplified.
  const [words, called] = [toSimplified(said), toSimplified(name)]
  if (said === '' || called.endsWith(words)) return { text: name, code }
  const text = words.includes(called) ? said : context.content.say(language, 'form.place-named', { said, name })
  return { text, code }
}

const isPlace = (value: Answer): value is Place => typeof value === 'object' && !Array.isArray(value)
