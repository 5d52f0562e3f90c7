import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { type InCharge, who } from './who.ts'

const COMPLAIN = { say: 'who.button.complain', token: 'complain' }

/** "谁管噪音?": who is in charge of something. By words, by button, or by a link to one matter. */
export const whoCommand = command({
  name: 'who',
  for: 'everyone',
  summary: 'who.summary',
  words: 'who.words',
  sentence: true,
  link: 'who',
  async run(talk, args) {
    const about = args.join(' ').trim()
    return about === '' ? talk.begin('who_about') : answered(talk, about)
  },
})

/** Asks what it is about. A command of its own, so that a question in the middle of another form does not end that form. */
export const whoAbout = command({
  name: 'who_about',
  for: 'everyone',
  summary: 'who.summary',
  listed: false,
  form: 'who',
  run: (talk, _args, answers) => answered(talk, String(answers.about ?? '')),
})

const answered = async (talk: Talk, words: string): Promise<readonly Reply[]> => {
  const { answers } = await talk.execute(who, { words })
  const [first] = answers
  if (first === undefined) return [unknown(talk)]
  return [answers.length === 1 ? said(talk, first) : which(talk, answers)]
}

const unknown = (talk: Talk): Reply => ({
  say: 'who.unknown',
  params: { office: inLanguage(talk.content.only(Office).name, talk.language), phone: talk.content.only(Office).phone },
  choices: [COMPLAIN],
})

const which = (talk: Talk, found: readonly InCharge[]): Reply => ({
  say: 'who.which',
  choices: [
    ...found.map(({ matter, name }) => ({
      say: 'who.choice',
      params: { name: inLanguage(name, talk.language) },
      token: `who ${matter}`,
    })),
    COMPLAIN,
  ],
})

const said = (talk: Talk, answer: InCharge): Reply => ({
  words: [...(answer.askInstead === undefined ? ours(talk, answer) : notOurs(talk, answer))].join('\n'),
  choices: [COMPLAIN],
})

function* ours(talk: Talk, { name, plain, unit, dependsOnPlace, happens, workingDays }: InCharge): Iterable<string> {
  const matter = inLanguage(name, talk.language)
  if (unit === undefined) yield talk.text('who.by-place', { matter })
  else {
    yield talk.text('who.in-charge', { matter, unit: unit.name })
    if (dependsOnPlace) yield talk.text('who.elsewhere')
  }
  yield talk.text('who.plain', { plain: inLanguage(plain, talk.language) })
  for (const part of ['duties', 'phone', 'address', 'hours'] as const) {
    const value = unit?.[part]
    if (value !== undefined) yield talk.text(`who.${part}`, { value })
  }
  if (happens !== undefined) yield talk.text('who.happens', { value: happens })
  yield talk.text('who.days', { days: workingDays })
}

function* notOurs(talk: Talk, { name, askInstead }: InCharge): Iterable<string> {
  yield talk.text('who.not-ours', { matter: inLanguage(name, talk.language) })
  if (askInstead !== undefined) yield inLanguage(askInstead, talk.language)
}
