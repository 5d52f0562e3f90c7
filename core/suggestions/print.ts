import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import type { Params } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { stratumName } from '../network/stratum-name.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Block, PrintDocument } from '../ports/printer.ts'
import { OFFICERS, readPaper, type SuggestionPaper, Which } from './paper.ts'
import { type ShownItem, shownItems } from './read.ts'

export const FORMATS = ['pdf', 'docx'] as const
const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<(typeof FORMATS)[number], string>

/** The paper to hand over, or to go on writing in. */
export const print = query({
  name: 'suggestions.print',
  summary: 'A paper of suggestions as PDF to hand to the leadership, or as a text document',
  allow: OFFICERS,
  input: z.strictObject({
    ...Which,
    format: z.enum(FORMATS).default('pdf'),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), base64: z.string() }),
  async run(context, { paper, format, language }) {
    const { data } = await readPaper(context, paper)
    const say = (key: string, params?: Params): string => context.content.say(language, key, params)
    const items = await shownItems(context, data.items, language)
    const bytes = await context.printer[format](documentOf(context, data, items, say, language))
    return {
      ...{ file: await context.files.put(bytes), name: `suggestions-${data.year}-${data.issue}.${format}` },
      ...{ type: TYPES[format], base64: Buffer.from(bytes).toString('base64') },
    }
  },
})

type Say = (key: string, params?: Params) => string

const documentOf = (
  context: Context,
  { year, issue, at, handedAt }: SuggestionPaper,
  items: readonly ShownItem[],
  say: Say,
  language: 'zh-CN' | 'zh-TW' | 'en',
): PrintDocument => {
  const office = inLanguage(context.content.only(Office).name, language)
  const day = calendarOf(context.content).dayAt(handedAt ?? at)
  const people = items.reduce((sum, item) => sum + item.people, 0)
  const blocks: Block[] = [{ kind: 'paragraph', text: say('suggestions.paper.lead', { people, count: items.length }) }]
  let heading: string | undefined
  for (const [n, item] of items.entries()) {
    const matter = item.matter === '' ? say('suggestions.other') : item.matter
    if (matter !== heading) blocks.push({ kind: 'heading', text: matter })
    heading = matter
    const strata = Object.entries(item.strata)
      .map(([stratum, count]) => say('suggestions.paper.stratum', { name: stratumName(say, stratum), count }))
      .join(say('list.comma'))
    blocks.push(
      { kind: 'paragraph', text: say('suggestions.paper.item', { n: n + 1, text: item.text }) },
      { kind: 'paragraph', text: say('suggestions.paper.people', { count: item.people, strata }) },
      {
        kind: 'pairs',
        pairs: [[say('suggestions.paper.opinion'), item.said === undefined ? '\n\n' : saidIn(say, item.said)]],
      },
    )
  }
  return {
    ...{
      title: say('suggestions.paper.title'),
      subtitle: say('suggestions.paper.issue', { year, issue, office, day }),
    },
    blocks: [...blocks, { kind: 'signatures', names: [say('suggestions.paper.sign')] }],
    ...{ stamp: say('suggestions.paper.stamp', { office, day }), pageWords: say('ledgers.page-words'), language },
  }
}

/** What was said, in one line. */
export const saidIn = (say: Say, { what, words }: NonNullable<ShownItem['said']>): string =>
  say('suggestions.said-line', { what: say(`network.said-${what}`), words })
