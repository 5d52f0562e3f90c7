import { organisation } from '../../people/index.ts'
import type { Person } from '../../people/person.ts'
import { type Post, RANKS } from '../../people/post.ts'
import { codesOf, oneOf, type Selecting, type Term } from '../term.ts'

const holding = async (
  selecting: Selecting,
  people: readonly Person[],
  fits: (post: Post) => boolean,
): Promise<ReadonlySet<string>> => {
  const org = await organisation(selecting)
  return codesOf(people, ({ code }) => org.postsHeldBy(code).some(fits))
}

/** Whoever holds a post of this code or title. */
export const post: Term = {
  name: 'post',
  meanings: ({ organisation: org }, words) => {
    const coded = org.post(words)
    if (coded !== undefined) return [{ value: coded.code, label: coded.title }]
    const titled = org.posts().filter(({ title }) => title === words)
    if (titled.length > 0) return [{ value: words, label: words }]
    const near = new Set(org.posts().flatMap(({ title }) => (title.includes(words) ? [title] : [])))
    return words === '' ? [] : [...near].slice(0, 5).map((title) => ({ value: title, label: title }))
  },
  label: ({ organisation: org }, value) => org.post(value)?.title ?? value,
  among: (selecting, value, people) =>
    holding(selecting, people, ({ code, title }) => code === value || title === value),
}

/** The heads, the deputies, the section heads, or the staff of units. */
export const rank: Term = {
  name: 'rank',
  ...oneOf('rank', RANKS),
  among: (selecting, value, people) => holding(selecting, people, (each) => each.rank === value),
}

/** Whoever holds a risk post of this grade 廉政风险岗位. */
export const grade: Term = {
  name: 'grade',
  ...oneOf('grade', ['1', '2', '3']),
  among: (selecting, value, people) => holding(selecting, people, (each) => String(each.grade ?? '') === value),
}
