import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { actorName } from '../kernel/actor.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { PrintDocument } from '../ports/printer.ts'
import { readTalk } from './step.ts'
import { type TalkData, TalkRecord } from './talk.ts'

/** The record of a talk on paper, to be signed by both. That it was printed stands among its steps. */
export const printMinutes = operation({
  name: 'talks.print',
  summary: 'Print the record of a talk',
  allow: 'person',
  input: z.object({ talk: z.string().max(60), language: PersonLanguage.default('zh-CN') }),
  output: z.object({ file: z.string(), name: z.string(), type: z.string() }),
  async run(context, { talk, language }) {
    await readTalk(context, talk)
    const stored = await context.load(TalkRecord, talk)
    const org = await organisation(context)
    const say: Say = (key, params) => context.content.say(language, key, params)
    const dayAt = (at: string): string => calendarOf(context.content).dayAt(at)
    const name = (code: string): string => org.person(code.replace(/^person:/, ''))?.name ?? code
    const stamp = say('talks.paper.stamp', { day: dayAt(context.now), name: name(actorName(context.actor)) })
    const document = paper(stored.data, {
      say,
      dayAt,
      name,
      unit: org.unit(stored.data.unit)?.name ?? '',
      stamp,
      language,
    })
    const file = await context.files.put(await context.printer.pdf(document))
    const step = { at: context.now, by: actorName(context.actor), did: 'print', note: file }
    return change(TalkRecord, stored, { ...stored.data, steps: [...stored.data.steps, step] })
  },
  outputOf: ({ data, history }: Stored<TalkData>, { key }) => {
    // Two may print in one instant: the n-th act of printing made the n-th print.
    const n = history.filter(({ did }) => did === 'talks.print').findIndex((step) => step.key === key)
    const file = data.steps.filter(({ did }) => did === 'print')[n]?.note ?? ''
    return { file, name: `${data.number}.pdf`, type: 'application/pdf' }
  },
})

type Say = (key: string, params?: Record<string, string | number>) => string

interface Wording {
  readonly say: Say
  readonly dayAt: (at: string) => string
  readonly name: (code: string) => string
  readonly unit: string
  readonly stamp: string
  readonly language: string
}

const paper = (data: TalkData, { say, dayAt, name, unit, stamp, language }: Wording): PrintDocument => ({
  ...{ title: say('talks.paper.title'), subtitle: data.number, stamp, language, pageWords: say('ledgers.page-words') },
  blocks: [
    {
      kind: 'pairs',
      pairs: [
        [say('talks.paper.person'), `${name(data.person)} (${unit})`],
        [say('talks.paper.when'), `${data.day} ${data.time}`],
        [say('talks.paper.place'), data.place],
        [say('talks.paper.by'), name(data.calledBy)],
        [say('talks.paper.present'), data.attendance?.present ?? ''],
        [say('talks.paper.reason'), data.reason],
      ],
    },
    ...part(say('talks.paper.minutes'), data.minutes?.text),
    ...part(say('talks.paper.statement'), data.statement?.text),
    ...data.objections.flatMap(({ text, at }) => part(say('talks.paper.objection', { day: dayAt(at) }), text)),
    ...(data.problems.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: say('talks.paper.problems') },
          {
            kind: 'table' as const,
            columns: ['n', 'problem', 'due', 'reported', 'settled'].map((each) => say(`talks.paper.${each}`)),
            rows: data.problems.map(({ text, due, reports, settled }, n) => [
              ...[n + 1, text, due, reports.at(-1)?.text ?? '', settled === undefined ? '' : dayAt(settled.at)],
            ]),
          },
        ]),
    ...(data.agreed === undefined
      ? []
      : [{ kind: 'paragraph' as const, text: say('talks.paper.agreed', { day: dayAt(data.agreed.at) }) }]),
    { kind: 'signatures', names: [say('talks.paper.sign-by'), say('talks.paper.sign-person')] },
  ],
})

const part = (heading: string, text: string | undefined) =>
  text === undefined
    ? []
    : [
        { kind: 'heading' as const, text: heading },
        { kind: 'paragraph' as const, text },
      ]
