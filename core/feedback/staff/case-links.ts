import type { Talk } from '../../conversation/command.ts'
import { unlessRefused } from '../../kernel/errors.ts'
import type { CaseData } from '../case.ts'
import { read } from '../queries.ts'

/** How many of the merged cases are named. */
const NAMED = 10

/** The cases that this one is answered with, or that are answered with it: by number, where they may be seen. */
export const linksWords = async (talk: Talk, { mergedInto, merged }: CaseData): Promise<readonly string[]> => {
  const into = mergedInto === undefined ? undefined : await numberOf(talk, mergedInto)
  const numbers = await Promise.all(merged.slice(0, NAMED).map((id) => numberOf(talk, id)))
  const seen = numbers.filter((number) => number !== undefined)
  return [
    ...(into === undefined ? [] : [talk.text('staff.case.merged-into', { number: into })]),
    ...(seen.length === 0
      ? []
      : [talk.text('staff.case.merged', { count: merged.length, numbers: seen.join(talk.text('list.comma')) })]),
  ]
}

const numberOf = (talk: Talk, id: string): Promise<string | undefined> =>
  unlessRefused(async () => (await talk.execute(read, { case: id })).data.number)
