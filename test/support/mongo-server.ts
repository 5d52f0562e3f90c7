import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'

/** `secantus`: SecantusDB, WiredTiger storage. `mongo-java-server`: H2 storage. See docs/decisions/0003. */
export type MongoServerKind = 'secantus' | 'mongo-java-server'

export interface MongoServer {
  /** Connection string with the options this server needs; no database name. */
  readonly url: string
  readonly pid: number
  /** Ends it in order, and removes its data if they were its own. */
  stop(): Promise<void>
  /** Ends it as a power cut of the process would. A given `dataDir` can be started again; an own one is removed. */
  kill9(): Promise<void>
}

export interface MongoServerOptions {
  /** Folder of the data, made if missing and never removed. Without it: a temporary one, removed at the end. */
  readonly dataDir?: string
  /** Default: any free one. A restart may ask for the port it had, to meet clients that are still trying. */
  readonly port?: number
}

interface Launch {
  /** Inside the tools folder; written last by `.ci/mongo-servers`. */
  readonly marker: string
  readonly command: (tools: string, dataDir: string, port: number) => readonly [string, readonly string[]]
}

const sources = join(import.meta.dirname, 'mongo-server')

const launches: Readonly<Record<MongoServerKind, Launch>> = {
  secantus: {
    marker: 'secantus/installed',
    command: (tools, dataDir, port) => [
      join(tools, 'secantus/bin/python'),
      [join(sources, 'secantus_server.py'), dataDir, String(port)],
    ],
  },
  'mongo-java-server': {
    marker: 'mongo-java-server/installed',
    command: (tools, dataDir, port) => [
      'java',
      [
        '-Xmx1g',
        '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
        '-cp',
        `${join(tools, 'mongo-java-server/classes')}:${join(tools, 'mongo-java-server/lib/*')}`,
        'MongoJavaServer',
        join(dataDir, 'mongo.mv'),
        String(port),
      ],
    ],
  },
}

const kinds: readonly MongoServerKind[] = ['secantus', 'mongo-java-server']

const urlOptions = 'directConnection=true&retryWrites=false&retryReads=false'

/** How long a start, and an orderly end, may take. */
const startDeadlineMs = 30_000
const stopDeadlineMs = 15_000

/** The kinds installed on this machine by `.ci/mongo-servers`, the preferred one first. */
export function mongoServers(): MongoServerKind[] {
  return kinds.filter((kind) => existsSync(join(toolsFolder(), launches[kind].marker)))
}

/** Starts one on 127.0.0.1 and resolves when it answers a ping; rejects with what it printed if it does not. */
export async function startMongoServer(kind: MongoServerKind, options: MongoServerOptions = {}): Promise<MongoServer> {
  const ownDir = options.dataDir === undefined
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'contact-point-mongo-')))
  const [command, args] = launches[kind].command(toolsFolder(), dataDir, options.port ?? 0)
  const child = spawn(command, args, { stdio: 'pipe' })
  const gone = ended(child, () => {
    if (ownDir) rmSync(dataDir, { recursive: true, force: true })
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    const hard = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs)
    await gone
    clearTimeout(hard)
    if (ownDir) await rm(dataDir, { recursive: true, force: true })
  }

  try {
    const url = `mongodb://127.0.0.1:${await announcedPort(child, kind)}/?${urlOptions}`
    await answers(url)
    if (child.pid === undefined) throw new Error(`${kind} has no process id`)
    return { url, pid: child.pid, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

function toolsFolder(): string {
  return process.env.CONTACT_POINT_TOOLS ?? join(homedir(), '.cache/contact-point-tools')
}

/**
 * Resolves when the process has ended, or never began. If we exit first, it is killed and `clear` is called;
 * if we are killed, our end of the pipe closes, which ends it too.
 */
async function ended(child: ChildProcessWithoutNullStreams, clear: () => void): Promise<void> {
  const atOurExit = (): void => {
    child.kill('SIGKILL')
    clear()
  }
  process.once('exit', atOurExit)
  child.stdin.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  process.off('exit', atOurExit)
}

/** Both servers print "listening on 127.0.0.1:PORT"; what else they print is kept for the error only. */
async function announcedPort(child: ChildProcessWithoutNullStreams, kind: MongoServerKind): Promise<number> {
  let printed = ''
  const found = new Promise<number>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      printed = (printed + chunk.toString('utf8')).slice(-4_000)
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(printed)?.[1]
      if (port !== undefined) resolve(Number(port))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', (error) => reject(new Error(`${kind} could not be started: ${error.message}`)))
    child.once('exit', (code) => reject(new Error(`${kind} ended with ${code} before it was ready:\n${printed}`)))
  })
  const deadline = AbortSignal.timeout(startDeadlineMs)
  const late = once(deadline, 'abort').then((): never => {
    throw new Error(`${kind} was not ready after ${startDeadlineMs} ms:\n${printed}`)
  })
  late.catch(() => undefined)
  return await Promise.race([found, late])
}

async function answers(url: string): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: startDeadlineMs })
  try {
    await client.db('admin').command({ ping: 1 })
  } finally {
    await client.close()
  }
}
