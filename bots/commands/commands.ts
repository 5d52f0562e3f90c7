import { readContentFolder } from '../../adapters/files/index.ts'
import { features } from '../../core/features.ts'
import { checkedContent } from '../../core/program.ts'
import { FACES } from '../faces.ts'
import { type ChatCommand, catalogueOf, type Labelled } from './catalogue.ts'
import { cli } from './cli.ts'
import { columns, print, printJson } from './terminal.ts'

/** `contact-point commands [--json]` */
export const commandsCommand = cli({
  name: 'commands',
  description: 'List every chat command: where it can be used and by whom, its form, and the labels of all buttons',
  examples: [
    'commands        # to read',
    'commands --json # {bots, commands: [{name, bots, for, summary, words, form: {fields}}], buttons}, to drive a client with',
  ],
  args: { json: { type: 'boolean', description: 'Write JSON for machines' } },
  async run({ args }) {
    const content = checkedContent(await readContentFolder(process.env.CONTENT_DIR || 'content'), FACES)
    const catalogue = catalogueOf(content, features(FACES).talking.repertoire)
    if (args.json) return printJson(catalogue)
    for (const { name, welcome, menu } of catalogue.bots)
      print(`${name}: ${menu.map((each) => `/${each}`).join(' ')}   ${firstLine(welcome)}`)
    print('')
    print(
      columns(
        catalogue.commands.map((each) => [`/${each.name}`, whoFor(each), each.bots.join(' '), both(each.summary)]),
      ),
    )
    for (const { name, form } of catalogue.commands) {
      if (form === undefined) continue
      print(`\n/${name} asks: ${both(form.title)}`)
      print(
        columns(
          form.fields.map((field) => [
            `  ${field.name}`,
            field.kind,
            field.required ? 'needed' : 'optional',
            both(field.label),
            options(field.options),
          ]),
        ),
      )
    }
    print('\nButtons')
    print(columns(Object.entries(catalogue.buttons).map(([key, label]) => [`  ${key}`, both(label)])))
  },
})

const both = (label: Labelled): string => `${label['zh-CN']} / ${label.en}`
const firstLine = (label: Labelled): string =>
  both({ 'zh-CN': label['zh-CN'].split('\n')[0] ?? '', en: label.en.split('\n')[0] ?? '' })
const whoFor = ({ for: audience, listed }: ChatCommand): string =>
  `${typeof audience === 'string' ? audience : audience.join(',')}${listed ? '' : ' (by button)'}`
const options = (all: readonly { readonly value: string; readonly label: Labelled }[] | undefined): string =>
  (all ?? []).map(({ value, label }) => `${value}=${label['zh-CN']}`).join(' ')
