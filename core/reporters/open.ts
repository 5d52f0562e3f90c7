import { z } from 'zod'
import { readCase, runs } from '../feedback/access.ts'
import { forbidden, Refusal, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { caseIdOf, identityBond, Reporter, reporterId } from './reporter.ts'

const Identity = z.object({ name: z.string().optional(), phone: z.string().optional() })

/**
 * Opens who reported a case by name: for a custodian of the case's office, with a reason that is kept and that the
 * reporter is told. Where nobody gave a name there is nothing to open, and a chat address is given to nobody.
 */
export const open = operation({
  name: 'reporters.open',
  summary: 'Open the sealed identity of who reported a case, with a reason',
  allow: ['custodian'],
  input: z.object({ case: z.string(), reason: z.string().trim().min(10).max(1_000) }),
  output: Identity,
  async run(context, input) {
    const { actor } = context
    const { id, data } = await readCase(context, input.case)
    // Timers and the command line have no reason of their own to know a name.
    if (actor.kind !== 'person' || !runs(await organisation(context), actor, data, 'custodian')) throw forbidden()
    const nothing = refusal('reporters.nothing-to-open', { number: data.number })
    const reporter = await context.load(Reporter, reporterId(id)).catch((error: unknown) => {
      throw error instanceof Refusal && error.code === 'not-found' ? nothing : error
    })
    if (reporter.data.identity === undefined) throw nothing
    const opening = { at: context.now, by: `person:${actor.person}`, reason: input.reason }
    return change(Reporter, reporter, { ...reporter.data, openings: [...reporter.data.openings, opening] }, [
      tell({ kind: 'reporter', case: id }, 'reporters.told-opened', {
        params: { number: data.number, reason: input.reason },
        about: id,
      }),
    ])
  },
  outputOf: ({ id, data }: { id: string; data: Reporter }, context) =>
    data.identity === undefined
      ? {}
      : Identity.parse(JSON.parse(context.seal.open(data.identity, identityBond(caseIdOf(id))))),
})
