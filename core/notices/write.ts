import { z } from 'zod'
import { audienceFrom, GivenAudience, SENDERS } from '../audiences/index.ts'
import { checkVariables, checkWindow } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { checkFiles, NoticeFiles } from './files.ts'
import { formMeant } from './form.ts'
import { Ask, Notice } from './notice.ts'
import { questionsIn } from './questions.ts'

const TITLE = 40

/** The first line of a notice, as much of it as fits. */
export const titleOf = (text: string): string => {
  const [first = ''] = text.split('\n')
  return first.length > TITLE ? `${first.slice(0, TITLE)}…` : first
}

const outputOf = ({ id, data }: Stored<Notice>) => ({ notice: id, title: data.title })
const Output = z.strictObject({ notice: z.string(), title: z.string() })

/** Writes a notice. Nothing is sent yet; what could not be sent is refused here, with the reason. */
export const write = operation({
  name: 'notices.write',
  summary: 'Write a notice without sending it yet; what could not be sent is refused',
  allow: [...SENDERS],
  input: z.strictObject({
    text: z.string().trim().min(1).max(20_000),
    files: NoticeFiles,
    audience: GivenAudience,
    ask: Ask.default('confirm'),
    options: z.array(z.string().trim().min(1).max(60)).max(8).default([]),
    /** What is asked, a line each, with how it is answered behind the question: `几个人来？数字`, `来不来？来/不来`. */
    questions: z.string().trim().max(4_000).default(''),
    /** The name of the form that is to be filled in, or its title. */
    form: z.string().trim().max(100).optional(),
    opensAt: z.iso.datetime().optional(),
    closesAt: z.iso.datetime().optional(),
    reminders: z.array(z.int().min(0).max(60)).max(10).default([]),
    spread: z.number().min(0).max(240).default(0),
    urgent: z.boolean().default(false),
  }),
  output: Output,
  async run(context, { audience: given, form: named, questions: asked, ...input }) {
    const audience = await audienceFrom(context, given)
    checkVariables(context.content, input.text)
    await checkFiles(context, input.files)
    checkWindow(context, input)
    if (input.opensAt !== undefined && input.opensAt < context.now) throw refusal('notices.time-over')
    const options = [...new Set(input.options)]
    if (input.ask === 'choice' && options.length < 2) throw refusal('notices.needs-options')
    const form = input.ask === 'form' ? formMeant(context.content, named ?? '') : undefined
    const questions = input.ask === 'questions' ? [...questionsIn(context.content, asked)] : []
    return create(Notice, context.newId(Notice), {
      ...input,
      options,
      questions,
      ...(form === undefined ? {} : { form }),
      audience,
      title: titleOf(input.text),
      state: 'draft',
      earlier: [],
      writtenBy: actorName(context.actor),
      writtenAt: context.now,
    })
  },
  outputOf,
})

/** Puts a notice away that has not been sent. */
export const discard = operation({
  name: 'notices.discard',
  summary: 'Put a notice away that has not been sent',
  allow: [...SENDERS],
  input: z.strictObject({ notice: z.string() }),
  output: Output,
  async run(context, { notice: id }) {
    const stored = await context.load(Notice, id)
    if (stored.data.state === 'sent') throw refusal('notices.is-sent')
    if (stored.data.state === 'discarded') return answer(outputOf(stored))
    return change(Notice, stored, { ...stored.data, state: 'discarded' })
  },
  outputOf,
})
