/**
 * How long real letters take through the same door as chat, and where that time goes. Yardstick, in the same run: as
 * many durable commits as the replay made, one after the other in groups as large as there were writers, on a fresh
 * SQLite file with nothing around them.
 * Run: npx tsx bench/replay.ts letters.jsonl [letters] [writers]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { terminalLogger } from '../bots/commands/with-program.ts'
import { configuration } from '../bots/config.ts'
import { openProgram } from '../bots/open.ts'
import { replay } from '../bots/replay/replay.ts'
import type { Document } from '../core/ports/store.ts'

const [file, limit, writers = '8'] = process.argv.slice(2)
if (file === undefined) {
  console.error('Name a file of letters: npx tsx bench/replay.ts letters.jsonl [letters] [writers]')
  process.exit(2)
}

const atOnce = Number(writers)
const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const config = configuration({ DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'store.sqlite')}` })
const { program, close } = await openProgram(config, terminalLogger)
const options = { file, atOnce, progress: () => undefined, ...(limit === undefined ? {} : { limit: Number(limit) }) }
const totals = await replay(program.outside, options)
await close()

const commits = totals.parts.filter(({ part }) => part.startsWith('commit')).reduce((sum, { times }) => sum + times, 0)
const raw = sqliteStore({ path: join(folder, 'raw.sqlite') })
const spec = { name: 'raw', indexes: [] }
await raw.open([spec])
const rows = raw.collection<Document & { text: string }>(spec)
const begun = performance.now()
for (let n = 0; n < commits; n += atOnce) {
  await Promise.all(
    Array.from({ length: atOnce }, (_, m) => rows.insert({ id: `${n + m}`, version: 1, text: '灯'.repeat(400) })),
  )
}
const rawSeconds = (performance.now() - begun) / 1_000
await raw.close()
await rm(folder, { recursive: true, force: true })

console.log(
  `${totals.letters} letters, ${totals.cases} cases, lost ${totals.lost.length}, doubled ${totals.doubled.length}`,
)
console.log(
  `${totals.seconds.toFixed(1)} s, ${(totals.letters / totals.seconds).toFixed(0)} letters/s, ${(commits / totals.letters).toFixed(1)} commits a letter`,
)
console.log(
  `the same number of bare commits: ${rawSeconds.toFixed(1)} s; ratio ${(totals.seconds / rawSeconds).toFixed(2)}`,
)
for (const { part, milliseconds, times } of totals.parts.slice(0, 10))
  console.log(`${(milliseconds / 1_000).toFixed(1).padStart(8)} s waited  ${part} (${times})`)
