#!/usr/bin/env node
import { ALL } from './commands/all.ts'
import { runCli } from './commands/cli.ts'

// Whoever reads only the first lines (`… | head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

await runCli(ALL, process.argv.slice(2))
