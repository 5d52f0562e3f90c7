/**
 * Letters about the same problem, on ../shared/data/letters-stream.jsonl with the known groups of
 * same-problem-groups.jsonl. Yardstick: tf-idf on words (the platform's own segmentation) with average linkage, at the
 * best of several thresholds. Then invented copies of letters, and a flood.
 * Run: npx tsx bench/same-problem.ts
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { group, type ProblemLetter } from '../core/same-problem/index.ts'
import { linkage } from '../core/same-problem/linkage.ts'

interface StreamLetter extends ProblemLetter {
  readonly subject: string
  readonly detail: string
}
interface KnownMember {
  readonly group: string
  readonly id: string
  readonly role: 'member' | 'uncertain' | 'hard_negative'
}

const data = new URL('../../shared/data/', import.meta.url)
if (!existsSync(new URL('letters-stream.jsonl', data))) {
  console.log('../shared/data/letters-stream.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
const jsonLines = async <T>(name: string): Promise<readonly T[]> =>
  (await readFile(new URL(name, data), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line))

const letters = await jsonLines<StreamLetter>('letters-stream.jsonl')
const known = await jsonLines<KnownMember>('same-problem-groups.jsonl')

interface Figures {
  readonly pairF1: number
  readonly groupRecall: number
  readonly hardNegatives: number
  readonly largest: number
  readonly groups: number
}

const figuresOf = (groups: readonly (readonly string[])[]): Figures => {
  const groupOf = new Map(groups.flatMap((ids, n) => ids.map((id) => [id, n] as const)))
  const members = known.filter(({ role }) => role === 'member')
  let [together, missed, wrong] = [0, 0, 0]
  for (const [n, one] of members.entries())
    for (const other of members.slice(n + 1)) {
      const found = groupOf.get(one.id) === groupOf.get(other.id)
      const same = one.group === other.group
      if (same && found) together += 1
      else if (same) missed += 1
      else if (found) wrong += 1
    }
  const mainOf = (name: string): { readonly main: number | undefined; readonly recall: number } => {
    const counts = new Map<number | undefined, number>()
    const own = members.filter((each) => each.group === name)
    for (const { id } of own) counts.set(groupOf.get(id), (counts.get(groupOf.get(id)) ?? 0) + 1)
    const [main, count] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [undefined, 0]
    return { main, recall: count / own.length }
  }
  const names = [...new Set(members.map((each) => each.group))]
  return {
    pairF1: (2 * together) / (2 * together + missed + wrong),
    groupRecall: names.reduce((sum, name) => sum + mainOf(name).recall, 0) / names.length,
    hardNegatives: known.filter(
      ({ role, id, group: name }) => role === 'hard_negative' && groupOf.get(id) === mainOf(name).main,
    ).length,
    largest: Math.max(...groups.map((ids) => ids.length)),
    groups: groups.length,
  }
}

const show = (what: string, { pairF1, groupRecall, hardNegatives, largest, groups }: Figures, more = ''): void =>
  console.log(
    `${what.padEnd(44)} pair-F1 ${pairF1.toFixed(3)}  group recall ${groupRecall.toFixed(3)}  hard negatives ${hardNegatives}  largest ${largest}  groups ${groups} ${more}`,
  )

const began = performance.now()
const ours = group(letters)
show('ours', figuresOf(ours), `${((performance.now() - began) / 1000).toFixed(1)} s`)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordVectors = (() => {
  const counts = letters.map(({ subject, detail }) => {
    const words = new Map<string, number>()
    for (const { segment, isWordLike } of segmenter.segment(`${subject} ${detail}`))
      if (isWordLike && segment.length > 1) words.set(segment, (words.get(segment) ?? 0) + 1)
    return words
  })
  const having = new Map<string, number>()
  for (const words of counts) for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  return counts.map((words) => {
    const weights = new Map(
      [...words].map(([word, count]) => [
        word,
        count * (Math.log((letters.length + 1) / ((having.get(word) ?? 0) + 1)) + 1),
      ]),
    )
    const length = Math.hypot(...weights.values()) || 1
    return new Map([...weights].map(([word, weight]) => [word, weight / length]))
  })
})()

const wordLinks = (() => {
  const having = new Map<string, [number, number][]>()
  const links: { one: number; other: number; certainty: number }[] = []
  for (const [n, weights] of wordVectors.entries()) {
    const sums = new Map<number, number>()
    for (const [word, weight] of weights) {
      const list = having.get(word) ?? []
      for (const [other, theirs] of list) sums.set(other, (sums.get(other) ?? 0) + weight * theirs)
      list.push([n, weight])
      having.set(word, list)
    }
    for (const [one, certainty] of sums) if (certainty > 0.05) links.push({ one, other: n, certainty })
  }
  return links
})()

for (const least of [0.1, 0.15, 0.2, 0.25, 0.3]) {
  const roots = linkage(wordLinks, { count: letters.length, least, most: 120 })
  const groups = new Map<number, string[]>()
  for (const [n, { id }] of letters.entries()) groups.set(roots[n] ?? n, [...(groups.get(roots[n] ?? n) ?? []), id])
  show(`yardstick: tf-idf on words, threshold ${least}`, figuresOf([...groups.values()]))
}

// Copies as people make them: the body's sentences in another order, a part left out, another opening and subject.
const every = letters.filter((_, n) => n % 20 === 0)
const copies = every.map((letter) => {
  const sentences = letter.detail.split(/(?<=[。!?！？;；,，])/)
  const kept = sentences.filter((_, n) => n % 3 !== 1).reverse()
  const subject = letter.subject.length > 12 ? letter.subject.slice(4) : letter.subject
  return { ...letter, id: `copy-${letter.id}`, subject, detail: `您好,我又来反映一次。${kept.join('')}` }
})
const withCopies = group([...letters, ...copies])
const groupOf = new Map(withCopies.flatMap((ids, n) => ids.map((id) => [id, n] as const)))
const found = every.filter(({ id }) => groupOf.get(id) === groupOf.get(`copy-${id}`)).length
console.log(
  `rewritten copies found with their letter: ${found} of ${every.length} (${((100 * found) / every.length).toFixed(1)} %)`,
)

const flood = Array.from(
  { length: 500 },
  (_, n): ProblemLetter => ({ id: `flood-${n}`, text: '村口的路灯坏了三个月,晚上老人摔了两次。' }),
)
const flooded = group([...letters, ...flood])
console.log(
  `the same letter 500 times: ${flooded.filter((ids) => ids.some((id) => id.startsWith('flood-'))).length} group(s)`,
)
