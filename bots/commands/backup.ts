import { mkdtemp, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemClock } from '../../adapters/system/index.ts'
import type { Configuration } from '../config.ts'
import { writeArchive } from '../moving/archive.ts'
import { sqlitePath } from '../stores.ts'
import { cli } from './cli.ts'
import { report, settings, shown, stoodStill, withPlace } from './moving.ts'
import { outFile } from './out-file.ts'
import { Failed } from './terminal.ts'

/** `contact-point backup FILE` */
export const backupCommand = cli({
  name: 'backup',
  description:
    'Write every record and attachment into one file. On SQLite programs may go on meanwhile. The keys (SEAL_KEYS) and the content folder are not in it: keep copies of them elsewhere',
  examples: ['backup office-2025-06-30.gz', 'backup /mnt/copies/office.gz --json'],
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'The file; readable by its owner alone',
      valueHint: 'FILE',
    },
    json: { type: 'boolean', description: 'Print counts and digests for machines' },
  },
  async run({ args }) {
    if (await isThere(args.file)) throw new Failed(`${args.file} is there already; name another file.`)
    const tally = await outFile(args.file, () =>
      withStanding(settings(), dirname(args.file), (config) =>
        withPlace(config, (place) =>
          writeArchive(args.file, systemClock.now(), shown(place), (read) => stoodStill(place, read, 'back up again')),
        ),
      ),
    )
    report(tally, args.json, `written to ${args.file}.`)
  },
})

/** Does `act` with a copy of an SQLite file as it stands at this moment, made in `folder`; other stores as they are. */
const withStanding = async <T>(
  config: Configuration,
  folder: string,
  act: (config: Configuration) => Promise<T>,
): Promise<T> => {
  const path = sqlitePath(config.DATABASE_URL)
  if (path === undefined) return act(config)
  if (!(await isThere(path))) throw new Failed(`DATABASE_URL: there is no ${path}; nothing to back up.`)
  const { snapshot } = await import('../../adapters/store/sqlite/snapshot.ts')
  const aside = await mkdtemp(join(folder, '.backup-'))
  try {
    const copy = join(aside, 'records.sqlite')
    snapshot(path, copy)
    return await act({ ...config, DATABASE_URL: `sqlite:${copy}` })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
