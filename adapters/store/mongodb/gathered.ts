import { setImmediate as turn } from 'node:timers/promises'
import type { Collection as MongoCollection } from 'mongodb'
import type { Stored } from './stored.ts'
import type { Use } from './use.ts'

const mostInOneCommand = 256

/**
 * Gathers what is asked for in one turn of the event loop into one command, so that it shares one way to the server
 * and one wait for its disk. `act` gives an outcome for each, in their order.
 */
export const gathered = <I, O>(
  use: Use,
  act: (collection: MongoCollection<Stored>, inputs: readonly I[]) => Promise<readonly O[]>,
): ((input: I) => Promise<O>) => {
  let open: { readonly inputs: I[]; readonly outcomes: Promise<readonly O[]> } | undefined

  const begin = () => {
    const inputs: I[] = []
    const mine = {
      inputs,
      // Begun at once, so that whoever closes the store waits for it.
      outcomes: use(async (collection) => {
        await turn()
        if (open === mine) open = undefined
        return act(collection, inputs)
      }),
    }
    return mine
  }

  return async (input) => {
    if (open === undefined || open.inputs.length >= mostInOneCommand) open = begin()
    const { inputs, outcomes } = open
    const place = inputs.push(input) - 1
    const outcome = (await outcomes)[place]
    return outcome as O // one for each
  }
}
