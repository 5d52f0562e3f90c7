import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Preview, preview } from '../../core/audiences/index.ts'
import { calendarOf } from '../../core/calendar/content.ts'
import { instantAt, toDay } from '../../core/calendar/index.ts'
import { totals } from '../../core/campaigns/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Operation } from '../../core/kernel/operation.ts'
import { Ask, attach, blanks as blanksIn, discard, draft, send, test, write } from '../../core/notices/index.ts'
import { cli, wholeNumber } from './cli.ts'
import { inFile } from './out-file.ts'
import { Failed, print, printJson, remark, WrongUsage } from './terminal.ts'
import { type Working, withProgram } from './with-program.ts'

const HOURS = 240

/** `contact-point broadcast` */
export const broadcastCommand = cli({
  name: 'broadcast',
  description: 'Send a notice to an audience; without --yes, only say who that is',
  examples: [
    "broadcast --to '单位:柳溪镇 - 张三' --text '周五下午开会' # who would get it, and how",
    'broadcast --to everyone --file notice.txt --attach map.jpg,plan.pdf --test 包玉珍 # as one person sees it',
    "broadcast --to 'grade:one + level:village' --file notice.txt --ask confirm --until 2025-07-07 --remind 2,1 --yes",
    "broadcast --to everyone --text 'Come or not?' --ask choice --options 'coming,not coming' --at '2025-07-01 09:00' --yes",
  ],
  args: {
    to: { type: 'string', required: true, description: 'Who it is for, as in chat', valueHint: 'AUDIENCE' },
    text: { type: 'string', description: 'What it says; the first line is its title', valueHint: 'WORDS' },
    file: { type: 'string', description: 'The same, from a text file', valueHint: 'FILE' },
    attach: { type: 'string', description: 'Pictures and files, separated by commas', valueHint: 'FILE,FILE' },
    ask: { type: 'enum', options: [...Ask.options], default: 'confirm', description: 'What is wanted of its readers' },
    options: { type: 'string', description: 'What may be chosen, separated by commas', valueHint: 'A,B' },
    questions: {
      type: 'string',
      description: 'What is asked with --ask questions, one line each, such as "Will you come? yes/no"',
      valueHint: 'LINES',
    },
    form: { type: 'string', description: 'The form to fill in, with --ask form', valueHint: 'NAME' },
    until: { type: 'string', description: 'The last day for an answer', valueHint: 'YYYY-MM-DD' },
    remind: { type: 'string', description: 'Remind so many working days before it', valueHint: 'N,N' },
    at: { type: 'string', description: 'When it goes out; now by default', valueHint: 'YYYY-MM-DD HH:MM' },
    spread: { type: 'string', description: 'Over how many hours it goes out', valueHint: 'HOURS' },
    urgent: { type: 'boolean', description: 'Comes in quiet hours too' },
    test: {
      type: 'string',
      description: 'Send it to this one person first, as its readers would get it',
      valueHint: 'WHOM',
    },
    yes: { type: 'boolean', description: 'Send it' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const text = args.file === undefined ? args.text : await inFile(args.file, () => readFile(args.file ?? '', 'utf8'))
    if (text === undefined) throw new WrongUsage('Say what it says: --text WORDS or --file FILE.')
    const spread = wholeNumber('spread', args.spread, 1, HOURS)
    const files = await Promise.all(listed(args.attach).map(attachment))
    await withProgram(async (working) => {
      const ask: Asking = (operation, input) => working.program.application.execute(operation, input, SYSTEM)
      const who = await ask(preview, { audience: args.to, language: working.language })
      // Whatever may be wrong is learnt before anything is kept.
      const tester = args.test === undefined ? undefined : await onePerson(ask, args.test)
      const when = times(working, args.at, args.until)
      const kept = []
      for (const file of files) kept.push(await ask(attach, file))
      const { notice } = await ask(write, {
        ...{ text, files: kept, audience: args.to, ask: Ask.parse(args.ask), options: listed(args.options) },
        ...{ reminders: listed(args.remind).map(Number), urgent: args.urgent === true },
        ...{ questions: (args.questions ?? '').replaceAll('\\n', '\n'), spread: spread ?? 0 },
        ...(args.form === undefined ? {} : { form: args.form }),
        ...when,
      })
      const { parts, blanks, campaign } = await tried(ask, notice, tester, args.yes === true)
      if (campaign === undefined) {
        if (args.json) return printJson({ sent: false, who, parts, blanks })
        print([whoWords(who), ...partsWords(parts), ...blanksWords(blanks)].join('\n'))
        return remark(
          args.test === undefined
            ? 'Nothing was sent. Add --yes to send it.'
            : 'Only the test is sent. Add --yes to send it to all.',
        )
      }
      const { number } = await ask(totals, { campaign })
      if (args.json) return printJson({ sent: true, number, campaign, who, parts, blanks })
      print(`Notice ${number} is on its way to ${who.count} people. It leaves while the program runs.`)
    })
  },
})

type Asking = <I, O>(operation: Operation<I, O>, input: I) => Promise<O>

/** Looks at a notice, tests it and sends it as far as that is wanted; whatever was not sent is put away. */
const tried = async (ask: Asking, notice: string, tester: string | undefined, sends: boolean) => {
  let campaign: string | undefined
  try {
    const { parts } = await ask(draft, { notice })
    const { blanks } = await ask(blanksIn, { notice })
    if (tester !== undefined) await ask(test, { notice, to: tester })
    if (sends) campaign = (await ask(send, { notice })).campaign
    return { parts, blanks, campaign }
  } finally {
    if (campaign === undefined) await ask(discard, { notice })
  }
}

const attachment = async (path: string) => ({
  name: basename(path),
  base64: (await inFile(path, () => readFile(path))).toString('base64'),
})

/** The code of the one whom these words mean. */
const onePerson = async (ask: Asking, words: string): Promise<string> => {
  const { count, first } = await ask(preview, { audience: words, language: 'en' as const })
  if (count !== 1 || first[0] === undefined) throw new Failed(`--test is for one person; "${words}" is ${count}.`)
  return first[0].person
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,\uFF0C、]/)
    .map((each) => each.trim())
    .filter(Boolean)

const times = ({ program }: Working, at: string | undefined, until: string | undefined) => {
  const calendar = calendarOf(program.outside.content)
  return {
    ...(at === undefined ? {} : { opensAt: instantFrom(at, calendar.timeZone) }),
    ...(until === undefined ? {} : { closesAt: calendar.closing(dayFrom('until', until)) }),
  }
}

const dayFrom = (name: string, text: string) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return toDay(text)
  throw new WrongUsage(`--${name} must be a date such as 2025-06-30.`)
}

const instantFrom = (text: string, timeZone: string): string => {
  const [day = '', time = ''] = text.trim().split(/[ T]/)
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return instantAt(dayFrom('at', day), time, timeZone)
  throw new WrongUsage('--at must be a day and a time such as "2025-07-01 09:00".')
}

const partsWords = (parts: readonly { channel: string; parts: readonly string[] }[]): string[] =>
  parts.map(({ channel, parts: each }) => `Too long     comes in ${each.length} messages on ${channel}`)

const blanksWords = (blanks: readonly { variable: string; count: number }[]): string[] =>
  blanks.map(({ variable, count }) => `Empty        {{${variable}}} for ${count}`)

const whoWords = ({
  words,
  count,
  channels,
  unreachable,
  left,
  repeated,
  first,
}: Preview & { readonly words: string }): string =>
  [
    `For          ${words}`,
    `People       ${count}${left === 0 ? '' : ` (${left} more have left and get nothing)`}`,
    `Reached by   ${counts(channels) || 'nothing'}`,
    `Unreachable  ${counts(unreachable) || 'nobody'}`,
    ...(repeated === 0 ? [] : [`Repeated     ${repeated} (everybody gets it once)`]),
    `Among them   ${first.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`)).join(', ')}`,
  ].join('\n')

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
