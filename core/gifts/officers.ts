import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import type { Actor } from '../kernel/actor.ts'
import { notFound } from '../kernel/errors.ts'
import { Posts } from '../people/content.ts'
import type { Organisation } from '../people/index.ts'
import type { Gift } from './gift.ts'

const Schema = z.strictObject({
  /** The posts of the two officers in charge. */
  officers: z.tuple([z.string(), z.string()]),
  /** The post that takes the place of one of them where they declare something themselves. */
  standIn: z.string(),
  /** So many working days after the declaration the thing is to be handed in. */
  handInWithin: z.number().int().min(1).max(60).default(5),
})

/** `content/gifts.yaml`: who keeps the gift register. */
export const GiftOffice = contentPiece<z.infer<typeof Schema>>({
  name: 'gifts',
  files: 'gifts.yaml',
  schema: Schema,
  *check({ officers, standIn }, content: Content): Iterable<ContentFault> {
    const all = [...officers, standIn]
    const posts = new Set(content.only(Posts).map(({ code }) => code))
    for (const [n, post] of all.entries()) {
      const at = n < 2 ? ['officers', n] : ['standIn']
      if (!posts.has(post)) yield { at, message: `"${post}" is no post: take a code of organisation/posts.yaml` }
      if (all.indexOf(post) < n) yield { at, message: `"${post}" stands twice: three different posts are needed` }
    }
  },
})

/** Those who hold the posts now: the two in charge, and then who takes the place of one of them. */
const keepers = (content: Content, org: Organisation): readonly string[] => {
  const { officers, standIn } = content.only(GiftOffice)
  return [...new Set([...officers, standIn].flatMap((post) => org.holder(post)?.code ?? []))]
}

/** The two who may see what `declarer` declares: never the declarer, who is then replaced. */
export const inCharge = (content: Content, org: Organisation, declarer: string): readonly string[] =>
  keepers(content, org)
    .filter((person) => person !== declarer)
    .slice(0, 2)

/** Whose declarations `person` is in charge of: the other side of `inCharge`. */
export const keptFor = (
  content: Content,
  org: Organisation,
  person: string,
): 'everybody else' | 'nobody' | readonly string[] => {
  const place = keepers(content, org).indexOf(person)
  if (place < 0) return 'nobody'
  return place < 2 ? 'everybody else' : keepers(content, org).slice(0, 2)
}

/** Nobody else learns even that it exists. @throws Refusal `gifts.unknown` */
export const requireReader = (content: Content, org: Organisation, actor: Actor, gift: Gift | undefined): Gift => {
  if (gift === undefined) throw notFound('gifts.unknown')
  const reads =
    actor.kind === 'person' &&
    (actor.person === gift.person || inCharge(content, org, gift.person).includes(actor.person))
  if (!reads) throw notFound('gifts.unknown')
  return gift
}

/** @throws Refusal `gifts.unknown` for everybody but the two in charge */
export const requireOfficer = (content: Content, org: Organisation, actor: Actor, gift: Gift | undefined): string => {
  const { person: declarer } = requireReader(content, org, actor, gift)
  if (actor.kind !== 'person' || actor.person === declarer) throw notFound('gifts.unknown')
  return actor.person
}
