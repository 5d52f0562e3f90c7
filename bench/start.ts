/**
 * How long a start takes: from the process to the first "ready" of /readyz, on SQLite with the sample county. Yardstick:
 * a node that does nothing, and reading the same files. Needs dist/ (`npx tsdown`). Run: npx tsx bench/start.ts [times]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContentFolder } from '../adapters/files/index.ts'

const times = Number(process.argv[2] ?? 5)

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

const start = async (folder: string): Promise<number> => {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, ['dist/contact-point.js', 'start'], {
    env: { PATH: process.env.PATH, HTTP_PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const over = once(child, 'exit')
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const took = performance.now() - begun
  child.kill('SIGTERM')
  await over
  return took
}

const nothing = async (): Promise<number> => {
  const begun = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  await readFile('dist/contact-point.js')
  await readContentFolder('content')
  return performance.now() - begun
}

const middle = (figures: readonly number[]): string =>
  `${[...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]?.toFixed(0)} ms`

const folder = await mkdtemp(join(tmpdir(), 'bench-start-'))
const first = await start(folder)
const later: number[] = []
const yardstick: number[] = []
for (let n = 0; n < times; n++) {
  yardstick.push(await nothing())
  later.push(await start(folder))
}
console.log(`first start, which makes the store: ${first.toFixed(0)} ms`)
console.log(
  `later starts, median of ${times}: ${middle(later)} (target ≤ 2000 ms); node alone and its files: ${middle(yardstick)}`,
)
await rm(folder, { recursive: true })
