import type { Audience, Condition } from './audience.ts'
import { type Part, partsOf } from './parse.ts'
import { calledIn, type Known, phrasesOf, type Term } from './term.ts'
import { termNamed, VOCABULARY } from './vocabulary.ts'

/** What could not be understood, and where. */
export interface AudienceFault {
  readonly line: number
  readonly words: string
  /** `nobody`: a bare name that fits nobody; `several`: it fits these; `term`: no such label; `value`: no such thing under it. */
  readonly why: 'nobody' | 'several' | 'term' | 'value'
  /** What was meant, or what there is. */
  readonly possible: readonly string[]
}

export interface ReadAudience {
  readonly audience: Audience
  readonly faults: readonly AudienceFault[]
}

/** Reads an audience from words such as `风险等级:一级 + 单位:柳溪镇 - 张三`, and says of every line what it can't. */
export const readWords = (known: Known, text: string): ReadAudience => {
  const audience: { any: Condition[][]; none: Condition[][] } = { any: [], none: [] }
  const faults: AudienceFault[] = []
  for (const part of partsOf(text)) {
    const read = part.conditions.map((condition) => readCondition(known, part, condition))
    faults.push(...read.flatMap((each) => ('why' in each ? [each] : [])))
    const group = read.flatMap((each) => ('why' in each ? [] : [each]))
    if (group.length === read.length) (part.sign === '+' ? audience.any : audience.none).push(group)
  }
  return { audience, faults }
}

const readCondition = (
  known: Known,
  { line, words }: Part,
  { label, value }: Part['conditions'][number],
): Condition | AudienceFault => {
  const fault = (why: AudienceFault['why'], possible: readonly string[] = []) => ({ line, words, why, possible })
  if (label === undefined) {
    const alone = VOCABULARY.find((term) => term.alone && isCalled(known, term, value))
    if (alone !== undefined) return { term: alone.name, value: '' }
    const [one, ...others] = termNamed('person').meanings(known, value)
    if (one === undefined) return fault('nobody', labels(known))
    return others.length === 0 ? { term: 'person', value: one.value } : fault('several', [one, ...others].map(full))
  }
  const term = VOCABULARY.find((each) => isCalled(known, each, label))
  if (term === undefined) return fault('term', labels(known))
  const [one, ...others] = term.meanings(known, value)
  if (one === undefined) return fault('value', term.possible?.(known) ?? [])
  return others.length === 0
    ? { term: term.name, value: one.value }
    : fault('several', [one, ...others].slice(0, 8).map(full))
}

/** Two people or units of the same name are told apart by their codes. */
const full = ({ label, value }: { label: string; value: string }): string =>
  label.includes(value) ? label : `${label} ${value}`

const isCalled = ({ content }: Known, term: Term, label: string): boolean =>
  [term.name, ...phrasesOf(content, `audience.term.${term.name}`)].some(
    (phrase) => phrase.toLowerCase() === label.toLowerCase(),
  )

const labels = ({ content }: Known): readonly string[] =>
  VOCABULARY.map(({ name }) => calledIn(content, `audience.term.${name}`))
