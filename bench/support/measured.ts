import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongoStore } from '../../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../../adapters/store/sqlite/index.ts'
import type { Store } from '../../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../../test/support/mongo-server.ts'

/** What is in use of the memory after collecting, in MB; needs `--expose-gc`. */
export const megabytes = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

/** Times in milliseconds, in words. */
export const spread = (times: readonly number[]): string => {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`
}

/** How long `act` takes, in milliseconds. */
export const timed = async (act: () => unknown): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** Measures on SQLite and on every server here that speaks MongoDB's protocol, or on those that are named. */
export const onEveryStore = async (
  named: readonly string[],
  measure: (name: string, store: Store) => Promise<void>,
): Promise<void> => {
  const isAsked = (name: string): boolean => named.length === 0 || named.includes(name)
  const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
  if (isAsked('sqlite')) await measure('sqlite', sqliteStore({ path: join(folder, 'store.sqlite') }))
  for (const kind of mongoServers().filter(isAsked)) {
    const server = await startMongoServer(kind)
    await measure(kind, mongoStore({ url: server.url }))
    await server.stop()
  }
  await rm(folder, { recursive: true })
}
