import { z } from 'zod'
import { submit } from '../feedback/submit.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { issue } from '../warnings/issue.ts'
import { loadVisit } from './access.ts'
import { type Finding, Visit } from './visit.ts'

const Output = z.object({ id: z.string(), number: z.string(), became: z.string() })
const Which = { visit: z.string().max(60), finding: z.number().int().min(0).max(100) }

interface Became {
  readonly id?: string
  readonly number?: string
}

/** What an officer makes of a finding, in one step; its supervisor hears of it. */
const decision = (
  name: string,
  summary: string,
  what: 'case' | 'warning' | 'noted',
  make: (context: Context, visit: Visit, finding: Finding) => Promise<Became>,
) =>
  operation({
    name,
    summary,
    allow: ['officer', 'director'],
    input: z.object(Which),
    output: Output,
    async run(context, { visit, finding: n }) {
      const stored = await loadVisit(context, visit)
      const { data } = stored
      const finding = data.findings[n]
      if (finding === undefined) throw refusal('visits.finding-unknown')
      if (finding.became !== undefined) throw refusal('visits.decided-already')
      const made = await make(context, data, finding)
      const became = { what, at: context.now, by: actorName(context.actor), version: stored.version + 1, ...made }
      const findings = data.findings.map((each, k) => (k === n ? { ...each, became } : each))
      const params = { number: data.number, n: n + 1, became: made.number ?? '' }
      return change(Visit, stored, { ...data, findings }, [
        tell({ kind: 'person', person: data.supervisor }, `visits.told.${what}`, {
          ...{ params, choices: [{ say: 'visits.button.show', token: `visit_show ${stored.id}` }] },
        }),
      ])
    },
    outputOf: ({ id, data, history }: Stored<Visit>, { key }) => {
      const version = history.find((step) => step.key === key)?.version
      const became = data.findings.find((each) => each.became?.version === version)?.became
      return { id, number: data.number, became: became?.number ?? '' }
    },
  })

/** A case about the unit that was visited: it goes to those above it. */
export const becomeCase = decision(
  'visits.becomeCase',
  'Make a case of a finding',
  'case',
  async (context, visit, finding) => {
    const place = finding.place ?? visit.place
    const { id, number } = await context.execute(
      submit,
      {
        ...{ text: finding.text, kind: 'complaint' as const, channel: 'visit', language: 'zh-CN' as const },
        ...(place === undefined ? {} : { place }),
        attachments: [...finding.photos, ...visit.photos],
        against: { units: [visit.unit], people: [] },
        reporter: 'nothing' as const,
      },
      'case',
    )
    return { id, number }
  },
)

/** A warning to whoever heads the unit that was visited; by D10 the leader responsible gets a copy. */
export const warn = decision(
  'visits.warn',
  'Warn the head of the visited unit because of a finding',
  'warning',
  async (context, visit, finding) => {
    const org = await organisation(context)
    const unit = org.unit(visit.unit)
    const head = org.headOf(visit.unit) ?? org.lineLeader(visit.unit)
    if (head === undefined) throw refusal('visits.no-head', { unit: unit?.name ?? visit.unit })
    const ground = context.content.say('zh-CN', 'visits.ground', {
      ...{ day: visit.day, unit: unit?.name ?? visit.unit, text: finding.text },
    })
    const { id, number } = await context.execute(
      issue,
      { person: head.code, severity: 'prompt' as const, ground },
      'warning',
    )
    return { id, number }
  },
)

export const note = decision('visits.note', 'Keep a finding on file, without more', 'noted', async () => ({}))
