import { calendarOf } from '../../calendar/content.ts'
import { command } from '../../conversation/command.ts'
import { handOver, receiveLead } from './hand-over.ts'
import { type LeadLine, listLeads } from './list.ts'

const lead = command({
  name: 'lead_hand',
  for: ['officer', 'director'],
  summary: 'leads.hand',
  words: 'leads.hand-words',
  form: 'lead',
  async run(talk, _args, answers) {
    const person = answers.person === undefined ? [] : [String(answers.person)]
    const { number } = await talk.execute(handOver, {
      ...{ what: String(answers.what ?? ''), to: String(answers.to ?? ''), against: { units: [], people: person } },
    })
    return [{ say: 'leads.handed', params: { number }, choices: [{ say: 'leads.list', token: 'leads' }] }]
  },
})

const receive = command({
  name: 'lead_receive',
  for: 'person',
  summary: 'leads.list',
  listed: false,
  async run(talk, [id = '']) {
    const { number, what, at } = await talk.execute(receiveLead, { lead: id })
    return [{ say: 'leads.receipt', params: { number, what, day: calendarOf(talk.content).dayAt(at) } }]
  },
})

const leads = command({
  name: 'leads',
  for: 'person',
  summary: 'leads.list',
  async run(talk) {
    const { rows } = await talk.execute(listLeads, { limit: 10 })
    if (rows.length === 0) return [{ say: 'leads.none' }]
    const org = await talk.organisation()
    const day = (at: string): string => calendarOf(talk.content).dayAt(at)
    const name = (by: string): string => org.person(by.replace(/^person:/, ''))?.name ?? by
    const line = ({ number, to, handedAt, receipt }: LeadLine): string =>
      talk.text(receipt === undefined ? 'leads.line-open' : 'leads.line', {
        ...{ number, unit: org.unit(to)?.name ?? to, day: day(handedAt) },
        ...(receipt === undefined ? {} : { received: day(receipt.at), name: name(receipt.by) }),
      })
    return [{ words: rows.map(line).join('\n') }]
  },
})

export const leadCommands = [lead, receive, leads]
