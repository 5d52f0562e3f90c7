import { entriesIn } from '../moving/archive.ts'
import { documentsOf, tallyOf } from '../moving/tally.ts'
import { fill } from '../moving/target.ts'
import { cli } from './cli.ts'
import { drawn, report, settings, shortly, told, withPlace } from './moving.ts'
import { inFile } from './out-file.ts'
import { remark } from './terminal.ts'

/** `contact-point restore FILE` */
export const restoreCommand = cli({
  name: 'restore',
  description:
    'Bring back everything of a backup into an empty store (DATABASE_URL). The file is read to its end first; with any fault nothing is brought back',
  examples: ['restore office-2025-06-30.gz', 'restore office.gz --dry-run   # only look whether the file is whole'],
  args: {
    file: { type: 'positional', required: true, description: 'What `backup` wrote', valueHint: 'FILE' },
    'dry-run': { type: 'boolean', description: 'Only read the file and say what is in it' },
    json: { type: 'boolean', description: 'Print counts and digests for machines' },
  },
  async run({ args }) {
    const whole = await told(args.file, () => inFile(args.file, () => tallyOf(entriesIn(args.file))))
    if (args['dry-run'] === true) return report(whole, args.json, `are in ${args.file}, all of them whole.`)
    const config = settings()
    const target = shortly(config.DATABASE_URL)
    await withPlace(config, (place) => told(target, () => fill(place, drawn(entriesIn(args.file), documentsOf(whole)))))
    report(whole, args.json, `are in ${target}.`)
    remark('They open with the keys (SEAL_KEYS, or data/seal-keys) of the time of the backup, and with no others.')
  },
})
