import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import { setPreferences } from '../people/preferences.ts'
import { command } from './command.ts'
import { type Done, doneBy } from './done.ts'
import { leftOut } from './left-out.ts'
import { PAGE, pageOf, type Waiting, waitingFor } from './waiting.ts'

const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en']

export const language = command({
  name: 'language',
  for: 'everyone',
  asOneself: true,
  summary: 'chat.command-language',
  async run(talk, [wanted]) {
    const chosen = LANGUAGES.find((each) => each === wanted)
    if (chosen === undefined) {
      return [
        {
          say: 'chat.choose-language',
          choices: LANGUAGES.map((each) => ({ say: `chat.language-${each}`, token: `language ${each}` })),
        },
      ]
    }
    talk.setLanguage(chosen)
    // Whoever is known by name is also written to in it when they have asked nothing.
    if (talk.actor.kind === 'person') await talk.execute(setPreferences, { language: chosen })
    return [
      { words: talk.content.say(chosen, 'chat.language-set', { language: talk.text(`chat.language-${chosen}`) }) },
    ]
  },
})

/** Members of the staff and handlers come in by the code of an invitation, or by its link or QR code. */
export const join = command({
  name: 'join',
  for: 'everyone',
  summary: 'chat.command-join',
  link: 'join',
  form: 'join',
  begin: async (_talk, [code]) => (code === undefined || code === '' ? {} : { code }),
  run: (talk, _args, answers) =>
    talk.guess(async () => {
      const bound = await talk.join(String(answers.code ?? ''))
      if (bound === undefined) return undefined
      // What was told while no chat was bound reached nobody: all that still waits is told at once.
      const choices = [{ say: 'chat.command-start', token: 'start' }]
      return talk.welcome({ say: 'chat.joined', params: { name: bound }, choices })
    }),
})

/** An unfinished form goes on here that was begun in another chat, with the code that `/move` gave there. */
export const resume = command({
  name: 'resume',
  for: 'everyone',
  summary: 'chat.command-resume',
  link: 'resume',
  form: 'resume',
  begin: async (_talk, args) => (args.join('') === '' ? {} : { code: args.join('') }),
  run: (talk, _args, answers) =>
    talk.guess(async () => ((await talk.resume(String(answers.code ?? ''))) ? [] : undefined)),
})

/**
 * `mine`, `mine 10` from the eleventh on: what they did last, and what waits for whoever asks, one tap each: the chat's
 * form of a platform's home. What waits comes last, where the buttons are big and numbers are typed for.
 */
export const mineOf = (waiting: readonly Waiting[], done: readonly Done[]) =>
  command({
    name: 'mine',
    for: 'everyone',
    asOneself: true,
    summary: 'chat.command-mine',
    words: 'chat.mine-words',
    async run(talk, [begin]) {
      const items = await waitingFor(waiting, talk)
      const { shown, from, to, next } = pageOf(items, leftOut(begin))
      const last = from > 1 ? [] : await doneBy(done, talk, (at) => calendarOf(talk.content).dayAt(at))
      const before = last.length === 0 ? [] : [{ say: 'chat.mine-done', choices: asChoices(last) }]
      if (items.length === 0) return [{ say: 'chat.mine-nothing' }, ...before]
      const say = items.length <= PAGE ? 'chat.mine' : 'chat.mine-page'
      const more = next === undefined ? [] : [{ say: 'chat.list-more', token: next }]
      return [...before, { say, params: { count: items.length, from, to }, choices: [...asChoices(shown), ...more] }]
    },
  })

const asChoices = (items: readonly { readonly label: string; readonly token: string }[]) =>
  items.map(({ label, token }) => ({ say: 'chat.as-it-is', params: { words: label }, token }))

export const conversationCommands = [language, join, resume]
