import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const PROGRAM = new URL('../../bots/contact-point.ts', import.meta.url).pathname

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The command line as an operator uses it: a process of its own, on a folder of its own. */
export interface CommandLine {
  readonly folder: string
  /** `DATABASE_URL`. */
  readonly url: string
  run(...args: readonly string[]): Promise<Ran>
  /** The same, killed without a warning as soon as `enough` says so; it is asked every few milliseconds. */
  runUntil(enough: () => Promise<boolean>, ...args: readonly string[]): Promise<Ran>
  close(): Promise<void>
}

/** `url` of the store; an SQLite file in the folder where absent. */
export const commandLine = async (url?: string): Promise<CommandLine> => {
  const folder = await mkdtemp(join(tmpdir(), 'contact-point-cli-'))
  const store = url ?? `sqlite:${join(folder, 'store.sqlite')}`
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    LANG: 'en_US.UTF-8',
    DATA_DIR: folder,
    DATABASE_URL: store,
    HTTP_PORT: '1',
  }
  const start = (args: readonly string[], enough: () => Promise<boolean>): Promise<Ran> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...args], { env })
      let [out, err, over] = ['', '', false]
      child.stdout.on('data', (data: Buffer) => {
        out += data.toString()
      })
      child.stderr.on('data', (data: Buffer) => {
        err += data.toString()
      })
      child.on('error', reject)
      child.on('close', (code) => {
        over = true
        resolve({ code, out, err })
      })
      const watch = async (): Promise<void> => {
        while (!over) {
          if (await enough()) child.kill('SIGKILL')
          await setTimeout(20)
        }
      }
      watch().catch(reject)
    })
  return {
    folder,
    url: store,
    run: (...args) => start(args, async () => false),
    runUntil: (enough, ...args) => start(args, enough),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
