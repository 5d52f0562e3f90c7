import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { Account } from './account.ts'
import { Away, Person, PersonLanguage, QuietHours } from './person.ts'
import { touching } from './revision.ts'
import { mayDecideFor } from './unbind.ts'
import { Code } from './unit.ts'

/** Whom an act is about: the person named, or whoever acts. */
const aboutWhom = (context: Context, person: string | undefined): string => {
  const about = person ?? (context.actor.kind === 'person' ? context.actor.person : undefined)
  if (about === undefined) throw forbidden()
  return about
}

const Done = z.strictObject({ person: Code })

export const setPreferences = operation({
  name: 'people.setPreferences',
  summary:
    'Says how a person wants to be written to: language, first channel, quiet hours, and whether they take notices.',
  allow: 'person',
  input: z.strictObject({
    person: Code.optional(),
    language: PersonLanguage.optional(),
    /** Null for none in particular. */
    channel: z.string().min(1).max(40).nullish(),
    /** Null for none. */
    quietHours: QuietHours.nullish(),
    /** Whether notices may come; duties and replies always do. */
    notices: z.boolean().optional(),
  }),
  output: Done,
  async run(context, { person, language, channel, quietHours, notices }) {
    const about = aboutWhom(context, person)
    if (!mayDecideFor(context.actor, about)) throw forbidden()
    const stored = await context.load(Person, about)
    if (typeof channel === 'string' && !(await isBoundOn(context, about, channel))) {
      throw refusal('people.no-chat-there', { channel })
    }
    const { channel: hadChannel, quietHours: hadHours, declines: declined, ...rest } = stored.data
    const nextChannel = channel === undefined ? hadChannel : channel
    const nextHours = quietHours === undefined ? hadHours : quietHours
    const declines = notices === undefined ? declined : !notices
    const next = {
      ...rest,
      ...(declines === true ? { declines } : {}),
      language: language ?? stored.data.language,
      ...(nextChannel == null ? {} : { channel: nextChannel }),
      ...(nextHours == null ? {} : { quietHours: nextHours }),
    }
    return change(Person, stored, next, [touching(next, [{ kind: 'person', id: about }])])
  },
  outputOf: ({ id }) => ({ person: id }),
})

const isBoundOn = async (context: Context, person: string, channel: string): Promise<boolean> => {
  const { rows } = await context.read(Account).page({ where: { 'data.person': person } })
  return rows.some(({ data }) => data.state === 'bound' && data.channel === channel)
}

export const setAway = operation({
  name: 'people.setAway',
  summary: 'Says when a person is away and who acts for them meanwhile, so that others know whom to turn to.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ person: Code, away: z.array(Away).max(100), at: z.iso.datetime() }),
  output: Done,
  async run(context, { person, away, at }) {
    const stored = await context.load(Person, person)
    if (stored.data.state === 'left' || (stored.data.awayDecidedAt ?? '') > at) return answer({ person })
    const next = { ...stored.data, away, awayDecidedAt: at }
    return change(Person, stored, next, [touching(next, [{ kind: 'person', id: person }])])
  },
  outputOf: ({ id }) => ({ person: id }),
})
