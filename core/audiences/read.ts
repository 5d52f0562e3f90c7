import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { organisation } from '../people/index.ts'
import type { Audience } from './audience.ts'
import { type ReadAudience, readWords } from './read-words.ts'
import { selectingWith } from './select.ts'
import type { Known } from './term.ts'
import { termNamed } from './vocabulary.ts'

type Reading = Pick<Context, 'read' | 'content' | 'now'>

export const knownTo = async (context: Reading): Promise<Known> => ({
  content: context.content,
  organisation: await organisation(context),
})

/** Reads an audience from words, and makes sure that what only the store knows is there. */
export const readAudience = async (context: Reading, text: string): Promise<ReadAudience> => {
  const { audience, faults } = readWords(await knownTo(context), text)
  const missing = [...audience.any, ...audience.none].flat().map(async ({ term, value }) => {
    const there = (await termNamed(term).exists?.(selectingWith(context), value)) ?? true
    return there ? [] : [{ line: lineOf(text, value), words: value, why: 'value' as const, possible: [] }]
  })
  return { audience, faults: [...faults, ...(await Promise.all(missing)).flat()] }
}

const lineOf = (text: string, words: string): number =>
  Math.max(
    0,
    text.split(/\r?\n/).findIndex((line) => line.includes(words)),
  ) + 1

/** An audience as callers give it: as data, or in words that must all be understood. @throws Refusal */
export const audienceFrom = async (context: Reading, given: Audience | string): Promise<Audience> => {
  if (typeof given !== 'string') return checked(context, given)
  const { audience, faults } = await readAudience(context, given)
  const [first] = faults
  if (first !== undefined) {
    const { line, words, possible } = first
    throw refusal(`audience.${first.why}`, {
      line,
      words: words.slice(0, 60),
      faults: faults.length,
      possible: possible.join('、'),
    })
  }
  return checked(context, audience)
}

const checked = async (context: Reading, audience: Audience): Promise<Audience> => {
  if (audience.any.length === 0) throw refusal('audience.empty')
  for (const { term, value } of [...audience.any, ...audience.none].flat()) {
    if ((await termNamed(term).exists?.(selectingWith(context), value)) === false)
      throw refusal('audience.value', { line: 1, words: value, faults: 1, possible: '' })
  }
  return audience
}
