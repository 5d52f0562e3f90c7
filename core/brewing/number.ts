import type { Context } from '../kernel/context.ts'
import { idMeant, nextNumber } from '../numbering/numbering.ts'
import { Brewing } from './problem.ts'

export const brewingNumber = (context: Context): Promise<string> => nextNumber(context, Brewing, 'I')

/** The id that a button or a person names; their words where they name none. */
export const brewingMeant = async (context: Context, words: string): Promise<string> =>
  (await idMeant(context, Brewing, 'I', words)) ?? words
