import type { Content, Texts } from '../content/content.ts'
import { dayInWords } from '../content/day-in-words.ts'
import type { Wish } from '../kernel/outcome.ts'
import { digestOf } from '../kernel/trail.ts'
import type { Organisation } from '../people/index.ts'
import { audienceOf, ownOffice } from '../warnings/audience.ts'
import type { Standing } from './book.ts'

type Values = Readonly<Record<string, string | number>>

/** Something that a rule warns for: one ground is one warning for each person, whatever restarts. */
export interface Ground {
  /** Tells it from every other ground of the rule. */
  readonly key: string
  /** The moment that it shares with others: a leader of many reads the same words of one moment once. */
  readonly moment?: string
  readonly unit: string
  readonly office?: string
  readonly person?: string | undefined
  readonly post?: string
  readonly case?: string
  readonly day: string
  /** What the texts fill in, in both languages. */
  readonly values: { readonly 'zh-CN': Values; readonly en: Values }
}

const filled = (text: string, values: Values, language: 'zh-CN' | 'en'): string =>
  text.replace(/\{\{\s*(\w+)\s*(,\s*day\s*)?\}\}/g, (_all, name: string, day: string | undefined) =>
    day === undefined ? String(values[name] ?? '') : dayInWords(values[name], language),
  )

const inBoth = (texts: Texts, { values }: Ground, name: string): Texts => ({
  'zh-CN': filled(texts['zh-CN'], { ...values['zh-CN'], name }, 'zh-CN'),
  en: filled(texts.en, { ...values.en, name }, 'en'),
})

/**
 * Whom a rule warns for a ground, as who is who says now; another audience than was asked for where that one is nobody.
 * Whoever is in charge may be the head themselves: only a rule for `person` looks at them.
 */
export const reachedBy = (content: Content, org: Organisation, { rule }: Standing, ground: Ground) =>
  audienceOf(org, rule.to, {
    ...{ unit: ground.unit, post: ground.post ?? postOfGround(org, ground) },
    ...(rule.to === 'person' ? { person: ground.person } : {}),
    office: ground.office ?? ownOffice(content),
  })

/** D10 asks for a post: the one of whoever is in charge, or else that of the head. */
const postOfGround = (org: Organisation, { person, unit }: Ground): string | undefined => {
  const held = person === undefined ? [] : org.postsHeldBy(person)
  const post = held.find((each) => each.unit === unit) ?? held[0]
  return (post ?? org.postsOf(unit).find(({ rank }) => rank === 'head'))?.code
}

/** A wish for a warning: once for each `once`. */
export interface Raised extends Wish {
  readonly do: 'warnings.raise'
  readonly input: { readonly once: string }
}

/** The warnings that a rule raises for a ground. */
export const warningsFor = (
  content: Content,
  org: Organisation,
  standing: Standing,
  ground: Ground,
  grouped = false,
): readonly Raised[] => {
  const { rule, version } = standing
  const { people, as } = reachedBy(content, org, standing, ground)
  return people.map((person) => {
    const name = org.person(person)?.name ?? person
    const says = inBoth(rule.says, ground, name)
    const key = ground.moment === undefined ? ground.key : `${ground.moment}:${digestOf(says).slice(0, 16)}`
    return {
      do: 'warnings.raise',
      input: {
        once: `${rule.name}:${key}:${person}`,
        person,
        ...(as === 'person' && ground.post !== undefined ? { post: ground.post } : {}),
        unit: ground.unit,
        ...(ground.office === undefined ? {} : { office: ground.office }),
        severity: rule.severity,
        ground: {
          says,
          day: ground.day,
          ...(ground.case === undefined ? {} : { case: ground.case }),
        },
        rule: { name: rule.name, title: rule.title, version },
        copies: rule.copies,
        unless: rule.silencedBy,
        quiet: grouped || rule.grouped,
        // The audience that was asked for is nobody: whoever it climbed to is told why they have it.
        ...(as === rule.to ? {} : { insteadOf: rule.to }),
        ...(rule.expected === undefined ? {} : { expected: inBoth(rule.expected, ground, name) }),
        ...(rule.expects === undefined ? {} : { expects: rule.expects }),
        ...(rule.within === undefined ? {} : { within: rule.within }),
        ...(rule.endsWithGround === undefined ? {} : { endsWithGround: rule.endsWithGround }),
        ...(rule.ladder === undefined ? {} : { ladder: rule.ladder }),
      },
    }
  })
}
