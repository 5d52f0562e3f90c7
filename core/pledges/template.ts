import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'

/** Something in the text that whoever signs fills in. Its name stands in the text as `{{name}}`. */
const Blank = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}]{1,20}$/u, 'must be at most 20 letters and digits'),
  ask: z.string().min(1).max(200),
  max: z.number().int().min(1).max(500).default(100),
})

const TemplateSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
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
  duties: z
    .array(
      z.strictObject({
        text: z.string().min(4).max(100),
        due: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$/, 'must be a day of the year such as 06-30'),
      }),
    )
    .max(20)
    .default([]),
})
export type Template = z.infer<typeof TemplateSchema>

/** What the program fills in by itself. */
export const KNOWN = ['姓名', '单位', '岗位', '年份'] as const
export type Known = Readonly<Record<(typeof KNOWN)[number], string>>

const BLANK = /\{\{\s*([^{}]*?)\s*\}\}/g

/** `content/pledges/*.yaml`: what people pledge. */
export const Templates = contentPiece<Template>({
  name: 'pledges',
  files: 'pledges/*.yaml',
  schema: TemplateSchema,
  *check(template, content): Iterable<ContentFault> {
    const named = new Set(template.blanks.map(({ name }) => name))
    const written = new Set([...template.text.matchAll(BLANK)].map(([, name = '']) => name))
    for (const name of written) {
      if (named.has(name) || KNOWN.some((each) => each === name)) continue
      yield { at: ['text'], message: `has a blank "${name}" that nobody can fill: ask for it under "blanks"` }
    }
    for (const [n, { name }] of template.blanks.entries()) {
      const at = ['blanks', n, 'name']
      if (!written.has(name)) yield { at, message: `"${name}" is asked for, but stands nowhere in the text` }
      if (KNOWN.some((each) => each === name)) yield { at, message: `"${name}" is filled in by the program itself` }
      if (template.blanks.findIndex((each) => each.name === name) < n) yield { at, message: `"${name}" stands twice` }
    }
    for (const [n, { text }] of template.duties.entries()) {
      const at = ['duties', n, 'text']
      if (!template.text.includes(text)) yield { at, message: `"${text}" stands nowhere in the text that is signed` }
    }
    const same = content.files(Templates).filter(({ value }) => value.name === template.name)
    if (same.length > 1 && same[0]?.value !== template)
      yield { at: ['name'], message: `"${template.name}" is the name of another file too` }
  },
})

export const templatesOf = (content: Content): readonly Template[] => content.files(Templates).map(({ value }) => value)

export const templateNamed = (content: Content, name: string): Template | undefined =>
  templatesOf(content).find((each) => each.name === name)

/** Changes with every character of what is signed, and with every blank. */
export const textHash = ({ text, blanks, title }: Template): string =>
  createHash('sha256')
    .update(JSON.stringify([title, text, blanks.map(({ name }) => name)]))
    .digest('hex')

/** The text with its blanks filled in; what is not known yet stays a line to write on. */
export const filledText = (template: Template, values: Readonly<Record<string, string>>): string =>
  template.text.trim().replace(BLANK, (_all, name: string) => values[name] ?? '＿＿＿＿')
