import { inLanguage } from '../content/localized.ts'
import type { Lookup } from '../conversation/kinds/kind.ts'
import { findMatters } from './find.ts'
import { mattersOf } from './matter.ts'

/** Words of this length are a sentence: whoever finds no name in them asks the assistant. */
const SENTENCE = 4

/** Matters by name, keyword, code or number, and in the last resort by what a whole sentence is about. */
export const matterLookup: Lookup = {
  find: async (context, words, language) => {
    const named = findMatters(context.content, words)
    const found = named.length > 0 || words.length < SENTENCE ? named : await guessed(context, words)
    return found.map(({ code, name }) => ({ value: code, label: inLanguage(name, language) }))
  },
  label: async (context, value, language) => {
    const matter = mattersOf(context.content).get(value)
    return matter === undefined ? value : inLanguage(matter.name, language)
  },
}

const guessed = async (context: Parameters<Lookup['find']>[0], words: string) => {
  const { best, alternatives } = await context.assistant.classify(words)
  const codes = [...(best === undefined ? [] : [best]), ...alternatives].map(({ matter }) => matter)
  return codes.flatMap((code) => mattersOf(context.content).get(code) ?? [])
}
