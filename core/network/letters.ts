import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { officeIn } from '../content/office.ts'
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

export const LettersFile = z.strictObject({ file: z.string(), name: z.string(), type: z.string(), count: z.number() })
export const lettersFile = ({ data: { file, count } }: Stored<Letters>): z.infer<typeof LettersFile> => ({
  ...{ file, name: 'letters.pdf', type: 'application/pdf', count },
})

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** One letter each, on a page of its own, as one file to print. */
export const letters = async <T extends { readonly name: string }>(
  context: Context,
  heading: string,
  people: readonly T[],
  bodyOf: (say: Say, person: T) => readonly Block[],
) => {
  const say: Say = (key, params = {}) => context.content.say('zh-CN', key, params)
  const title = say(heading)
  const blocks = people.flatMap((person, n): Block[] => [
    ...(n === 0 ? [] : [{ kind: 'page' as const, title }]),
    { kind: 'heading', text: say('network.letter.dear', { name: person.name }) },
    ...bodyOf(say, person),
  ])
  const day = calendarOf(context.content).dayAt(context.now)
  const bytes = await context.printer.pdf({
    ...{ title, language: 'zh-CN', blocks },
    ...{ stamp: say('network.letter.stamp', { day }), pageWords: say('ledgers.page-words') },
  })
  const file = await context.files.put(bytes)
  return create(Letters, context.newId(Letters), {
    ...{ file, count: people.length, at: context.now, by: actorName(context.actor) },
  })
}

/**
 * Invites every member who has not joined yet, with a letter of welcome each: its code, and a picture to scan. Who is
 * named may have joined, where nothing reaches them: so they come back, by another platform too.
 */
export const printLetters = operation({
  name: 'network.letters',
  summary:
    'Print letters of welcome with an invitation for members who have not joined, or whom nothing reaches any more',
  allow: ['officer', 'administrator'],
  input: z.strictObject({ people: z.array(z.string()).max(2_000).optional(), stratum: Stratum.optional() }),
  output: LettersFile,
  async run(context, { people: named, stratum }) {
    const { waiting, unreached } = await boardOf(context, {
      by: 'stratum',
      ...(stratum === undefined ? {} : { stratum }),
    })
    const invitable = [...waiting, ...unreached.map(({ person }) => person)]
    const people = named === undefined ? waiting : invitable.filter((code) => named.includes(code))
    if (people.length === 0) throw refusal('network.all-joined')
    const days = context.content.only(Network).invitationDays
    const { invitations } = await context.execute(inviteMany, { people: people.slice(0, 2_000), days }, 'invite')
    const office = officeIn(context.content, 'zh-CN')
    return letters(context, 'network.letter.title', invitations, (say, { code, payload, expiresAt }) => [
      { kind: 'paragraph', text: say('network.letter.what', office) },
      { kind: 'paragraph', text: say('network.letter.safe') },
      {
        kind: 'paragraph',
        text: say('network.letter.scan', { code: grouped(code), day: calendarOf(context.content).dayAt(expiresAt) }),
      },
      { kind: 'qr', text: linkOf(context, payload), caption: grouped(code) },
      { kind: 'paragraph', text: say('network.letter.ask', office) },
    ])
  },
  outputOf: lettersFile,
})

const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

const linkOf = ({ publicUrl }: Pick<Context, 'publicUrl'>, payload: string): string =>
  publicUrl === undefined ? payload : `${publicUrl}?start=${payload}`
