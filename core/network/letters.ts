import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { inviteMany } from '../people/index.ts'
import { Stratum } from '../people/stratum.ts'
import type { Block } from '../ports/printer.ts'
import { boardOf } from './board.ts'
import { Network } from './content.ts'

/** That letters of welcome were printed. Their codes stand in the file alone, for as long as they are open. */
export const Letters = record('member-letters', {
  prefix: 'ml',
  schema: z.strictObject({ file: z.string(), count: z.number(), at: z.string(), by: z.string() }),
})
type Letters = RecordOf<typeof Letters>

/** Invites every member who has not joined yet, with a letter of welcome each: its code, and a picture to scan. */
export const printLetters = operation({
  name: 'network.letters',
  summary: 'Print letters of welcome with an invitation for members who have not joined',
  allow: ['officer', 'administrator'],
  input: z.strictObject({ people: z.array(z.string()).max(2_000).optional(), stratum: Stratum.optional() }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), count: z.number() }),
  async run(context, { people: named, stratum }) {
    const { waiting } = await boardOf(context, { by: 'stratum', ...(stratum === undefined ? {} : { stratum }) })
    const people = named === undefined ? waiting : waiting.filter((code) => named.includes(code))
    if (people.length === 0) throw refusal('network.all-joined')
    const days = context.content.only(Network).invitationDays
    const { invitations } = await context.execute(inviteMany, { people: people.slice(0, 2_000), days }, 'invite')
    const say = (key: string, params = {}) => context.content.say('zh-CN', key, params)
    const office = context.content.only(Office)
    const day = calendarOf(context.content).dayAt(context.now)
    const title = say('network.letter.title')
    const blocks = invitations.flatMap(({ name, code, payload, expiresAt }, n): Block[] => [
      ...(n === 0 ? [] : [{ kind: 'page' as const, title }]),
      { kind: 'heading', text: say('network.letter.dear', { name }) },
      { kind: 'paragraph', text: say('network.letter.what', { office: inLanguage(office.name, 'zh-CN') }) },
      { kind: 'paragraph', text: say('network.letter.safe') },
      {
        kind: 'paragraph',
        text: say('network.letter.scan', { code: grouped(code), day: calendarOf(context.content).dayAt(expiresAt) }),
      },
      { kind: 'qr', text: linkOf(context, payload), caption: grouped(code) },
      { kind: 'paragraph', text: say('network.letter.ask', { phone: office.phone, address: office.address }) },
    ])
    const bytes = await context.printer.pdf({
      ...{ title, language: 'zh-CN', blocks },
      ...{ stamp: say('network.letter.stamp', { day }), pageWords: say('ledgers.page-words') },
    })
    const file = await context.files.put(bytes)
    return create(Letters, context.newId(Letters), {
      ...{ file, count: invitations.length, at: context.now, by: actorName(context.actor) },
    })
  },
  outputOf: ({ data }: Stored<Letters>) => ({
    ...{ file: data.file, name: 'letters.pdf', type: 'application/pdf', count: data.count },
  }),
})

const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

const linkOf = ({ publicUrl }: Pick<Context, 'publicUrl'>, payload: string): string =>
  publicUrl === undefined ? payload : `${publicUrl}?start=${payload}`
