import { organisation } from '../../people/index.ts'
import { placesMeant } from '../../people/lookups.ts'
import { placesUpTo } from '../../people/places.ts'
import { codesOf, type Term } from '../term.ts'

/** Members of contact points 联系点成员 who live in a place or anywhere inside it: a village, a township. */
export const place: Term = {
  name: 'place',
  meanings: ({ organisation: org }, words) => {
    const coded = org.place(words)
    const found = coded === undefined ? placesMeant(org, words).flatMap((code) => org.place(code) ?? []) : [coded]
    return found.map(({ code }) => ({ value: code, label: labelOf(org, code) }))
  },
  label: ({ organisation: org }, value) => labelOf(org, value),
  async among(selecting, value, people) {
    const org = await organisation(selecting)
    return codesOf(
      people,
      (person) =>
        person.roles.includes('contact-point') && placesUpTo(org, person.place).some(({ code }) => code === value),
    )
  },
}

/** Villages of one name are told apart by their township. */
const labelOf = (org: Parameters<typeof placesUpTo>[0], code: string): string => {
  const [own, ...around] = placesUpTo(org, code)
  const township = around.find(({ kind }) => kind === 'township')
  return `${township?.name ?? ''}${own?.name ?? code}`
}
