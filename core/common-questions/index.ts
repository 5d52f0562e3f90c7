/** Common questions 常见问题: what people ask about this office itself, answered from `content/`. */
import { inLanguage } from '../content/localized.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { feature } from '../feature.ts'
import { answerTo, CommonQuestions, questionIn } from './content.ts'

const COMPLAIN = { say: 'questions.button.complain', token: 'complain' }

/** `/questions`: all of them as buttons. `questions NAME`: the answer. */
const questions = command({
  name: 'questions',
  for: 'everyone',
  summary: 'questions.summary',
  words: 'questions.words',
  hears: (content, words) => {
    const asked = questionIn(content, words)
    return asked === undefined ? undefined : [asked.name]
  },
  async run(talk, [name]) {
    const asked = talk.content.only(CommonQuestions).find((each) => each.name === name)
    return [
      asked === undefined ? all(talk) : { words: answerTo(talk.content, asked, talk.language), choices: [COMPLAIN] },
    ]
  },
})

const all = (talk: Talk): Reply => ({
  say: 'questions.all',
  choices: talk.content.only(CommonQuestions).map(({ name, title }) => ({
    say: 'questions.one',
    params: { title: inLanguage(title, talk.language) },
    token: `questions ${name}`,
  })),
})

export const commonQuestions = feature({
  name: 'common-questions',
  content: [CommonQuestions],
  commands: [questions],
})
