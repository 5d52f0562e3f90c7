import { z } from 'zod'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
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
  summary: 'Says in which language, on which channel first and outside which hours a person wants to be written to.',
  allow: 'person',
  input: z.strictObject({
    person: Code.optional(),
    language: PersonLanguage.optional(),
    /** Null for none in particular. */
    channel: z.string().min(1).max(40).nullish(),
    /** Null for none. */
    quietHours: QuietHours.nullish(),
  }),
  output: Done,
  async run(context, { person, language, channel, quietHours }) {
    const about = aboutWhom(context, person)
    if (!mayDecideFor(context.actor, about)) throw forbidden()
    const stored = await context.load(Person, about)
    if (typeof channel === 'string' && !(await isBoundOn(context, about, channel))) {
      throw refusal('people.no-chat-there', { channel })
    }
    const { channel: hadChannel, quietHours: hadHours, ...rest } = stored.data
    const nextChannel = channel === undefined ? hadChannel : channel
    const nextHours = quietHours === undefined ? hadHours : quietHours
    return change(Person, stored, {
      ...rest,
      language: language ?? stored.data.language,
      ...(nextChannel == null ? {} : { channel: nextChannel }),
      ...(nextHours == null ? {} : { quietHours: nextHours }),
    })
  },
  outputOf: ({ id }) => ({ person: id }),
})

const isBoundOn = async (context: Context, person: string, channel: string): Promise<boolean> => {
  const { rows } = await context.read(Account).page({ where: { 'data.person': person } })
  return rows.some(({ data }) => data.state === 'bound' && data.channel === channel)
}

export const setAway = operation({
  name: 'people.setAway',
  summary: 'Says from when until when a person is away, so that the B-role acts for them; null for not at all.',
  allow: 'person',
  input: z.strictObject({ person: Code.optional(), away: Away.nullable() }),
  output: Done,
  async run(context, { person, away }) {
    const about = aboutWhom(context, person)
    if (!mayDecideFor(context.actor, about) && !hasRole(context.actor, 'officer')) throw forbidden()
    if (away !== null && away.until <= away.from) throw refusal('people.away-ends-before-it-begins')
    const stored = await context.load(Person, about)
    const { away: _away, ...rest } = stored.data
    const next = away === null ? rest : { ...rest, away }
    return change(Person, stored, next, [touching(next)])
  },
  outputOf: ({ id }) => ({ person: id }),
})
