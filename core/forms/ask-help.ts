import { command, type Talk } from '../conversation/command.ts'
import { type Answers, Place } from '../conversation/conversation.ts'
import { formIn } from '../conversation/forms.ts'
import { meansAlone } from '../conversation/phrases.ts'
import { submit } from '../feedback/submit.ts'
import { columnsOf } from './in-words.ts'
import { answerForm } from './operations.ts'

const FORM = 'help-request'

/** 求助: what was filled in becomes a request for help, which officers have to deal with first; the form is kept beside it. */
export const askHelp = command({
  name: 'ask_help',
  for: 'everyone',
  summary: 'forms.command-ask-help',
  words: 'forms.words-ask-help',
  sentence: true,
  form: FORM,
  // Whoever wrote more than the phrase has said what help is needed.
  begin: async (talk, [said = '']) =>
    said === '' || meansAlone({ language: talk.language, context: talk }, 'forms.words-ask-help', said)
      ? {}
      : { text: said },
  async run(talk, _args, answers) {
    const place = Place.safeParse(answers.place).data
    const { id, number, code } = await talk.execute(submit, {
      ...{ text: storyOf(talk, answers), kind: 'help', reporter: 'notices', attachments: [] },
      ...(place === undefined ? {} : { place }),
      ...{ against: { units: [], people: [] }, language: talk.language, channel: talk.chat.channel, chat: talk.chat },
    })
    await talk.execute(answerForm, { form: FORM, answers, about: id })
    const spelled = code.match(/\d{1,4}/g)?.join('-') ?? code
    return [{ say: 'forms.help-received', params: { number, code: spelled } }]
  },
})

/** The words of the person first, then what they chose, so that whoever reads the case needs no form beside it. */
const storyOf = (talk: Talk, answers: Answers): string => {
  const form = formIn(talk.content, FORM)
  const chosen = (form?.fields ?? []).flatMap((field) => {
    const answer = answers[field.name]
    if (form === undefined || answer === undefined || !('options' in field)) return []
    const values = Array.isArray(answer) ? answer : [answer]
    const labels = field.options.filter(({ value }) => values.some((each) => each === value))
    const label = columnsOf(form, 'zh-CN').find(({ name }) => name === field.name)?.label ?? field.name
    return [`${label}：${labels.map((option) => option.label['zh-CN']).join('、')}`]
  })
  return [String(answers.text ?? ''), ...chosen].join('\n')
}
