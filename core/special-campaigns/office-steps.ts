import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day } from '../calendar/index.ts'
import { Campaign } from '../campaigns/index.ts'
import { readCase } from '../feedback/access.ts'
import { caseIdsMeant } from '../feedback/number.ts'
import { actorName } from '../kernel/actor.ts'
import { refusal } from '../kernel/errors.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { loadSpecial, runsIt } from './access.ts'
import { refuseComplaints } from './hidden-cases.ts'
import { toUnits } from './notices.ts'
import { Special } from './special.ts'

export const Done = z.object({ id: z.string(), number: z.string(), title: z.string() })
export const done = ({ id, data }: Stored<Special>): z.infer<typeof Done> => ({
  ...{ id, number: data.number, title: data.title },
})
const OFFICERS = ['officer', 'director'] as const
const Which = { special: z.string().max(60) }

/** Opens a special campaign; the lead and the supporting units are told what is wanted of them. */
export const open = operation({
  name: 'special.open',
  summary: 'Open a special campaign with a lead unit, supporting units and a last day',
  // Numbers follow each other without gaps.
  oneAtATime: true,
  allow: [...OFFICERS],
  input: z.object({
    title: z.string().trim().min(2).max(80),
    goal: z.string().trim().min(2).max(3_000),
    lead: z.string().max(60),
    supporting: z.array(z.string().max(60)).max(60).default([]),
    to: Day,
  }),
  output: Done,
  async run(context, input) {
    const org = await organisation(context)
    if (input.to < calendarOf(context.content).dayAt(context.now)) throw refusal('special.over-already')
    if (org.unit(input.lead) === undefined) throw refusal('special.unit-unknown')
    const supporting = [...new Set(input.supporting)].filter(
      (code) => code !== input.lead && org.unit(code) !== undefined,
    )
    await refuseComplaints(context, org, `${input.title}\n${input.goal}`, [input.lead, ...supporting])
    const id = context.newId(Special)
    const data: Special = {
      ...{
        ...input,
        supporting,
        number: await nextNumber(context, Special, 'Z'),
        office: officeOf(context),
      },
      ...{ state: 'open', openedAt: context.now, openedBy: actorName(context.actor) },
      ...{ cases: [], notices: [], tasks: [], figures: [], prints: [] },
    }
    const params = { title: data.title, goal: data.goal, day: data.to, unit: org.unit(data.lead)?.name ?? '' }
    return create(Special, id, data, [
      ...toUnits(org, [data.lead], id, 'special.told.lead', params),
      ...toUnits(org, supporting, id, 'special.told.supporting', params),
    ])
  },
  outputOf: done,
})

/** Puts cases into a campaign that whoever does it may see. */
export const addCases = operation({
  name: 'special.addCases',
  summary: 'Put cases into a special campaign, by number',
  allow: [...OFFICERS],
  input: z.object({ ...Which, cases: z.array(z.string().max(60)).min(1).max(50) }),
  output: Done,
  async run(context, { special, cases }) {
    const stored = await loadSpecial(context, special, runsIt)
    const found = await Promise.all(
      cases.map(async (words) => {
        const [id] = await caseIdsMeant(context, words)
        if (id === undefined) throw refusal('special.case-unknown', { number: words.slice(0, 40) })
        return (await readCase(context, id)).id
      }),
    )
    const all = [...new Set([...stored.data.cases, ...found])]
    return change(Special, stored, { ...stored.data, cases: all })
  },
  outputOf: done,
})

/** Sends a notice to all units of the campaign, to be confirmed; how many have read it stands with the campaign. */
export const notify = operation({
  name: 'special.notify',
  summary: 'Send a notice to the units of a special campaign, to be confirmed',
  allow: [...OFFICERS],
  input: z.object({ ...Which, text: z.string().trim().min(2).max(10_000) }),
  output: Done,
  async run(context, { special, text }) {
    const stored = await loadSpecial(context, special, runsIt)
    const { id, data } = stored
    await refuseComplaints(context, await organisation(context), text, [data.lead, ...data.supporting])
    // The notice and its campaign have ids that come of this name: see `notices.issue`.
    const name = `special:${id}:${data.notices.length}`
    const [title = ''] = text.split('\n')
    const notice = { title: title.slice(0, 60), campaign: `${Campaign.prefix}${idFrom(name)}`, at: context.now }
    const audience = { any: [data.lead, ...data.supporting].map((value) => [{ term: 'unit', value }]), none: [] }
    return change(Special, stored, { ...data, notices: [...data.notices, notice] }, [
      { do: 'notices.issue', input: { id: name, text, audience, ask: 'confirm' } },
    ])
  },
  outputOf: done,
})

/** Ends a campaign with a summary, which its units are told. */
export const close = operation({
  name: 'special.close',
  summary: 'Close a special campaign with a summary',
  allow: [...OFFICERS],
  input: z.object({ ...Which, summary: z.string().trim().min(2).max(5_000) }),
  output: Done,
  async run(context, { special, summary }) {
    const stored = await loadSpecial(context, special, runsIt)
    const { id, data } = stored
    const org = await organisation(context)
    await refuseComplaints(context, org, summary, [data.lead, ...data.supporting])
    const told = toUnits(org, [data.lead, ...data.supporting], id, 'special.told.closed', {
      title: data.title,
      summary,
    })
    return change(Special, stored, { ...data, state: 'closed', summary, closedAt: context.now }, told)
  },
  outputOf: done,
})
