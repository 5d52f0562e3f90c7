import { SYSTEM } from '../../core/kernel/actor.ts'
import { deadLetters, type Letter, resend } from '../../core/messaging/index.ts'
import type { Program } from '../../core/program.ts'
import { cli } from './cli.ts'
import { everyRow } from './pages.ts'
import { columns, print, printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

/** `contact-point undelivered` */
export const undeliveredCommand = cli({
  name: 'undelivered',
  description:
    'List the messages that nobody could deliver, with the reason, or try them all once more. Their words are not shown',
  examples: [
    'undelivered',
    'undelivered --json     # [{id, person?, channel, state, reason, queuedAt, attempt}]',
    'undelivered --retry    # the running program sends them; whoever got theirs is left alone',
  ],
  args: {
    retry: { type: 'boolean', description: 'Try them all once more' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const { letters, retried } = await withProgram(async ({ program }) => {
      const letters = await everyLetter(program)
      if (args.retry !== true || letters.length === 0) return { letters, retried: 0 }
      await program.application.execute(resend, {}, SYSTEM)
      return { letters, retried: letters.length }
    })
    if (args.json) return printJson(args.retry === true ? { retried } : letters)
    if (letters.length === 0) return print('Everything was delivered.')
    if (args.retry === true) return print(`${retried} are tried once more; the running program sends them.`)
    print(
      columns([
        ['ID', 'WHOM', 'CHANNEL', 'REASON', 'QUEUED', 'ATTEMPT'],
        ...letters.map(({ id, person, channel, reason, queuedAt, attempt }) => [
          ...[id, person ?? 'a citizen', channel || 'none', reason, queuedAt.slice(0, 16), String(attempt)],
        ]),
      ]),
    )
    remark(`${letters.length} in all. Once the reason is over: contact-point undelivered --retry`)
  },
})

const everyLetter = async ({ application }: Program): Promise<readonly Letter[]> => {
  const letters = (state: 'unreachable' | 'failed') =>
    everyRow((from) => application.execute(deadLetters, { state, limit: 200, ...from }, SYSTEM))
  return [...(await letters('unreachable')), ...(await letters('failed'))]
}
