import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { command, type Talk } from '../conversation/command.ts'
import { KEEPERS, postpone, removals } from './announce.ts'
import { RetentionRules, ruleOf } from './content.ts'
import type { Removal } from './removal.ts'

/** `/retention`: what is kept how long, what will be removed, and what was. */
export const retentionCommand = command({
  name: 'retention',
  for: ['officer', 'director', 'auditor'],
  summary: 'retention.command',
  words: 'retention.words',
  async run(talk) {
    const { removals: all } = await talk.execute(removals, {})
    const rules = talk.content
      .only(RetentionRules)
      .kinds.map(({ title, why }) =>
        talk.text('retention.rule', { title: inLanguage(title, talk.language), why: inLanguage(why, talk.language) }),
      )
    const ahead = all.filter(({ data }) => data.state === 'announced')
    const done = all.filter(({ data }) => data.state !== 'announced').slice(0, 5)
    const lines = [...ahead, ...done].map(({ data }) => lineOf(talk, data))
    return [
      {
        say: 'retention.list',
        params: {
          rules: rules.join('\n'),
          lines: lines.length === 0 ? talk.text('retention.nothing') : lines.join('\n'),
        },
        choices: ahead.slice(0, 8).map(({ id, data }) => ({
          ...{
            say: 'retention.button.put-off-of',
            params: { title: titleOf(talk, data.kind) },
            token: `put_off ${id}`,
          },
        })),
      },
    ]
  },
})

const titleOf = (talk: Talk, kind: string): string => {
  const rule = ruleOf(talk.content, kind)
  return rule === undefined ? kind : inLanguage(rule.title, talk.language)
}

const lineOf = (talk: Talk, { kind, state, announced, executeAt, certificate, postponed }: Removal): string => {
  const title = titleOf(talk, kind)
  const dayOf = (at: string) => calendarOf(talk.content).dayAt(at)
  if (state === 'announced')
    return talk.text(postponed.length === 0 ? 'retention.ahead' : 'retention.ahead-put-off', {
      title,
      count: announced,
      day: dayOf(executeAt),
      reason: postponed.at(-1)?.reason ?? '',
    })
  return talk.text('retention.done', {
    title,
    count: certificate?.count ?? 0,
    day: dayOf(certificate?.at ?? executeAt),
    digest: certificate?.digest.slice(0, 12) ?? '',
  })
}

/** Puts one removal off: until when, and why. */
export const putOff = command({
  name: 'put_off',
  for: KEEPERS,
  summary: 'retention.command-put-off',
  listed: false,
  form: 'put-off',
  async run(talk, [id = ''], answers) {
    await talk.execute(postpone, { id, until: String(answers.until), reason: String(answers.reason) })
    return [
      {
        say: 'retention.is-put-off',
        params: { day: String(answers.until) },
        choices: [{ say: 'retention.command', token: 'retention' }],
      },
    ]
  },
})
