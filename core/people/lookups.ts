import type { Lookup } from '../conversation/kinds/kind.ts'
import { organisation } from './read-organisation.ts'

/** Units by name, short name or alias. */
export const unitLookup: Lookup = {
  find: async (context, words) =>
    (await organisation(context)).findUnits(words).map(({ code, name }) => ({ value: code, label: name })),
  label: async (context, value) => (await organisation(context)).unit(value)?.name ?? value,
}

/** People in service by name, told apart by their unit. */
export const personLookup: Lookup = {
  find: async (context, words) => {
    const org = await organisation(context)
    return org.findPeople(words).map(({ code, name }) => {
      const unit = org.unitsOf(code)[0]
      return { value: code, label: unit === undefined ? name : `${name}(${org.unit(unit)?.name ?? unit})` }
    })
  },
  label: async (context, value) => (await organisation(context)).person(value)?.name ?? value,
}

/** Places of the gazetteer; those that share a name are told apart by their township. */
export const placeLookup: Lookup = {
  find: async (context, words) => {
    const org = await organisation(context)
    const found = org.findPlaces(words)
    return found.map(({ code, name }) => {
      const township = org.unitOfPlace(code, 'township')
      return { value: code, label: found.length > 1 && township !== undefined ? `${name}(${township.name})` : name }
    })
  },
  label: async (context, value) => (await organisation(context)).place(value)?.name ?? value,
}
