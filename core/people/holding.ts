import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { earlierOnce, Post } from './post.ts'
import { touching } from './revision.ts'
import { Code } from './unit.ts'

const Held = z.strictObject({ post: Code })

/** Gives a post to a person, whoever held it before. An older act that was held up changes nothing. */
export const hold = operation({
  name: 'people.hold',
  summary: 'Gives a post to a person.',
  allow: 'system',
  audited: false,
  input: z.strictObject({
    post: Code,
    person: Code,
    since: z.string().optional(),
    /** They held another post before. */
    moves: z.boolean().optional(),
    standIn: Code.optional(),
    /** When it was decided. */
    at: z.string(),
  }),
  output: Held,
  async run(context, { post, person, since, moves, standIn, at }) {
    const stored = await context.load(Post, post)
    const { holder, since: before, earlier, standIn: _standIn, ...rest } = stored.data
    if ((stored.data.heldAt ?? '') > at) return answer({ post })
    const day = calendarOf(context.content).dayAt(at)
    // A roster without dates still tells of a change of hands, but the first one tells nothing of when.
    const changed = stored.data.heldAt === undefined && moves !== true ? undefined : day
    const from = since ?? (holder === person ? before : changed)
    const others = holder === person ? earlier : earlierOnce(stored.data, from ?? day)
    return change(Post, stored, {
      ...rest,
      holder: person,
      heldAt: at,
      ...(others === undefined ? {} : { earlier: others }),
      ...(from === undefined ? {} : { since: from }),
      ...(standIn === undefined ? {} : { standIn }),
    })
  },
  outputOf: ({ id }) => ({ post: id }),
})

/**
 * Takes a post from a person, if they still hold it. What was to be done in it stays with the post: the B-role acts
 * in it until it is given to somebody.
 */
export const vacate = operation({
  name: 'people.vacate',
  summary: 'Takes a post from the person who held it.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ post: Code, person: Code, at: z.string() }),
  output: Held,
  async run(context, { post, person, at }) {
    const stored = await context.load(Post, post)
    const { holder, since: _since, ...rest } = stored.data
    if (holder !== person || (stored.data.heldAt ?? '') > at) return answer({ post })
    const earlier = earlierOnce(stored.data, calendarOf(context.content).dayAt(at))
    return change(Post, stored, { ...rest, earlier, heldAt: at }, [
      touching({ post, person, at }, [{ kind: 'post', id: post }]),
    ])
  },
  outputOf: ({ id }) => ({ post: id }),
})
