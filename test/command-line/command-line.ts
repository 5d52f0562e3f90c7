import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach } from 'vitest'

const PROJECT = new URL('../../', import.meta.url).pathname

let built: Promise<string> | undefined
/** The program as it ships, bundled once for each file of tests: from its sources every start would take seconds. */
const program = (): Promise<string> => {
  built ??= bundle()
  return built
}
const bundle = async (): Promise<string> => {
  // Inside the project, where the bundle finds its libraries.
  const caches = join(PROJECT, 'node_modules/.cache')
  await mkdir(caches, { recursive: true })
  const folder = await mkdtemp(join(caches, 'contact-point-cli-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await promisify(execFile)(join(PROJECT, 'node_modules/.bin/tsdown'), ['--out-dir', folder], { cwd: PROJECT })
  return join(folder, 'contact-point.js')
}

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
  /** `start`, until it is ready; what it printed where it ended instead. */
  serve(): Promise<Served>
  close(): Promise<void>
}

/** Command lines and whatever else a test begins, ended after it, the newest first. */
export const endedAfterEach = () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  return {
    ends,
    program: async (given: Given = {}): Promise<CommandLine> => {
      const made = await commandLine(given)
      ends.push(() => made.close())
      return made
    },
    serving: async (cli: CommandLine): Promise<Served> => {
      const served = await cli.serve()
      ends.push(() => served.stop())
      return served
    },
  }
}

/** A program that serves, and its address. */
export interface Served {
  readonly url: string
  stop(): Promise<void>
}

interface Given {
  /** An SQLite file in the folder where absent. */
  readonly url?: string
  /** Made and taken away with the command line where absent. */
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
}

export const commandLine = async (given: Given = {}): Promise<CommandLine> => {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'contact-point-cli-')))
  const store = given.url ?? `sqlite:${join(folder, 'store.sqlite')}`
  const entry = await program()
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    LANG: 'en_US.UTF-8',
    DATA_DIR: folder,
    DATABASE_URL: store,
    HTTP_PORT: '1',
    ...given.env,
  }
  const start = (args: readonly string[], enough: () => Promise<boolean>): Promise<Ran> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [entry, ...args], { env })
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
    serve: async () => {
      const child = spawn(process.execPath, [entry, 'start'], { env: { ...env, HTTP_PORT: '0', LOG_LEVEL: 'error' } })
      return { url: await readyUrl(child), stop: () => ended(child) }
    },
    close: async () => {
      if (given.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Where it listens, as it says when it is ready. @throws Error with all that it said, where it ends before */
const readyUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const listen = (data: Buffer): void => {
      said += data.toString()
      const url = /ready on (http\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'close')
}
