import { z } from 'zod'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Form } from '../conversation/form.ts'
import { Forms, formIn } from '../conversation/forms.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { AnsweredForm, FormVersion, ownerOfChat, ownerOfPerson } from './answered.ts'
import { linesOf } from './in-words.ts'

/** Who may read what was answered. */
export const READERS = ['officer', 'director'] as const

const Line = z.object({ label: z.string(), words: z.string() })
const Shown = z.object({
  id: z.string(),
  form: z.string(),
  version: z.number(),
  title: z.string(),
  at: z.string(),
  about: z.string().optional(),
  lines: z.array(Line),
})
export type Shown = z.infer<typeof Shown>

/** The form as it stood when `answered` was given. */
export const definitionFor = async (context: Context, answered: AnsweredForm): Promise<Form | undefined> => {
  const kept = await context.read(FormVersion).get(answered.definition)
  return kept?.data.form ?? formIn(context.content, answered.form)
}

const shown = async (context: Context, { id, data }: Stored<AnsweredForm>, language: Language): Promise<Shown> => {
  const form = await definitionFor(context, data)
  const lines = form === undefined ? [] : await linesOf(context, form, data.answers, language)
  return {
    ...{ id, form: data.form, version: data.version, at: data.at },
    title: form === undefined ? data.form : inLanguage(form.title, language),
    ...(data.about === undefined ? {} : { about: data.about }),
    lines: lines.map(([label, words]) => ({ label, words })),
  }
}

/** The forms that whoever asks may fill in. */
export const listForms = query({
  name: 'forms.list',
  summary: 'The forms that can be filled in',
  allow: 'anyone',
  input: z.object({ language: PersonLanguage.default('zh-CN') }),
  output: z.object({ forms: z.array(z.object({ name: z.string(), title: z.string(), begins: z.string() })) }),
  run: async ({ content, actor }, { language }) => ({
    forms: content
      .files(Forms)
      .flatMap(({ value: { name, title, keep } }) =>
        keep === undefined || (keep.for === 'person' && actor.kind === 'citizen')
          ? []
          : [{ name, title: inLanguage(title, language), begins: beginsWith(name, keep) }],
      ),
  }),
})

/** What a button says that fills it in. */
const beginsWith = (name: string, { command, who }: NonNullable<Form['keep']>): string =>
  command ?? `${who === 'named' ? 'fill_as_me' : 'fill'} ${name}`

/** What whoever asks has answered, the newest first: by name, or from this chat. */
export const myForms = query({
  name: 'forms.mine',
  summary: 'The forms that I filled in, the newest first',
  allow: 'anyone',
  input: z.object({ language: PersonLanguage.default('zh-CN'), limit: z.number().int().min(1).max(50).default(10) }),
  output: z.object({ rows: z.array(Shown) }),
  async run(context, { language, limit }) {
    const rows: Stored<AnsweredForm>[] = []
    for (const owner of ownersOf(context)) {
      const page = await context.read(AnsweredForm).page({ where: { 'data.owner': owner }, order: ['-data.at'], limit })
      rows.push(...page.rows)
    }
    const newest = rows.toSorted((a, b) => (a.data.at < b.data.at ? 1 : -1)).slice(0, limit)
    return { rows: await Promise.all(newest.map((each) => shown(context, each, language))) }
  },
})

/** Under what whoever asks may have answered forms. */
export const ownersOf = ({ actor, seal, content }: Context): readonly string[] => {
  if (actor.kind === 'system') return []
  const { chat } = actor
  const named = actor.kind === 'person' ? [ownerOfPerson(actor.person)] : []
  const blinded = content
    .files(Forms)
    .flatMap(({ value: { name, keep } }) =>
      keep?.who === 'blinded' && chat !== undefined ? [ownerOfChat(seal, chat, name)] : [],
    )
  return [...named, ...blinded]
}

/** Answers to a form in words, the oldest first: never whose they are. */
export const answersOf = query({
  name: 'forms.answers',
  summary: 'What was answered to a form, in words, the oldest first; never by whom',
  allow: READERS,
  input: z.object({
    form: z.string().max(40),
    about: z.string().max(60).optional(),
    language: PersonLanguage.default('zh-CN'),
    limit: z.number().int().min(1).max(500).default(100),
    after: z.string().optional(),
  }),
  output: z.object({ count: z.number(), rows: z.array(Shown), next: z.string().optional() }),
  async run(context, { form, about, language, limit, after }) {
    const where = { 'data.form': form, ...(about === undefined ? {} : { 'data.about': about }) }
    const answered = context.read(AnsweredForm)
    const page = await answered.page({ where, order: ['data.at'], limit, ...(after === undefined ? {} : { after }) })
    const rows: Shown[] = []
    for (const each of page.rows) rows.push(await shown(context, each, language))
    return { count: await answered.count(where), rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})
