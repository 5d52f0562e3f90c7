import type { Content, Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import { type SaidChoice, tell } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import type { WarningData } from './warning.ts'

interface Notice {
  readonly params?: Params
  readonly choices?: readonly SaidChoice[]
  /** What is to be done once the platform took it, or nobody could deliver it. */
  readonly news?: { readonly do: string; readonly input: Readonly<Record<string, unknown>> }
}

/** What every text about a warning can say, in the language of its reader. */
export const wordsOf = (content: Content, org: Organisation, language: Language, data: WarningData): Params => ({
  number: data.number,
  severity: content.say(language, `warnings.severity-${data.severity}`),
  ground: inLanguage(data.ground.says, language),
  name: org.person(data.to)?.name ?? data.to,
  unit: org.unit(data.unit)?.name ?? data.unit,
  due: data.due.day,
})

/** Tells `people` of the warning, each in their language; it is their duty to hear of it. */
export const tellOf = (
  content: Content,
  org: Organisation,
  people: readonly string[],
  id: string,
  data: WarningData,
  say: string,
  notice: Notice = {},
): readonly Wish[] =>
  people.map((person) =>
    tell({ kind: 'person', person }, say, {
      purpose: 'duty',
      params: { ...wordsOf(content, org, org.person(person)?.language ?? 'zh-CN', data), ...notice.params },
      choices: notice.choices ?? [showWarning(id)],
      about: id,
      ...(notice.news === undefined ? {} : { news: notice.news }),
    }),
  )

/**
 * Who hears of what is for the person warned: they themselves, or while they are away whoever stands in, who can answer
 * it. Where that one must not hear of it (`may`), the next in line does, up to the leaders; where nobody is left, it
 * waits for them in their own chat.
 */
export const hearerOf = (
  org: Organisation,
  may: (person: string) => boolean,
  { to }: Pick<WarningData, 'to'>,
): string => {
  const standing = org.standIns(to).find(({ person }) => may(person.code))
  return standing?.person.code ?? to
}

/** Everybody who was ever told of it and may still hear, and whoever it is for now. */
export const everyHearerOf = (
  org: Organisation,
  may: (person: string) => boolean,
  data: WarningData,
): readonly string[] =>
  [...new Set([hearerOf(org, may, data), ...data.steps.flatMap(({ told }) => told ?? []), ...data.copies])].filter(may)

/** Tells the person warned, or whoever stands in and is told for whom. */
export const tellWarned = (
  content: Content,
  org: Organisation,
  may: (person: string) => boolean,
  id: string,
  data: WarningData,
  say: string,
  notice: Notice = {},
): readonly Wish[] => {
  const hearer = hearerOf(org, may, data)
  if (hearer === data.to) return tellOf(content, org, [hearer], id, data, say, notice)
  const language = org.person(hearer)?.language ?? 'zh-CN'
  const words = content.say(language, say, { ...wordsOf(content, org, language, data), ...notice.params })
  return tellOf(content, org, [hearer], id, data, 'warnings.told.standing-in', {
    ...notice,
    params: { ...notice.params, words },
  })
}

export const showWarning = (id: string): SaidChoice => ({ say: 'warnings.button.show', token: `warning ${id}` })

/** What the person warned can do at once. */
export const personChoices = (id: string, { expects, ground }: WarningData): readonly SaidChoice[] => [
  ...(expects === 'nothing'
    ? []
    : [{ say: 'warnings.button.acknowledge', token: `acknowledge ${id}`, style: 'primary' as const }]),
  ...(expects === 'answer' ? [{ say: 'warnings.button.respond', token: `respond ${id}` }] : []),
  ...(ground.case === undefined ? [] : [{ say: 'warnings.button.case', token: `show ${ground.case}` }]),
  showWarning(id),
]

/** Puts one line into the digest of each of `people`. */
export const noteFor = (
  people: readonly string[],
  warning: string,
  why: DigestReason,
  now: string,
  own = false,
): readonly Wish[] => people.map((person) => ({ do: 'warnings.note', input: { person, warning, why, own, at: now } }))

/** Why a warning stands in a digest. */
export const DIGEST_REASONS = ['copy', 'climbed', 'own', 'overdue', 'undelivered', 'ended'] as const
export type DigestReason = (typeof DIGEST_REASONS)[number]
