import { z } from 'zod'
import { Answer, type Answers } from '../conversation/conversation.ts'
import { Form } from '../conversation/form.ts'
import { formDigest } from '../conversation/form-plan.ts'
import { formIn } from '../conversation/forms.ts'
import { faultIn, kept } from '../conversation/kept-answers.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { DAY, later } from '../ports/clock.ts'
import { AnsweredForm, FormVersion, ownerOfChat, ownerOfPerson } from './answered.ts'

/** Where a feature asks a form that says nothing of it. */
const KEPT_DAYS = 1_095

const Given = {
  form: z.string().max(40),
  answers: z.record(z.string().max(40), Answer),
  /** What it belongs to, such as a campaign. */
  about: z.string().max(60).optional(),
}
const Done = z.object({ id: z.string() })
const idOf = ({ id }: Stored<unknown>): z.infer<typeof Done> => ({ id })

/** The id under which the form as it stands now is kept. */
const definitionOf = (form: Form): string => `${FormVersion.prefix}${formDigest(form)}`

/**
 * The form of this name, where its answers are kept as records and `actor` may give some.
 * @throws Refusal `forms.unknown`, `forms.not-for-you`
 */
export const keptForm = (content: Context['content'], name: string, actor: Actor): Form & { readonly keep: object } => {
  const form = formIn(content, name)
  if (form?.keep === undefined) throw notFound('forms.unknown')
  if (form.keep.for === 'person' && actor.kind === 'citizen') throw refusal('forms.not-for-you')
  return { ...form, keep: form.keep }
}

/** Keeps a form that was filled in. Whose it is stands in it as far as the form says, and no further. */
export const answerForm = operation({
  name: 'forms.answer',
  summary: 'Hand in a form that was filled in',
  allow: 'anyone',
  input: z.object(Given),
  output: Done,
  async run(context, { form: name, answers, about }) {
    const form = keptForm(context.content, name, context.actor)
    const who = form.keep.who
    if (who !== 'named' && context.actor.kind === 'person') throw refusal('forms.without-your-name')
    if (who === 'named' && context.actor.kind === 'citizen') throw refusal('forms.not-for-you')
    const owner = ownerOf(context, form)
    return keep(context, form, answers, {
      ...(owner === undefined ? {} : { owner }),
      ...(about === undefined ? {} : { about }),
    })
  },
  outputOf: idOf,
})

/** The same for features that ask a form of their own: `owner` is `ownerOfPerson`, or nobody. */
export const keepForm = operation({
  name: 'forms.keep',
  summary: 'Keep a form that another feature asked',
  allow: 'system',
  /** A form of the content by its name, or itself where it stands in none. */
  input: z.object({
    ...Given,
    form: z.union([Given.form, Form]),
    owner: z.string().max(100).optional(),
    /** Given again under the same name, it takes the place of the first, which stays in its history. */
    once: z.string().max(200).optional(),
  }),
  output: Done,
  async run(context, { form: asked, answers, ...whose }) {
    const form = typeof asked === 'string' ? formIn(context.content, asked) : asked
    if (form === undefined) throw notFound('forms.unknown')
    return keep(context, form, answers, whose)
  },
  outputOf: idOf,
})

const keep = async (
  context: Context,
  form: Form,
  given: Answers,
  whose: {
    readonly owner?: string | undefined
    readonly about?: string | undefined
    readonly once?: string | undefined
  },
) => {
  const fault = faultIn(form, given)
  if (fault !== undefined) throw refusal(`forms.answer-${fault.what}`, { field: fault.field })
  const answered: AnsweredForm = {
    ...{
      form: form.name,
      version: form.version,
      definition: definitionOf(form),
      answers: { ...kept(form, given) },
      at: context.now,
    },
    until: later(context.now, (form.keep?.days ?? KEPT_DAYS) * DAY),
    ...(whose.owner === undefined ? {} : { owner: whose.owner }),
    ...(whose.about === undefined ? {} : { about: whose.about }),
  }
  const version = await keepingVersion(context, form)
  const id = whose.once === undefined ? context.newId(AnsweredForm) : `${AnsweredForm.prefix}${idFrom(whose.once)}`
  const isFirst = whose.once === undefined || (await context.read(AnsweredForm).get(id)) === undefined
  if (isFirst) return create(AnsweredForm, id, answered, version)
  return change(AnsweredForm, await context.load(AnsweredForm, id), answered, version)
}

/** What keeps a form as it stands, when it is not kept yet. */
export const keepingVersion = async (context: Pick<Context, 'read'>, form: Form): Promise<readonly Wish[]> => {
  const id = definitionOf(form)
  const isKnown = (await context.read(FormVersion).get(id)) !== undefined
  return isKnown ? [] : [{ do: 'forms.keepVersion', input: { id, form } }]
}

const ownerOf = ({ actor, seal }: Context, { name, keep }: Form): string | undefined => {
  if (keep?.who === 'named') return actor.kind === 'person' ? ownerOfPerson(actor.person) : undefined
  const chat = actor.kind === 'citizen' ? actor.chat : undefined
  return keep?.who === 'blinded' && chat !== undefined ? ownerOfChat(seal, chat, name) : undefined
}

/** Keeps a form as it stood, for whoever reads its answers later. */
export const keepVersion = operation({
  name: 'forms.keepVersion',
  summary: 'Keep a form as it stood when it was answered',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), form: Form }),
  output: Done,
  async run(context, { id, form }) {
    if ((await context.read(FormVersion).get(id)) !== undefined) return answer({ id })
    return create(FormVersion, id, { form })
  },
  outputOf: idOf,
})
