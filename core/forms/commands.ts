import { inLanguage } from '../content/localized.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { hasRole } from '../kernel/actor.ts'
import { answerForm, keptForm } from './operations.ts'
import { answersOf, listForms, myForms, READERS } from './queries.ts'

/** `/forms`: everything that can be filled in here, a button each. */
const forms = command({
  name: 'forms',
  for: 'everyone',
  summary: 'forms.command',
  words: 'forms.words',
  asOneself: true,
  run: (talk) => listed(talk),
})

const listed = async (talk: Talk): Promise<readonly Reply[]> => {
  const { forms: all } = await talk.execute(listForms, { language: talk.language })
  return [
    {
      say: all.length === 0 ? 'forms.none' : 'forms.list',
      choices: [
        ...all.map(({ title, begins }) => ({ say: 'forms.button.one', params: { title }, token: begins })),
        { say: 'forms.button.mine', token: 'my_forms' },
        ...(hasRole(talk.actor, ...READERS) ? [{ say: 'forms.button.answers', token: 'answers' }] : []),
      ],
    },
  ]
}

const filled = async (talk: Talk, name: string, answers: Answers): Promise<readonly Reply[]> => {
  const form = keptForm(talk.content, name, talk.actor)
  await talk.execute(answerForm, { form: name, answers })
  return [
    {
      say: `forms.thanks-${form.keep.who}`,
      params: { title: inLanguage(form.title, talk.language) },
      choices: [{ say: 'forms.button.more', token: 'forms' }],
    },
  ]
}

const filling = (name: 'fill' | 'fill_as_me', audience: 'everyone' | 'person') =>
  command({
    ...{ name, for: audience, summary: 'forms.command-fill', listed: false, chosenForm: true },
    async begin(talk, [form = '']) {
      keptForm(talk.content, form, talk.actor)
      return {}
    },
    run: (talk, [form], given) => (form === undefined ? listed(talk) : filled(talk, form, given)),
  })

/** Fills in the form that is named: as nobody in particular, or found again by this chat alone. */
const fill = filling('fill', 'everyone')

/** The same for forms that are signed with one's name. */
const fillAsMe = filling('fill_as_me', 'person')

/** "我填过的表": what this chat, or this person, has answered. */
const mine = command({
  name: 'my_forms',
  for: 'everyone',
  summary: 'forms.command-mine',
  words: 'forms.words-mine',
  asOneself: true,
  async run(talk) {
    const { rows } = await talk.execute(myForms, { language: talk.language, limit: 5 })
    const all = { say: 'forms.button.more', token: 'forms' }
    if (rows.length === 0) return [{ say: 'forms.mine-none', choices: [all] }]
    return rows.slice(0, 5).map(({ title, at, lines }, n) => ({
      say: 'forms.mine-one',
      params: { title, day: at.slice(0, 10), lines: inLines(talk, lines) },
      ...(n === Math.min(rows.length, 5) - 1 ? { choices: [all] } : {}),
    }))
  },
})

const inLines = (talk: Talk, lines: readonly { readonly label: string; readonly words: string }[]): string =>
  lines.map(({ label, words }) => talk.text('form.line', { label, value: words.slice(0, 300) })).join('\n')

/** What was answered to a form: how many, the newest few, and the whole as a file. */
const answers = command({
  name: 'answers',
  for: READERS,
  summary: 'forms.command-answers',
  words: 'forms.words-answers',
  async run(talk, [name]) {
    if (name === undefined) {
      const { forms: all } = await talk.execute(listForms, { language: talk.language })
      return [
        {
          say: 'forms.answers-which',
          choices: all.map(({ name: each, title }) => ({
            ...{ say: 'forms.button.one', params: { title }, token: `answers ${each}` },
          })),
        },
      ]
    }
    const { title } = keptForm(talk.content, name, talk.actor)
    const { count } = await talk.execute(answersOf, { form: name, language: talk.language, limit: 1 })
    return [
      {
        say: 'forms.answers-count',
        params: { count, title: inLanguage(title, talk.language) },
        choices: (['xlsx', 'csv', 'paper'] as const).map((format) => ({
          ...{ say: `forms.button.${format}`, token: `answers_take ${name} ${format}` },
        })),
      },
    ]
  },
})

export const formCommands = [forms, fill, fillAsMe, mine, answers]
