import { z } from 'zod'
import { Office } from '../content/office.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { AbsenceBook, bookId, isCancelled, stateOf } from './absence.ts'
import { aboutWhom, say, tellPeople } from './announce.ts'

/** Takes an absence back before it begins, or ends it on coming back early. */
export const end = operation({
  name: 'absences.end',
  summary: 'Cancel an absence that has not begun, or end one that runs: duties come back at once',
  allow: 'person',
  input: z.object({ person: z.string().max(60).optional(), absence: z.string().max(20) }),
  output: z.object({ cancelled: z.boolean() }),
  async run(context, input) {
    const person = aboutWhom(context, input.person)
    if ((await context.read(AbsenceBook).get(bookId(person))) === undefined) throw refusal('absence.unknown')
    const stored = await context.load(AbsenceBook, bookId(person))
    const zone = context.content.only(Office).timezone
    const absence = stored.data.absences.find(({ id }) => id === input.absence)
    if (absence === undefined) throw refusal('absence.unknown')
    const state = stateOf(absence, context.now, zone)
    if (state !== 'ahead' && state !== 'running') throw refusal('absence.is-over')
    const absences = stored.data.absences.map((each) =>
      each.id === absence.id ? { ...each, endedAt: context.now } : each,
    )
    const book = { person, absences }
    return change(AbsenceBook, stored, book, [
      tellPeople(context, book, zone),
      say({ person, absence: absence.id, what: 'ended' }),
    ])
  },
  outputOf: ({ data, history }: Stored<AbsenceBook>, { content, key }) => {
    const at = history.find((step) => step.key === key)?.at
    const ended = data.absences.find(({ endedAt }) => endedAt !== undefined && endedAt === at)
    return { cancelled: ended !== undefined && isCancelled(ended, content.only(Office).timezone) }
  },
})
