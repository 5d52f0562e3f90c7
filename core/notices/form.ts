import { z } from 'zod'
import { settle } from '../campaigns/index.ts'
import type { Content } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import { command, type Talk } from '../conversation/command.ts'
import { Answer } from '../conversation/conversation.ts'
import type { Form } from '../conversation/form.ts'
import { Forms } from '../conversation/forms.ts'
import { ownerOfPerson } from '../forms/answered.ts'
import { linesOf } from '../forms/in-words.ts'
import { keepForm } from '../forms/operations.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import type { Notice } from './notice.ts'
import { formOfNotice } from './questions.ts'
import { asReader, noticeOf, show } from './reader.ts'

/** How much of the answers stands beside the person in the tracking; all of them stand in the answered form. */
const SHOWN = 500

/** Who answers is tracked, so only a form that is signed with one's name can be asked. */
const isNamed = ({ keep }: Form): boolean => keep?.who === 'named' && keep.command === undefined

/** The form that somebody means by its name or title. @throws Refusal `notices.needs-form`, which says what there is */
export const formMeant = (content: Content, meant: string): string => {
  const forms = content.files(Forms).flatMap(({ value }) => (isNamed(value) ? [value] : []))
  const found = forms.find(({ name, title }) => [name, title['zh-CN'], title.en].includes(meant))
  if (found !== undefined) return found.name
  throw refusal('notices.needs-form', { possible: forms.map(({ title }) => title['zh-CN']).join('、') })
}

/** Hands in the form that a notice asks for; another time it takes the place of the first, which is kept. */
export const fillIn = operation({
  name: 'notices.fillIn',
  summary: 'Hand in the form that a notice asks for',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), answers: z.record(z.string().max(40), Answer) }),
  output: z.strictObject({ form: z.string(), title: z.string() }),
  async run(context, { campaign, answers }) {
    const { person } = await asReader(context, campaign)
    const { data } = await noticeOf(context, campaign)
    const form = formOfNotice(context.content, data)
    if (form === undefined) throw notFound('forms.unknown')
    const lines = await linesOf(context, form, answers, 'zh-CN')
    const said = lines.map(([label, words]) => `${label}：${words}`).join('；')
    const owner = ownerOfPerson(person)
    const given = { form, answers, about: campaign, owner, once: `${campaign}:${person}` }
    await context.execute(keepForm, given, 'keep', SYSTEM)
    await context.execute(
      settle,
      { campaign, person, state: 'done' as const, answer: said.slice(0, SHOWN) },
      'settle',
      SYSTEM,
    )
    return answer({ form: form.name, title: data.title })
  },
  outputOf: (_stored: Stored<Notice>) => ({ form: '', title: '' }),
})

const formToFill = async (talk: Talk, campaign: string): Promise<Form> => {
  const form = formOfNotice(talk.content, await talk.execute(show, { campaign }))
  if (form === undefined) throw notFound('forms.unknown')
  return form
}

/** Asks what a notice asks, one question at a time. */
export const noticeForm = command({
  name: 'notice_form',
  for: 'person',
  summary: 'notices.command-form',
  listed: false,
  ownForm: (talk, [campaign = '']) => formToFill(talk, campaign),
  async run(talk, [campaign = ''], answers) {
    const { title } = await talk.execute(fillIn, { campaign, answers })
    const form = inLanguage((await formToFill(talk, campaign)).title, talk.language)
    const again = { say: 'notices.button.fill-again', token: `notice ${campaign} form` }
    return [{ say: 'notices.form-kept', params: { title, form }, choices: [again] }]
  },
})
