import { calendarOf } from '../../core/calendar/content.ts'
import { CalendarError, toDay } from '../../core/calendar/index.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { keepsUp } from '../../core/provisional/holiday-list.ts'
import { cli, wholeNumber } from './cli.ts'
import { print, printJson, remark, WrongUsage } from './terminal.ts'
import { withProgram } from './with-program.ts'

const MOST = 100_000

/** `contact-point workdays --from DATE --add N` */
export const workdaysCommand = cli({
  name: 'workdays',
  description: 'The N-th working day after a date, by the office’s calendar; the date itself is not counted',
  examples: [
    'workdays --from 2025-09-30 --add 1        # the first working day after it: 2025-10-09',
    'workdays --from 2025-09-30 --add 5 --json # {"day":"2025-10-14","provisional":false}',
  ],
  args: {
    from: { type: 'string', required: true, description: 'The date to count from', valueHint: 'YYYY-MM-DD' },
    add: {
      type: 'string',
      required: true,
      description: 'How many working days; 0 for the date itself or the next one worked',
      valueHint: 'N',
    },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const count = wholeNumber('add', args.add, -MOST, MOST) ?? 0
    const { day, provisional } = await withProgram(async ({ program }) => {
      const { content, store, clock } = program.outside
      // A list that was taken in while programs ran stands in the store.
      await keepsUp({ content, now: clock.now(), read: (type) => readerOf(store, type) })
      return countedFrom(args.from, (from) => calendarOf(content).addWorkingDays(from, count))
    })
    if (args.json) return printJson({ day, provisional })
    print(day)
    if (provisional) remark('Provisional: the official list of a year that this touches has not been announced yet.')
  },
})

const countedFrom = <T>(from: string, count: (day: ReturnType<typeof toDay>) => T): T => {
  try {
    return count(toDay(from))
  } catch (error) {
    if (error instanceof CalendarError) throw new WrongUsage('--from must be a date such as 2025-06-30.')
    throw error
  }
}
