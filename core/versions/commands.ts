import { READERS } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { partsOf } from '../conversation/in-parts.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Operation } from '../kernel/operation.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import type { Version } from './book.ts'
import type { ReadText } from './queries.ts'
import { WRITERS } from './write.ts'

/** As in `pledge_text NAME 0`: the draft. */
const DRAFT = '0'
/** So many older versions get a button; the API has all. */
const OLDER = 3

interface Row extends Version {
  readonly state: string
  readonly hasDraft: boolean
}

/** The operations of `readingOf` and `writingOf`. */
interface Operations<T> {
  readonly texts: Operation<Record<string, never>, { rows: readonly Row[] }>
  readonly text: Operation<{ name: string; version?: number | undefined }, ReadText<T>>
  readonly publish: Operation<{ name: string; mark?: string | undefined }, Version>
  readonly discard: Operation<{ name: string }, { name: string }>
  readonly withdraw: Operation<{ name: string; reason: string }, { name: string; version: number }>
}

/** How one kind of text is shown to its writers. */
interface Telling<T> {
  /** Begins the text keys: `FEATURE.texts`, `FEATURE.text-draft`, `FEATURE.button.publish`, … */
  readonly feature: string
  /** Begins the commands: `NOUN_texts`, `NOUN_text`, `NOUN_write`, `NOUN_publish`, `NOUN_discard`, `NOUN_withdraw`. */
  readonly noun: string
  /** The command that gives a text to an audience; takes its name. */
  readonly gives: string
  /** The form that asks why a version is withdrawn, under `reason`. */
  readonly why: string
  /** What stands after the last part: what else belongs to the text. */
  after(talk: Talk, template: T): readonly string[]
  /** What cures a fault by a tap. */
  cures?(read: ReadText<T>): readonly SaidChoice[]
  files?(template: T): NonNullable<Reply['files']>
}

/** The commands by which texts are listed, read, put in force, thrown away and withdrawn; the feature adds how one is written. */
export const writingCommands = <T extends Version & { readonly text: string }>(
  { texts, text, publish, discard, withdraw }: Operations<T>,
  { feature, noun, gives, why, after, cures, files }: Telling<T>,
) => {
  const mayWrite = ({ actor }: Talk): boolean => hasRole(actor, ...WRITERS)
  const toList = { say: `${feature}.button.texts`, token: `${noun}_texts` }
  const toDraft = (name: string) => ({ say: `${feature}.button.see-draft`, token: `${noun}_text ${name} ${DRAFT}` })
  const give = (name: string) => ({ say: `${feature}.button.open`, token: `${gives} ${name}` })
  const again = (name: string) => ({ say: `${feature}.button.write-again`, token: `${noun}_write ${name}` })

  const draftChoices = (read: ReadText<T>): readonly SaidChoice[] => {
    const { template, faults, mark } = read
    const { name } = template
    const publishing = { say: `${feature}.button.publish`, token: `${noun}_publish ${name} ${mark}` }
    return [
      ...(cures?.(read) ?? []),
      ...(faults.length > 0 ? [] : [{ ...publishing, style: 'primary' as const }]),
      again(name),
      { say: `${feature}.button.discard`, token: `${noun}_discard ${name}` },
    ]
  }

  const versionChoices = ({ template: { name }, state, hasDraft }: ReadText<T>): readonly SaidChoice[] => [
    ...(state === 'in-force' ? [give(name)] : []),
    hasDraft ? toDraft(name) : again(name),
    ...(state === 'in-force'
      ? [{ say: `${feature}.button.withdraw`, token: `${noun}_withdraw ${name}`, style: 'danger' as const }]
      : []),
  ]

  const textReply = async (talk: Talk, name: string, version?: string, part = 1): Promise<Reply> => {
    const read = await talk.execute(text, { name, ...(version === undefined ? {} : { version: Number(version) || 0 }) })
    const { template, versions } = read
    const parts = partsOf(template.text.trim())
    const at = Math.min(part, parts.length)
    const isDraft = read.mark !== undefined
    const isNewest = template.version === versions[0] || isDraft
    const state = isNewest ? read.state : 'older'
    const head = { title: template.title, version: template.version, part: at, parts: parts.length }
    const faults = read.faults.map((fault) => talk.text(`errors.${feature}.faulty-${fault.kind}`, { name: fault.name }))
    const lines = [
      talk.text(`${feature}.text-${state}`, { ...head, reason: read.reason ?? '' }),
      parts[at - 1] ?? '',
      ...(at < parts.length ? [] : ['', ...after(talk, template), ...faults]),
    ]
    const next = {
      say: `${feature}.button.next`,
      token: `${noun}_text ${name} ${isDraft ? DRAFT : template.version} ${at + 1}`,
    }
    const steps = isDraft ? draftChoices(read) : isNewest ? versionChoices(read) : []
    const shown = at === 1 ? (files?.(template) ?? []) : []
    return {
      words: lines.join('\n'),
      ...(shown.length === 0 ? {} : { files: shown }),
      choices: [
        ...(at < parts.length ? [next] : []),
        ...(mayWrite(talk) ? steps : []),
        ...versions
          .filter((each) => isDraft || each !== template.version)
          .slice(0, OLDER)
          .map((each) => ({
            ...{ say: `${feature}.button.version`, params: { version: each }, token: `${noun}_text ${name} ${each}` },
          })),
        toList,
      ],
    }
  }

  /** What is there to go on from: the draft, or else the newest version. */
  const before = async (talk: Talk, name: string): Promise<T> => {
    const { hasDraft, template } = await talk.execute(text, { name })
    return hasDraft ? (await talk.execute(text, { name, version: 0 })).template : template
  }

  const list = command({
    name: `${noun}_texts`,
    for: READERS,
    summary: `${feature}.command-texts`,
    words: `${feature}.words-texts`,
    async run(talk) {
      const { rows } = await talk.execute(texts, {})
      return [
        {
          say: `${feature}.texts`,
          choices: [
            ...rows.map(({ name, title, version, state, hasDraft }) => ({
              say: `${feature}.button.text-${state}${hasDraft && state !== 'draft' ? '-draft' : ''}`,
              params: { title, version },
              token: `${noun}_text ${name}`,
            })),
            ...(mayWrite(talk) ? [{ say: `${feature}.button.write-new`, token: `${noun}_write` }] : []),
          ],
        },
      ]
    },
  })

  /** `NOUN_text NAME [VERSION] [PART]`: the newest version or another, a part at a time. */
  const show = command({
    name: `${noun}_text`,
    for: READERS,
    summary: `${feature}.command-text`,
    listed: false,
    run: async (talk, [name = '', version, part = '1']) => [await textReply(talk, name, version, Number(part) || 1)],
  })

  /** `NOUN_publish NAME MARK [yes]`: says what will happen; then puts the draft in force. */
  const putInForce = command({
    name: `${noun}_publish`,
    for: WRITERS,
    summary: `${feature}.command-publish`,
    listed: false,
    async run(talk, [name = '', mark = '', yes]) {
      if (yes === undefined) {
        const { template, versions } = await talk.execute(text, { name, version: 0 })
        const sure = { say: `${feature}.button.publish-yes`, token: `${noun}_publish ${name} ${mark} yes` }
        return [
          {
            say: `${feature}.publish-${versions.length === 0 ? 'first' : 'next'}`,
            params: { title: template.title, version: template.version },
            choices: [{ ...sure, style: 'primary' }, toDraft(name)],
          },
        ]
      }
      const { title, version } = await talk.execute(publish, { name, mark })
      return [{ say: `${feature}.published`, params: { title, version }, choices: [give(name), toList] }]
    },
  })

  const throwAway = command({
    name: `${noun}_discard`,
    for: WRITERS,
    summary: `${feature}.command-discard`,
    listed: false,
    async run(talk, [name = '']) {
      await talk.execute(discard, { name })
      return [{ say: `${feature}.discarded`, choices: [toList] }]
    },
  })

  /** `NOUN_withdraw NAME`: takes the version in force back, with a reason. */
  const takeBack = command({
    name: `${noun}_withdraw`,
    for: WRITERS,
    summary: `${feature}.command-withdraw`,
    listed: false,
    form: why,
    async run(talk, [name = ''], answers) {
      const { version } = await talk.execute(withdraw, { name, reason: String(answers.reason) })
      return [{ say: `${feature}.withdrawn`, params: { version } }, await textReply(talk, name)]
    },
  })

  return {
    commands: [list, show, putInForce, throwAway, takeBack],
    draftReply: (talk: Talk, name: string) => textReply(talk, name, DRAFT),
    before,
  }
}
