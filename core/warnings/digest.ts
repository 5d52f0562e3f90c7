import { z } from 'zod'
import { inLanguage } from '../content/localized.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { later, MINUTE } from '../ports/clock.ts'
import { excludedPeople } from './concerned.ts'
import { DIGEST_REASONS } from './notices.ts'
import { settingsOf } from './settings.ts'
import { SEVERITIES, Warning, type WarningData } from './warning.ts'

const Line = z.object({ warning: z.string(), why: z.enum(DIGEST_REASONS), own: z.boolean() })

const DigestSchema = z.object({
  person: z.string(),
  lines: z.array(Line),
  sendAt: z.string(),
  sentAt: z.string().optional(),
})
type DigestData = z.infer<typeof DigestSchema>

/** What one person is told together: one message for each stretch of time, however many warnings. */
export const Digest = record('warning-digest', { prefix: 'g', schema: DigestSchema, keepSteps: 200 })

/** How many warnings of a digest are named, and how many lines it keeps. */
const NAMED = 8
const KEPT = 500

const Done = z.object({ id: z.string() })
const idOf = ({ id }: Stored<DigestData>) => ({ id })

/** Puts one warning into the digest that is being gathered for a person. */
export const note = operation({
  name: 'warnings.note',
  summary: 'Put a warning into the next digest of a person',
  // Many come at one moment and want the digests of few: side by side they would take each other's turn.
  oneAtATime: true,
  allow: 'system',
  audited: false,
  input: Line.extend({ person: z.string(), at: z.string() }),
  output: Done,
  async run(context, { person, at, ...line }) {
    const stretch = settingsOf(context.content).digestMinutes * MINUTE
    for (let slot = Math.floor(Date.parse(at) / stretch); ; slot++) {
      const id = `${Digest.prefix}-${person}-${slot}`
      const there = await context.read(Digest).get(id)
      if (there === undefined) {
        const sendAt = later(new Date(slot * stretch).toISOString(), stretch)
        const data: DigestData = { person, lines: [line], sendAt }
        return create(Digest, id, data, [{ do: 'warnings.sendDigest', input: { digest: id }, at: sendAt }])
      }
      const stored = await context.load(Digest, id)
      if (stored.data.sentAt !== undefined) continue
      const known = stored.data.lines.some(({ warning, why }) => warning === line.warning && why === line.why)
      if (known || stored.data.lines.length >= KEPT) return answer({ id })
      return change(Digest, stored, { ...stored.data, lines: [...stored.data.lines, line] })
    }
  },
  outputOf: idOf,
})

/** The time is over: what was gathered is one message, with counts and the newest by name. */
export const sendDigest = operation({
  name: 'warnings.sendDigest',
  summary: 'Send the warnings that were gathered for a person as one message',
  allow: 'system',
  audited: false,
  input: z.object({ digest: z.string() }),
  output: Done,
  async run(context, { digest }) {
    const stored = await context.load(Digest, digest)
    if (stored.data.sentAt !== undefined) return answer({ id: digest })
    const sent = { ...stored.data, sentAt: context.now }
    const named = await warningsOf(context, stored.data)
    return change(Digest, stored, sent, named.length === 0 ? [] : [await wordsFor(context, digest, stored.data, named)])
  },
  outputOf: idOf,
})

/** What reached a person in a digest reached them, as if it had come alone. */
export const digestHandedOver = operation({
  name: 'warnings.digestHandedOver',
  summary: 'Record whether a digest reached the person',
  allow: 'system',
  audited: false,
  input: z.object({ digest: z.string(), outcome: z.enum(['sent', 'failed']), channel: z.string() }),
  output: Done,
  async run(context, { digest, outcome, channel }) {
    const stored = await context.load(Digest, digest)
    const own = stored.data.lines.filter((line) => line.own)
    const wishes = own.map(({ warning }) => ({ do: 'warnings.handedOver', input: { warning, outcome, channel } }))
    return wishes.length === 0 ? answer({ id: digest }) : change(Digest, stored, stored.data, wishes)
  },
  outputOf: idOf,
})

type Named = readonly { readonly id: string; readonly why: string; readonly data: WarningData }[]

/** Those that the person may still hear of: a case may have turned out to complain about them meanwhile. */
const warningsOf = async (context: Context, { person, lines }: DigestData): Promise<Named> => {
  const org = await organisation(context)
  const found: { id: string; why: string; data: WarningData }[] = []
  for (const { warning, why } of lines) {
    const stored = await context.read(Warning).get(warning)
    if (stored === undefined) continue
    const may = await excludedPeople(context, org, stored.data.ground.case)
    if (may(person)) found.push({ id: warning, why, data: stored.data })
  }
  return found
}

const wordsFor = async (context: Context, digest: string, { person }: DigestData, found: Named) => {
  const { content } = context
  const org = await organisation(context)
  const language = org.person(person)?.language ?? 'zh-CN'
  const comma = content.say(language, 'list.comma')
  const each = new Set(found.map(({ id }) => id))
  const counts = SEVERITIES.flatMap((severity) => {
    const count = new Set(found.filter(({ data }) => data.severity === severity).map(({ id }) => id)).size
    const named = content.say(language, `warnings.severity-${severity}`)
    return count === 0 ? [] : [content.say(language, 'warnings.digest-count', { severity: named, count })]
  })
  const lines = found.slice(0, NAMED).map(({ data, why }) =>
    content.say(language, `warnings.digest-${why === 'own' && data.to !== person ? 'standing-in' : why}`, {
      number: data.number,
      severity: content.say(language, `warnings.severity-${data.severity}`),
      name: org.person(data.to)?.name ?? data.to,
      unit: org.unit(data.unit)?.name ?? data.unit,
      ground: inLanguage(data.ground.says, language),
      due: data.due.day,
    }),
  )
  const more =
    found.length > NAMED ? [content.say(language, 'warnings.digest-more', { count: found.length - NAMED })] : []
  return tell({ kind: 'person', person }, 'warnings.told.digest', {
    purpose: 'duty',
    params: { count: each.size, counts: counts.join(comma), lines: [...lines, ...more].join('\n') },
    choices: [
      ...[...each].slice(0, NAMED).map((id) => ({
        say: 'warnings.button.open',
        params: { number: found.find((one) => one.id === id)?.data.number ?? id },
        token: `warning ${id}`,
      })),
      { say: 'warnings.button.list', token: 'warnings told' },
    ],
    about: digest,
    news: { do: 'warnings.digestHandedOver', input: { digest } },
  })
}
