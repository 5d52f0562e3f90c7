import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Lookup, Option } from '../conversation/kinds/kind.ts'
import { findMatters, mattersLike } from './find.ts'
import { type Matter, mattersOf } from './matter.ts'

/** Words of this length are a sentence: whoever finds no name in them asks the assistant. */
const SENTENCE = 4

const named = ({ code, name }: Matter, language: Language): Option => ({
  value: code,
  label: inLanguage(name, language),
})

/** Matters by name, keyword, code or number, and in the last resort by what a whole sentence is about. */
export const matterLookup: Lookup = {
  find: async (context, words, language) => {
    const byName = findMatters(context.content, words)
    const found = byName.length > 0 || words.length < SENTENCE ? byName : await guessed(context, words)
    return found.map((matter) => named(matter, language))
  },
  alike: async (context, words, language) =>
    mattersLike(context.content, words).map((matter) => named(matter, language)),
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
