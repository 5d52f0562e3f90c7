import type { z } from 'zod'
import { READERS } from '../../campaigns/index.ts'
import { command, type Reply, type Talk } from '../../conversation/command.ts'
import { partsOf } from '../../conversation/in-parts.ts'
import { hasRole } from '../../kernel/actor.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import { blanksIn } from './blanks.ts'
import { dutiesIn, dutyLines } from './duties-in.ts'
import { text, texts } from './queries.ts'
import { discard, draft, publish, withdraw } from './write.ts'

const WRITERS = ['officer', 'director'] as const
/** As in `pledge_text NAME 0`: the draft. */
const DRAFT = '0'
/** So many older versions get a button; the API has all. */
const OLDER = 3
const MOST = 300

type Read = ResultOf<typeof text>
type ResultOf<T> = T extends Operation<infer _I, infer O> ? O : never
type Drafted = z.input<typeof draft.input>

const mayWrite = ({ actor }: Talk): boolean => hasRole(actor, ...WRITERS)

/** `/pledge_texts`: every pledge with the version that is in force. */
const pledgeTexts = command({
  name: 'pledge_texts',
  for: READERS,
  summary: 'pledges.command-texts',
  words: 'pledges.words-texts',
  async run(talk) {
    const { rows } = await talk.execute(texts, {})
    return [
      {
        say: 'pledges.texts',
        choices: [
          ...rows.map(({ name, state, hasDraft, ...row }) => ({
            say: `pledges.button.text-${state}${hasDraft && state !== 'draft' ? '-draft' : ''}`,
            params: row,
            token: `pledge_text ${name}`,
          })),
          ...(mayWrite(talk) ? [{ say: 'pledges.button.write-new', token: 'pledge_write' }] : []),
        ],
      },
    ]
  },
})

/** `pledge_text NAME [VERSION] [PART]`: the text of a pledge, the newest version or another, a part at a time. */
const pledgeText = command({
  name: 'pledge_text',
  for: READERS,
  summary: 'pledges.command-text',
  listed: false,
  run: async (talk, [name = '', version, part = '1']) => [await textReply(talk, name, version, Number(part) || 1)],
})

const textReply = async (talk: Talk, name: string, version?: string, part = 1): Promise<Reply> => {
  const read = await talk.execute(text, { name, ...(version === undefined ? {} : { version: Number(version) || 0 }) })
  const { template, versions } = read
  const parts = partsOf(template.text.trim())
  const at = Math.min(part, parts.length)
  const isDraft = read.mark !== undefined
  const isNewest = template.version === versions[0] || isDraft
  const state = isNewest ? read.state : 'older'
  const head = { title: template.title, version: template.version, part: at, parts: parts.length }
  const lines = [
    talk.text(`pledges.text-${state}`, { ...head, reason: read.reason ?? '' }),
    parts[at - 1] ?? '',
    ...(at < parts.length ? [] : afterText(talk, read)),
  ]
  const next = {
    say: 'pledges.button.next',
    token: `pledge_text ${name} ${isDraft ? DRAFT : template.version} ${at + 1}`,
  }
  const steps = isDraft ? draftChoices(read) : isNewest ? versionChoices(read) : []
  return {
    words: lines.join('\n'),
    choices: [
      ...(at < parts.length ? [next] : []),
      ...(mayWrite(talk) ? steps : []),
      ...versions
        .filter((each) => isDraft || each !== template.version)
        .slice(0, OLDER)
        .map((each) => ({
          ...{ say: 'pledges.button.version', params: { version: each }, token: `pledge_text ${name} ${each}` },
        })),
      { say: 'pledges.button.texts', token: 'pledge_texts' },
    ],
  }
}

/** What the signer is asked for and owes, and what the text still lacks, with the cure. */
const afterText = (talk: Talk, { template, faults }: Read): readonly string[] => [
  '',
  ...template.blanks.map(({ name, ask, kind }) => talk.text(`pledges.text-blank-${kind}`, { name, ask })),
  ...(template.duties.length === 0 ? [] : [talk.text('pledges.text-duties', { lines: dutyLines(template.duties) })]),
  talk.text(`pledges.text-sign-${template.sign}`),
  talk.text(`pledges.text-renew-${template.renew}`),
  ...faults.map(({ kind, name }) => talk.text(`errors.pledges.faulty-${kind}`, { name })),
]

const draftChoices = ({ template: { name, text: words }, faults, mark }: Read): readonly SaidChoice[] => [
  ...faults
    .filter(({ kind }) => kind === 'nobody-fills')
    .map((fault) => ({
      say: 'pledges.button.ask-blank',
      params: { name: fault.name },
      token: `pledge_blank_ask ${name} ${[...blanksIn(words)].indexOf(fault.name)}`,
    })),
  ...(faults.length > 0
    ? []
    : [{ say: 'pledges.button.publish', token: `pledge_publish ${name} ${mark}`, style: 'primary' as const }]),
  { say: 'pledges.button.write-again', token: `pledge_write ${name}` },
  { say: 'pledges.button.discard', token: `pledge_discard ${name}` },
]

const versionChoices = ({ template: { name }, state, hasDraft }: Read): readonly SaidChoice[] => [
  ...(state === 'in-force' ? [{ say: 'pledges.button.open', token: `pledge_open ${name}` }] : []),
  hasDraft
    ? { say: 'pledges.button.see-draft', token: `pledge_text ${name} ${DRAFT}` }
    : { say: 'pledges.button.write-again', token: `pledge_write ${name}` },
  ...(state === 'in-force'
    ? [{ say: 'pledges.button.withdraw', token: `pledge_withdraw ${name}`, style: 'danger' as const }]
    : []),
]

/** What is there to go on from: the draft, or else the newest version. */
const before = async (talk: Talk, name: string): Promise<Read['template'] | undefined> => {
  const { hasDraft, template } = await talk.execute(text, { name })
  return hasDraft ? (await talk.execute(text, { name, version: 0 })).template : template
}

/** `pledge_write [NAME]`: a new pledge, or the next version of one, as a draft. */
const pledgeWrite = command({
  name: 'pledge_write',
  for: WRITERS,
  summary: 'pledges.command-write',
  listed: false,
  form: 'pledge-text',
  async begin(talk, [name]) {
    const last = name === undefined ? undefined : await before(talk, name)
    if (last === undefined) return {}
    const { kind, title, sign, renew, duties } = last
    return { kind, title, sign, renew, ...(duties.length === 0 ? {} : { duties: dutyLines(duties) }) }
  },
  async run(talk, [name], answers) {
    const words = String(answers.text).replace(/｛/g, '{').replace(/｝/g, '}')
    const asked = blanksIn(words)
    const last = name === undefined ? undefined : await before(talk, name)
    // The operation reads it by the schema of pledges.
    const drafted = {
      ...(name === undefined ? {} : { name }),
      ...{ kind: answers.kind, title: answers.title, text: words, sign: answers.sign, renew: answers.renew },
      // Questions that were written before stay with the blanks that are still there.
      blanks: last?.blanks.filter((blank) => asked.has(blank.name)) ?? [],
      duties: answers.kind === 'responsibility' ? dutiesIn(String(answers.duties ?? '')) : [],
    } as Drafted
    const kept = await talk.execute(draft, drafted)
    return [await textReply(talk, kept.name, DRAFT)]
  },
})

/** `pledge_blank_ask NAME N`: what whoever signs is asked for, for the Nth blank of the draft. */
const pledgeBlankAsk = command({
  name: 'pledge_blank_ask',
  for: WRITERS,
  summary: 'pledges.command-write',
  listed: false,
  form: 'pledge-blank-ask',
  async run(talk, [name = '', n = '0'], answers) {
    const { template } = await talk.execute(text, { name, version: 0 })
    const { version: _next, ...last } = template
    const blank = [...blanksIn(template.text)][Number(n)]
    const kind = answers.kind === 'amount' ? 'amount' : 'text'
    if (blank !== undefined) {
      const others = last.blanks.filter((each) => each.name !== blank)
      await talk.execute(draft, {
        ...last,
        blanks: [...others, { name: blank, ask: String(answers.ask), kind, max: MOST }],
      })
    }
    return [await textReply(talk, name, DRAFT)]
  },
})

/** `pledge_publish NAME MARK [yes]`: says what will happen; then puts the draft in force. */
const pledgePublish = command({
  name: 'pledge_publish',
  for: WRITERS,
  summary: 'pledges.command-publish',
  listed: false,
  async run(talk, [name = '', mark = '', yes]) {
    if (yes === undefined) {
      const { template, versions } = await talk.execute(text, { name, version: 0 })
      const { title, version } = template
      return [
        {
          say: versions.length === 0 ? 'pledges.publish-first' : 'pledges.publish-next',
          params: { title, version },
          choices: [
            { say: 'pledges.button.publish-yes', token: `pledge_publish ${name} ${mark} yes`, style: 'primary' },
            { say: 'pledges.button.see-draft', token: `pledge_text ${name} ${DRAFT}` },
          ],
        },
      ]
    }
    const { title, version } = await talk.execute(publish, { name, mark })
    return [
      {
        say: 'pledges.published',
        params: { title, version },
        choices: [
          { say: 'pledges.button.open', token: `pledge_open ${name}` },
          { say: 'pledges.button.texts', token: 'pledge_texts' },
        ],
      },
    ]
  },
})

const pledgeDiscard = command({
  name: 'pledge_discard',
  for: WRITERS,
  summary: 'pledges.command-discard',
  listed: false,
  async run(talk, [name = '']) {
    await talk.execute(discard, { name })
    return [{ say: 'pledges.discarded', choices: [{ say: 'pledges.button.texts', token: 'pledge_texts' }] }]
  },
})

/** `pledge_withdraw NAME`: takes the version in force back, with a reason. */
const pledgeWithdraw = command({
  name: 'pledge_withdraw',
  for: WRITERS,
  summary: 'pledges.command-withdraw',
  listed: false,
  form: 'pledge-withdraw',
  async run(talk, [name = ''], answers) {
    const { version } = await talk.execute(withdraw, { name, reason: String(answers.reason) })
    return [{ say: 'pledges.withdrawn', params: { version } }, await textReply(talk, name)]
  },
})

export const textCommands = [
  pledgeTexts,
  pledgeText,
  pledgeWrite,
  pledgeBlankAsk,
  pledgePublish,
  pledgeDiscard,
  pledgeWithdraw,
]
