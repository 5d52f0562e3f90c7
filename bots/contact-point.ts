#!/usr/bin/env node
import { defineCommand, runMain } from 'citty'

const main = defineCommand({
  meta: { name: 'contact-point', description: 'A contact point between citizens and the offices that listen to them' },
  subCommands: {
    start: () => import('./commands/start.ts').then((each) => each.startCommand),
  },
})

await runMain(main)
