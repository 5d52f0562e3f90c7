import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import type { Params } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Block, PrintDocument } from '../ports/printer.ts'
import { readSpecial } from './access.ts'
import { figureName } from './figure-names.ts'
import { casesIn } from './lists.ts'
import { Special, sumsOf, taskState } from './special.ts'

/** A campaign on paper: what was wanted, what each unit did, figures, cases and the summary. For the office alone. */
export const print = operation({
  name: 'special.print',
  summary: 'Print a special campaign with its tasks, figures, cases and summary',
  allow: ['officer', 'director', 'viewer', 'auditor'],
  input: z.object({ special: z.string().max(60), language: PersonLanguage.default('zh-CN') }),
  output: z.object({ file: z.string(), name: z.string(), type: z.string() }),
  async run(context, { special, language }) {
    const { id } = await readSpecial(context, special)
    const stored = await context.load(Special, id)
    const document = await paper(context, await organisation(context), stored.data, language)
    const file = await context.files.put(await context.printer.pdf(document))
    const prints = [...stored.data.prints, { version: stored.version + 1, file }]
    return change(Special, stored, { ...stored.data, prints })
  },
  outputOf: ({ data, history }: Stored<Special>, { key }) => {
    const version = history.find((step) => step.key === key)?.version
    const file = data.prints.find((each) => each.version === version)?.file ?? ''
    return { file, name: `${data.number}.pdf`, type: 'application/pdf' }
  },
})

const paper = async (
  context: Context,
  org: Organisation,
  data: Special,
  language: Language,
): Promise<PrintDocument> => {
  const say = (key: string, params?: Params): string => context.content.say(language, key, params)
  const day = (at: string): string => calendarOf(context.content).dayAt(at)
  const unit = (code: string): string => org.unit(code)?.name ?? code
  const by = actorName(context.actor).replace(/^person:/, '')
  const today = day(context.now)
  const cases = await casesIn(context, data)
  const states = cases.map(({ state }) => state)
  const sums = [...sumsOf(data.figures)]
  return {
    ...{ title: data.title, subtitle: data.number, landscape: true, language, pageWords: say('ledgers.page-words') },
    stamp: say('talks.paper.stamp', { day: today, name: org.person(by)?.name ?? by }),
    blocks: [
      {
        kind: 'pairs',
        pairs: [
          [say('special.paper.goal'), data.goal],
          [say('special.paper.lead'), unit(data.lead)],
          [say('special.paper.supporting'), data.supporting.map(unit).join(say('list.comma'))],
          [say('special.paper.time'), say('special.paper.from-to', { from: day(data.openedAt), to: data.to })],
          [say('special.paper.state'), say(`special.state-${data.state}`)],
          [
            say('special.paper.cases'),
            say('special.paper.cases-of', {
              count: states.length,
              closed: states.filter((state) => state === 'closed').length,
            }),
          ],
          [say('special.paper.notices'), String(data.notices.length)],
        ],
      },
      ...(data.summary === undefined
        ? []
        : headed(say('special.paper.summary'), { kind: 'paragraph', text: data.summary })),
      ...(sums.length === 0
        ? []
        : headed(say('special.paper.figures'), {
            kind: 'table',
            columns: [say('special.paper.figure'), say('special.paper.value')],
            rows: sums.map(([what, value]) => [figureName(context.content, language, what), value]),
          })),
      ...(data.tasks.length === 0
        ? []
        : headed(say('special.paper.tasks'), {
            kind: 'table',
            columns: ['n', 'unit', 'what', 'due', 'state', 'words'].map((each) => say(`special.paper.${each}`)),
            rows: data.tasks.map((task, n) => [
              ...[n + 1, unit(task.unit), task.what, task.due, say(`special.task-${taskState(task, today)}`)],
              task.done?.words ?? '',
            ]),
          })),
      ...(cases.length === 0
        ? []
        : headed(say('special.paper.cases'), {
            kind: 'table',
            columns: [say('special.paper.number'), say('special.paper.state')],
            rows: cases.map(({ number, state }) => [number, say(`staff.state-${state}`)]),
          })),
    ],
  }
}

const headed = (text: string, block: Block): readonly Block[] => [{ kind: 'heading', text }, block]
