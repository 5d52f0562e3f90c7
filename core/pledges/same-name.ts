import { toSimplified } from '../content/traditional.ts'
import { plainName } from '../people/names.ts'

/** Names are the same in simplified and traditional letters, with whatever spaces, and with any dot between their parts. */
export const isSameName = (typed: string, name: string): boolean => plain(typed) === plain(name)

const plain = (name: string): string => toSimplified(plainName(name))
