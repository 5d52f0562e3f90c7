import type { Content } from '../../core/content/content.ts'
import { Texts } from '../../core/content/texts.ts'
import { type Audience, type Command, type Face, mayUse } from '../../core/conversation/command.ts'
import type { Field } from '../../core/conversation/form.ts'
import { Forms } from '../../core/conversation/forms.ts'
import { OWN_COMMANDS } from '../../core/conversation/index.ts'
import type { Repertoire } from '../../core/conversation/turn.ts'
import { Role } from '../../core/kernel/actor.ts'

/** A text as people see it, blanks unfilled. */
export interface Labelled {
  readonly 'zh-CN': string
  readonly en: string
}

export interface FormField {
  readonly name: string
  readonly kind: Field['kind']
  readonly required: boolean
  /** Only shown at the end, where it can be changed. */
  readonly quiet: boolean
  /** Answered by the first words where they say it. */
  readonly fill?: string
  /** CEL over the other answers: asked only while it holds. */
  readonly visibleIf?: string
  readonly max?: number
  readonly label: Labelled
  readonly ask: Labelled
  readonly options?: readonly { readonly value: string; readonly label: Labelled }[]
}

export interface ChatCommand {
  /** Typed with a slash before it. */
  readonly name: string
  readonly bots: readonly Face['name'][]
  readonly for: Audience
  /** Stands in help and menus; the others are reached by buttons. */
  readonly listed: boolean
  readonly summary: Labelled
  /** Short messages that hold one of these mean the command. */
  readonly words?: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] }
  /** A deep link's payload that begins with this and a hyphen begins the command. */
  readonly link?: string
  readonly form?: {
    readonly name: string
    readonly title: Labelled
    /** Shows all answers for confirmation before sending. */
    readonly review: boolean
    readonly submit?: Labelled
    readonly fields: readonly FormField[]
  }
}

export interface Catalogue {
  readonly bots: readonly {
    readonly name: Face['name']
    readonly for: Audience
    readonly menu: readonly string[]
    /** The command that plain words begin. */
    readonly otherwise: string
    readonly welcome: Labelled
  }[]
  readonly commands: readonly ChatCommand[]
  /** The labels of all buttons, by text key; those of a form's options stand with their fields. */
  readonly buttons: Readonly<Record<string, Labelled>>
}

/** Everything that can be said or pressed, from the same declarations that the bots run on. */
export const catalogueOf = (content: Content, { commands, faces }: Repertoire): Catalogue => {
  const say = sayIn(content)
  const own = OWN_COMMANDS.map(({ name, summary }) => ({
    ...{ name, bots: faces.map((face) => face.name), for: 'everyone' as const, listed: true },
    summary: say(summary),
  }))
  return {
    bots: faces.map(({ name, for: audience, menu, otherwise, welcome }) => ({
      name,
      for: audience,
      menu,
      otherwise,
      welcome: say(welcome),
    })),
    commands: [...own, ...[...commands.values()].map((each) => described(content, faces, each))],
    buttons: Object.fromEntries(buttonKeys(content).map((key) => [key, say(key)])),
  }
}

const sayIn =
  (content: Content) =>
  (key: string): Labelled => ({ 'zh-CN': content.say('zh-CN', key), en: content.say('en', key) })

const described = (content: Content, faces: readonly Face[], command: Command): ChatCommand => {
  const say = sayIn(content)
  const words = command.words === undefined ? undefined : say(command.words)
  const form = content.files(Forms).find(({ value }) => value.name === command.form)?.value
  return {
    name: command.name,
    bots: botsOf(faces, command.for),
    for: command.for,
    listed: command.listed,
    summary: say(command.summary),
    ...(words === undefined ? {} : { words: { 'zh-CN': words['zh-CN'].split('|'), en: words.en.split('|') } }),
    ...(command.link === undefined ? {} : { link: command.link }),
    ...(form === undefined
      ? {}
      : {
          form: {
            ...{ name: form.name, title: form.title, review: form.review },
            ...(form.submit === undefined ? {} : { submit: form.submit }),
            fields: form.fields.map(fieldOf),
          },
        }),
  }
}

const fieldOf = (field: Field): FormField => ({
  ...{ name: field.name, kind: field.kind, required: field.required, quiet: field.quiet },
  ...(field.fill === undefined ? {} : { fill: field.fill }),
  ...(field.visibleIf === undefined ? {} : { visibleIf: field.visibleIf }),
  ...('max' in field && field.max !== undefined ? { max: field.max } : {}),
  ...{ label: field.label, ask: field.ask },
  ...('options' in field ? { options: field.options.map(({ value, label }) => ({ value, label })) } : {}),
})

/** The faces that somebody meets who may use a command: everyone meets each, a role the first that is for it. */
const botsOf = (faces: readonly Face[], audience: Audience): readonly Face['name'][] => {
  if (audience === 'everyone') return faces.map(({ name }) => name)
  const roles = audience === 'person' ? Role.options : audience
  const met = roles.map((role) =>
    faces.find((face) => mayUse(face.for, { kind: 'person', person: '', roles: [role], units: [] })),
  )
  return faces.filter((face) => met.includes(face)).map(({ name }) => name)
}

/** Labels that no form's option and no command's summary holds. */
const BUTTON = /\.button\.|^form\.(send|edit|cancel|skip|back|done|files-done|agree|continue)$|^chat\.language-(zh|en)/

const buttonKeys = (content: Content): readonly string[] =>
  [...new Set(content.files(Texts).flatMap(({ value }) => Object.keys(value)))].filter((key) => BUTTON.test(key)).sort()
