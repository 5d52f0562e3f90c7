import { groupBy } from '../group-by.ts'
import type { Post } from '../post.ts'
import type { Checking } from './plan.ts'
import { type Holding, type PlannedRow, planned } from './planned.ts'
import type { ReadRow } from './read-rows.ts'

/** Checks a file of people: each post has one holder, also together with people whom the file doesn't name. */
export const checkPeople = (checking: Checking): readonly PlannedRow[] => {
  const inFile = new Map(checking.rows.map((row) => [row.code, row]))
  const changed = new Set(checking.changed)
  const takenBy = new Map<string, ReadRow>()
  const heldBy = groupBy(checking.known.posts.values(), (post) => post.holder)
  const rows: PlannedRow[] = []
  for (const row of checking.rows) {
    const standIn = asText(row.fields.standIn)
    if (standIn === row.code) checking.fault(row, 'standIn', 'own-stand-in')
    else if (standIn !== undefined && !checking.codes.has(standIn) && !checking.known.people.has(standIn)) {
      checking.fault(row, 'standIn', 'unknown-person', { value: standIn })
    }
    const gone = isGone(checking, row)
    const posts = gone ? [] : postsOf(row)
    for (const post of posts) {
      const other = takenBy.get(post)
      if (!checking.known.posts.has(post)) checking.fault(row, 'posts', 'unknown-post', { value: post })
      else if (other !== undefined) checking.fault(row, 'posts', 'two-holders', { value: post, other: other.row })
      else if (changed.has(row)) checkHeld(checking, row, post, inFile)
      takenBy.set(post, row)
    }
    if (changed.has(row)) warnOfStratum(checking, row)
    if (changed.has(row)) rows.push(plannedPerson(row, posts, gone ? 'gone' : (heldBy.get(row.code) ?? [])))
  }
  return rows
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const postsOf = (row: ReadRow): readonly string[] => (Array.isArray(row.fields.posts) ? row.fields.posts : [])

/** A row that says so, or a person who left meanwhile and whom the file doesn't call back. */
const isGone = (checking: Checking, row: ReadRow): boolean => {
  if (row.fields.state === 'left') return true
  const left = checking.known.people.get(row.code)?.state === 'left' && row.fields.state !== 'active'
  if (left) checking.notice(row, 'code', 'person-left', { value: row.code })
  return left
}

/** A member of a contact point who was chosen from no stratum counts in none: neither against its target nor in its rate. */
const warnOfStratum = (checking: Checking, row: ReadRow): void => {
  const { code, fields } = row
  const isMember = Array.isArray(fields.roles) && fields.roles.includes('contact-point')
  const stratum = 'stratum' in fields ? fields.stratum : checking.known.people.get(code)?.stratum
  if (isMember && typeof stratum !== 'string')
    checking.notice(row, 'stratum', 'member-without-stratum', { value: code })
}

/** Somebody holds the post already, and nothing in this file takes it from them. */
const checkHeld = (checking: Checking, row: ReadRow, post: string, inFile: ReadonlyMap<string, ReadRow>): void => {
  const holder = checking.known.posts.get(post)?.holder
  if (holder === undefined || holder === row.code) return
  const theirs = inFile.get(holder)
  if (theirs !== undefined && (theirs.fields.state === 'left' || !postsOf(theirs).includes(post))) return
  // Where their own row claims it too, that is told as two holders.
  if (theirs === undefined && checking.known.people.get(holder)?.state === 'active') {
    checking.fault(row, 'posts', 'post-held', { value: post, other: holder })
  }
}

const plannedPerson = (row: ReadRow, posts: readonly string[], before: 'gone' | readonly Post[]): PlannedRow => {
  const { posts: _posts, standIn: _standIn, since: _since, state, ...fields } = row.fields
  const plain = planned(row, {
    ...fields,
    ...memberRole(fields),
    ...(state === 'active' ? { state, leftAt: null } : {}),
  })
  if (before === 'gone') return { ...plain, leaves: true }
  if (!('posts' in row.fields)) return plain
  return {
    ...plain,
    hold: posts.map((post) => holding(row, post, before)),
    vacate: before.map((post) => post.code).filter((post) => !posts.includes(post)),
  }
}

/** Who was chosen from a stratum is a member, whether or not the file has a column for roles. */
const memberRole = ({ stratum, roles }: ReadRow['fields']): object => {
  if (typeof stratum !== 'string') return {}
  const given: readonly unknown[] = Array.isArray(roles) ? roles : []
  return { roles: [...new Set([...given, 'contact-point'])] }
}

const holding = (row: ReadRow, post: string, before: readonly Post[]): Holding => {
  const moves = before.length > 0 && before.every(({ code }) => code !== post)
  const said = asText(row.fields.since)
  // The one day of a row with several posts: where it was there before, it tells of a post that they had then.
  const since = moves && before.some((each) => each.since === said) ? undefined : said
  const standIn = asText(row.fields.standIn)
  return {
    ...{ post, ...(moves ? { moves } : {}) },
    ...{ ...(since === undefined ? {} : { since }), ...(standIn === undefined ? {} : { standIn }) },
  }
}
