import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer } from '../kernel/outcome.ts'
import { Addressee } from './addressee.ts'
import { letGoOne } from './tell-one.ts'

/** Nothing waits any more of what somebody was asked, as soon as they leave. */
export const letGo = operation({
  name: 'campaigns.letGo',
  summary: 'Wait no more for what somebody who has left was asked',
  allow: 'system',
  audited: false,
  input: z.strictObject({ person: z.string() }),
  output: z.strictObject({}),
  async run(context, { person }) {
    const where = { 'data.person': person, 'data.state': 'waiting' }
    for await (const { id } of context.read(Addressee).stream({ where }))
      await context.execute(letGoOne, { addressee: id }, id)
    return answer({})
  },
  outputOf: () => ({}),
})
