import type { Language } from '../../content/content.ts'
import type { Context } from '../../kernel/context.ts'
import type { Params } from '../../kernel/errors.ts'
import type { Message } from '../../messaging/message.ts'
import type { Act } from '../../ports/channel.ts'
import type { Answer } from '../conversation.ts'
import type { Field } from '../form.ts'

/** Something that a field can be answered with by one tap. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** What a field made of an act. */
export type Read =
  | { readonly value: Answer; readonly more?: { readonly say: string; readonly params?: Params } }
  /** Not an answer: say why (a text key) and ask again. */
  | { readonly fault: string; readonly params?: Params }
  /** The rule of the form itself says no, in its own words. */
  | { readonly words: string }
  /** Several things are meant by these words: ask which. `unknown` where none is called so and these are only alike. */
  | { readonly which: readonly Option[]; readonly said?: string; readonly unknown?: string }

/** The option of none of the others: what was said stays as it was said. */
export const AS_SAID = '-'

/** Finds what a person means by a name: units, people, places, matters. Registered by features. */
export interface Lookup {
  /** Best first; one alone when there is no doubt. */
  find(context: Context, words: string, language: Language): Promise<readonly Option[]>
  /** What has a name that is like these words, which nothing is called. */
  alike?(context: Context, words: string, language: Language): Promise<readonly Option[]>
  label(context: Context, value: string, language: Language): Promise<string>
  /** What lies nearest to a point of the map, for what lies anywhere; nothing where that is too far away. */
  near?(context: Context, point: Point, language: Language): Promise<Option | undefined>
}

/** In degrees. */
export interface Point {
  readonly lat: number
  readonly lng: number
}
export type LookupName = 'unit' | 'person' | 'place' | 'matter'
export type Lookups = Readonly<Record<LookupName, Lookup>>

/** What a kind of field may use. */
export interface Asking {
  readonly context: Context
  readonly language: Language
  readonly lookups: Lookups
  /** What the field holds so far. */
  readonly current: Answer | undefined
  /** The words that several things were meant by, while it is asked which. */
  readonly said?: string
  /** The person chose this button of the field. */
  readonly chosen?: string
  /** Something else is asked now: no button of this field stands there. */
  readonly meanwhile?: boolean
}

/** How one kind of field is asked, read and shown. */
export interface Kind<F extends Field = Field> {
  readonly wants: NonNullable<Message['wants']>
  options(field: F, asking: Asking): readonly Option[]
  read(field: F, act: Act, asking: Asking): Promise<Read>
  show(field: F, value: Answer, asking: Asking): Promise<string>
}

export const expectWords = 'form.words-wanted'
