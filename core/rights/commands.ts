import { command } from '../conversation/command.ts'
import { mine } from '../feedback/queries.ts'
import { myForms } from '../forms/queries.ts'
import { mine as feedback } from '../network/lists.ts'
import { whoami } from '../people/queries.ts'
import { counted, erase } from './operations.ts'

/** `/my_data`: everything that is kept of whoever asks, in words. */
export const myData = command({
  name: 'my_data',
  for: 'everyone',
  summary: 'rights.command-data',
  words: 'rights.words-data',
  asOneself: true,
  async run(talk) {
    const lines: string[] = []
    if (talk.actor.kind === 'person') {
      const { name, accounts, roles } = await talk.execute(whoami, {})
      const channels = [...new Set(accounts.map(({ channel }) => channel))].join(talk.text('list.comma'))
      lines.push(talk.text('rights.person', { name, roles: roles.join(talk.text('list.comma')) || '-', channels }))
    } else lines.push(talk.text('rights.nobody'))
    const { rows: cases } = await talk.execute(mine, {})
    lines.push(talk.text('rights.cases', { count: cases.length }))
    for (const { data } of cases.slice(0, 20))
      lines.push(
        talk.text('rights.case', {
          number: data.number,
          day: data.receivedAt.slice(0, 10),
          text: data.text.slice(0, 100),
        }),
      )
    const { rows: forms } = await talk.execute(myForms, { language: talk.language, limit: 20 })
    lines.push(talk.text('rights.forms', { count: forms.length }))
    for (const { title, at, lines: said } of forms)
      lines.push(
        talk.text('rights.form', {
          title,
          day: at.slice(0, 10),
          text: said
            .map(({ label, words }) => `${label}：${words}`)
            .join('；')
            .slice(0, 300),
        }),
      )
    if (talk.actor.kind === 'person' && talk.actor.roles.includes('contact-point')) {
      const { rows: told } = await talk.execute(feedback, { limit: 20 })
      lines.push(talk.text('rights.feedback', { count: told.length }))
      for (const { at, text } of told)
        lines.push(talk.text('rights.told', { day: at.slice(0, 10), text: text.slice(0, 100) }))
    }
    lines.push(talk.text('rights.audit'))
    return [{ words: lines.join('\n'), sensitive: true, choices: [{ say: 'rights.button.erase', token: 'erase_me' }] }]
  },
})

/** `/erase_me`: says what goes and what must stay, and does it after one tap. */
export const eraseMe = command({
  name: 'erase_me',
  for: 'everyone',
  summary: 'rights.command-erase',
  words: 'rights.words-erase',
  asOneself: true,
  async run(talk, [sure]) {
    const { forms, feedback: told, cases, open } = await talk.execute(counted, {})
    const isMember = talk.actor.kind === 'person' && talk.actor.roles.includes('contact-point')
    const stays = isMember ? 'rights.member-stays' : talk.actor.kind === 'person' ? 'rights.staff-stays' : undefined
    const staff = stays === undefined ? '' : `\n${talk.text(stays, { count: told })}`
    if (sure !== 'sure') {
      const ask = talk.text('rights.erase-what', { forms, over: cases - open, open })
      return [
        {
          words: `${ask}${staff}`,
          choices: [
            { say: 'rights.button.sure', token: 'erase_me sure', style: 'danger' },
            { say: 'rights.button.no', token: 'my_data' },
          ],
        },
      ]
    }
    const done = await talk.execute(erase, {})
    if (talk.actor.kind === 'citizen' && done.open === 0) talk.forget()
    return [
      {
        say: done.open === 0 ? 'rights.erased' : 'rights.erased-but',
        params: { forms: done.forms, over: done.cases, open: done.open },
      },
    ]
  },
})
