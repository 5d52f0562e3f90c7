import closeWithGrace from 'close-with-grace'
import { configuration } from '../config.ts'
import { start } from '../start.ts'
import { cli } from './cli.ts'
import { print } from './terminal.ts'

/** How long the work that runs may take to end, in milliseconds, before the process goes anyway. */
const GRACE = 15_000

/** `contact-point start` */
export const startCommand = cli({
  name: 'start',
  description: 'Start the bots, the web chat and the API. It is set up by environment variables alone',
  examples: [
    'start                                        # the sample county on http://127.0.0.1:8080/',
    'start   # with DATABASE_URL=mongodb://… ROLE=worker: empties the outbox beside another process',
  ],
  async run() {
    const { url, stop, opened } = await start(configuration(process.env))
    closeWithGrace({ delay: GRACE }, async ({ err }) => {
      if (err !== undefined) opened.logger.error('stopping.after-error', {}, err)
      await stop()
    })
    if (url !== undefined)
      print(
        `Contact Point is ready on ${url}\n  Web chat: ${url}\n  Staff come in with an invitation: npx contact-point invite <person>, for example: npx contact-point invite bao-yuzhen`,
      )
  },
})
