import type { Content, Language } from '../content/content.ts'
import { firstPhrase, phrasesIn } from '../content/phrases.ts'
import type { Context } from '../kernel/context.ts'
import type { Organisation } from '../people/index.ts'
import type { Person } from '../people/person.ts'
import type { Audience } from './audience.ts'

/** What is known while an audience is being read from words; nobody is in `organisation` while content is checked. */
export interface Known {
  readonly content: Content
  readonly organisation: Organisation
}

/** Something that words may mean, and what it is called. */
export interface Meaning {
  readonly value: string
  readonly label: string
}

/** What a term may ask to find out who fits. */
export type Selecting = Pick<Context, 'read' | 'content' | 'now'> & {
  /** Which of `people` are in another audience. */
  within(audience: Audience, people: readonly Person[]): Promise<ReadonlySet<string>>
  /** The audience that was saved under this name. */
  segment(name: string): Promise<Audience | undefined>
}

/** A word of the vocabulary of audiences. Its names for people are the phrases of the text `audience.term.NAME`. */
export interface Term {
  readonly name: string
  /** Stands alone, without a value: everyone. */
  readonly alone?: true
  /** What `words` may mean: none, one, or several to choose from. */
  meanings(known: Known, words: string): readonly Meaning[]
  /** What could have been said, for whoever said something else; where there are few. */
  possible?(known: Known): readonly string[]
  /** How the value is called. */
  label(known: Known, value: string): string
  /** Whether there is such a thing, where only the store knows. */
  exists?(selecting: Selecting, value: string): Promise<boolean>
  /** The only person who can fit: a short audience is then not looked for among everybody. */
  only?(value: string): string
  /** Which of these people fit, by code. It is asked a page of people at a time. */
  among(selecting: Selecting, value: string, people: readonly Person[]): Promise<ReadonlySet<string>>
}

export const codesOf = (people: readonly Person[], fits: (person: Person) => boolean): ReadonlySet<string> =>
  new Set(people.filter(fits).map(({ code }) => code))

/** The phrases of a text of choices, `一级|1|grade one`, in every language: the first is how it is called. */
export const phrasesOf = (content: Content, key: string): readonly string[] =>
  (['zh-CN', 'en'] as const).flatMap((language) => phrasesIn(content.say(language, key)))

/** A term whose values are a few, each called by the phrases of the text `audience.KEY.VALUE`. */
export const oneOf = (key: string, values: readonly string[]): Pick<Term, 'meanings' | 'possible' | 'label'> => ({
  meanings: ({ content }, words) =>
    values
      .filter((value) =>
        [value, ...phrasesOf(content, `audience.${key}.${value}`)].some(
          (phrase) => phrase.toLowerCase() === words.toLowerCase(),
        ),
      )
      .map((value) => ({ value, label: calledIn(content, `audience.${key}.${value}`) })),
  possible: ({ content }) => values.map((value) => calledIn(content, `audience.${key}.${value}`)),
  label: ({ content }, value) => (values.includes(value) ? calledIn(content, `audience.${key}.${value}`) : value),
})

/** The first phrase of a text of choices. */
export const calledIn = (content: Content, key: string, language: Language = 'zh-CN'): string =>
  firstPhrase(content.say(language, key))
