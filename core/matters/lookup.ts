import { inLanguage } from '../content/localized.ts'
import type { Lookup } from '../conversation/kinds/kind.ts'
import { mattersOf } from './matter.ts'

/** Matters by name or by the words that people use for them. */
export const matterLookup: Lookup = {
  find: async (context, words, language) => {
    const all = [...mattersOf(context.content).values()]
    const option = (matter: (typeof all)[number]) => ({ value: matter.code, label: inLanguage(matter.name, language) })
    const exact = all.filter((matter) => inLanguage(matter.name, language) === words || matter.code === words)
    if (exact.length > 0) return exact.map(option)
    return all.filter((matter) => inLanguage(matter.name, language).includes(words) || matter.keywords.some((keyword) => words.includes(keyword))).map(option)
  },
  label: async (context, value, language) => {
    const matter = mattersOf(context.content).get(value)
    return matter === undefined ? value : inLanguage(matter.name, language)
  },
}
