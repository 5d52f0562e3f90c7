import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Duty, MOST_DUTIES } from '../duties/day.ts'
import { TextName } from '../versions/book.ts'
import { BLANK } from './texts/blanks.ts'
import { faultsOf, type TextFault } from './texts/faults.ts'

/** Something in the text that whoever signs fills in. Its name stands in the text as `{{name}}`. */
const Blank = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}]{1,20}$/u, 'must be at most 20 letters and digits'),
  ask: z.string().min(1).max(200),
  /** `amount`: a number of yuan, of which nothing is guessed. */
  kind: z.enum(['text', 'amount']).default('text'),
  max: z.number().int().min(1).max(500).default(100),
})

export const TemplateSchema = z.strictObject({
  name: TextName,
  /** Grows with every change of the text: whoever signed an older one is told apart. */
  version: z.number().int().positive(),
  kind: z.enum(['role', 'grade', 'family', 'leadership', 'branch', 'member', 'responsibility']),
  title: z.string().min(1).max(40),
  /** Whether it is for one year: those who were asked are asked again when the next begins. */
  renew: z.enum(['yearly', 'never']).default('never'),
  /** How it is signed: by one's own name alone, or with a code that is sent to another account of the same person. */
  sign: z.enum(['name', 'name-and-code']).default('name'),
  /** The text that is signed, in Chinese: a legal text has one language. */
  text: z.string().min(20).max(20_000),
  blanks: z.array(Blank).max(20).default([]),
  /** Of a responsibility letter: what becomes a task until a day of its year (`06-30`). Stands in the text, too. */
  duties: z.array(Duty).max(MOST_DUTIES).default([]),
})
export type Template = z.infer<typeof TemplateSchema>

/** What the check of the content says of a fault; chat says it in its own words, with the cure. */
const SAID: Readonly<Record<TextFault['kind'], (name: string) => string>> = {
  'nobody-fills': (name) => `has a blank "${name}" that nobody can fill: ask for it under "blanks"`,
  'stray-brace': (name) => `has a brace that belongs to no blank, at "${name}": a blank is written as {{name}}`,
  'not-in-text': (name) => `"${name}" is asked for, but stands nowhere in the text`,
  'filled-by-itself': (name) => `"${name}" is filled in by the program itself`,
  twice: (name) => `"${name}" stands twice`,
  'duty-not-in-text': (name) => `"${name}" stands nowhere in the text that is signed`,
}

/** `content/pledges/*.yaml`: what people pledge. */
export const Templates = contentPiece<Template>({
  name: 'pledges',
  files: 'pledges/*.yaml',
  schema: TemplateSchema,
  *check(template, content): Iterable<ContentFault> {
    for (const { kind, name, at } of faultsOf(template)) yield { at, message: SAID[kind](name) }
    const same = content.files(Templates).filter(({ value }) => value.name === template.name)
    if (same.length > 1 && same[0]?.value !== template)
      yield { at: ['name'], message: `"${template.name}" is the name of another file too` }
  },
})

/** The pledges of the content files; what officers wrote stands beside them (`texts/book.ts`). */
export const templatesOf = (content: Content): readonly Template[] => content.files(Templates).map(({ value }) => value)

/** Changes with every character of what is signed, and with every blank. */
export const textHash = ({ text, blanks, title }: Template): string =>
  createHash('sha256')
    .update(JSON.stringify([title, text, blanks.map(({ name }) => name)]))
    .digest('hex')

/** The text with its blanks filled in; what is not known yet stays a line to write on. */
export const filledText = (template: Template, values: Readonly<Record<string, string>>): string =>
  template.text.trim().replace(BLANK, (_all, name: string) => values[name] ?? '＿＿＿＿')
