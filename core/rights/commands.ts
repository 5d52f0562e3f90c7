import { calledIn } from '../audiences/term.ts'
import { list as brewings } from '../brewing/lists.ts'
import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import { mine } from '../feedback/queries.ts'
import { myForms } from '../forms/queries.ts'
import { mine as feedback } from '../network/lists.ts'
import { whoami } from '../people/queries.ts'
import { list as visits } from '../visits/lists.ts'
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
    const dayOf = (at: string) => calendarOf(talk.content).dayAt(at)
    if (talk.actor.kind === 'person') {
      const { name, accounts, roles } = await talk.execute(whoami, {})
      const channels = [...new Set(accounts.map(({ channel }) => channel))].join(talk.text('list.comma'))
      lines.push(talk.text('rights.person', { name, roles: roleWords(talk, roles), channels }))
    } else lines.push(talk.text('rights.nobody'))
    const { rows: cases } = await talk.execute(mine, {})
    lines.push(talk.text('rights.cases', { count: cases.length }))
    for (const { data } of cases.slice(0, 20))
      lines.push(
        talk.text('rights.case', {
          number: data.number,
          day: dayOf(data.receivedAt),
          text: data.text.slice(0, 100),
        }),
      )
    const { rows: forms } = await talk.execute(myForms, { language: talk.language, limit: 20 })
    lines.push(talk.text('rights.forms', { count: forms.length }))
    for (const { title, at, lines: said } of forms)
      lines.push(
        talk.text('rights.form', {
          title,
          day: dayOf(at),
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
        lines.push(talk.text('rights.told', { day: dayOf(at), text: text.slice(0, 100) }))
    }
    lines.push(...(await fieldWork(talk)), talk.text('rights.audit'))
    return [{ words: lines.join('\n'), sensitive: true, choices: [{ say: 'rights.button.erase', token: 'erase_me' }] }]
  },
})

const roleWords = (talk: Talk, roles: readonly string[]): string =>
  roles.map((role) => calledIn(talk.content, `audience.role.${role}`, talk.language)).join(talk.text('list.comma')) ||
  '-'

const isField = (roles: readonly string[]): boolean =>
  roles.length > 0 && roles.every((role) => role === 'information-officer' || role === 'supervisor')

/** What an information officer or a supervisor reported. */
const fieldWork = async (talk: Talk): Promise<readonly string[]> => {
  const { actor } = talk
  if (actor.kind !== 'person') return []
  const lines: string[] = []
  if (actor.roles.includes('information-officer')) {
    const { rows, all } = await talk.execute(brewings, { only: 'own', limit: 20 })
    lines.push(talk.text('rights.brewing', { count: all }))
    lines.push(...rows.map(({ number, place, text }) => talk.text('rights.brewing-line', { number, place, text })))
  }
  // Whoever is of the office as well would see the visits of all.
  if (actor.roles.includes('supervisor') && isField(actor.roles)) {
    const { rows } = await talk.execute(visits, { limit: 20 })
    const org = await talk.organisation()
    lines.push(talk.text('rights.visits', { count: rows.length }))
    for (const { number, day, unit } of rows)
      lines.push(talk.text('rights.visit', { number, day, unit: org.unit(unit)?.name ?? unit }))
  }
  return lines
}

/** What of whoever asks is not erased here, and why. */
const staying = (talk: Talk, feedback: number): string => {
  const { actor } = talk
  if (actor.kind !== 'person') return ''
  if (actor.roles.includes('contact-point')) return `\n${talk.text('rights.member-stays', { count: feedback })}`
  return `\n${talk.text(isField(actor.roles) ? 'rights.field-stays' : 'rights.staff-stays')}`
}

/** `/erase_me`: says what goes and what must stay, and does it after one tap. */
export const eraseMe = command({
  name: 'erase_me',
  for: 'everyone',
  summary: 'rights.command-erase',
  words: 'rights.words-erase',
  asOneself: true,
  async run(talk, [sure]) {
    const { forms, feedback: told, cases, open } = await talk.execute(counted, {})
    if (sure !== 'sure') {
      const ask = talk.text('rights.erase-what', { forms, over: cases - open, open })
      return [
        {
          words: `${ask}${staying(talk, told)}`,
          choices: [
            { say: 'rights.button.sure', token: 'erase_me sure', style: 'danger' },
            { say: 'rights.button.no', token: 'my_data' },
          ],
        },
      ]
    }
    const done = await talk.execute(erase, {})
    if (talk.actor.kind === 'citizen' && done.open === 0) talk.forget()
    const gone = talk.text('rights.erased', { forms: done.forms, over: done.cases })
    const nobodys = done.feedback === 0 ? '' : talk.text('rights.erased-feedback', { count: done.feedback })
    const left = done.open === 0 ? '' : talk.text('rights.erased-but', { open: done.open })
    return [{ words: [gone, nobodys, left].filter(Boolean).join('\n') }]
  },
})
