import closeWithGrace from 'close-with-grace'
import { defineCommand } from 'citty'
import { configuration } from '../config.ts'
import { start } from '../start.ts'
import { complain, print } from './terminal.ts'

/** `contact-point start` */
export const startCommand = defineCommand({
  meta: { name: 'start', description: 'Start the bots, the web chat and the API' },
  async run() {
    try {
      const { url, stop, opened } = await start(configuration(process.env))
      closeWithGrace({ delay: 15_000 }, async ({ err }) => {
        if (err !== undefined) opened.logger.error('stopping.after-error', {}, err)
        await stop()
      })
      if (url !== undefined) print(`Contact Point is ready on ${url}\n  Web chat: ${url}\n  Staff come in with an invitation: npx contact-point invite <person>, for example: npx contact-point invite bao-yuzhen`)
    } catch (error) {
      complain(error)
    }
  },
})
