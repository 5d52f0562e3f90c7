import { documentsIn } from '../moving/entry.ts'
import { fill } from '../moving/target.ts'
import { cli } from './cli.ts'
import { report, settings, shortly, shown, stoodStill, told, withPlace } from './moving.ts'
import { Failed, WrongUsage } from './terminal.ts'

/** `contact-point migrate --to URL` */
export const migrateCommand = cli({
  name: 'migrate',
  description:
    'Bring every record and attachment to another store, held against the first by count and digest. Stop the programs before',
  examples: [
    'migrate --to mongodb://127.0.0.1:27017/office                   # from DATABASE_URL; attachments stay where they are',
    'migrate --to mongodb://127.0.0.1:27017/office --files mongodb   # attachments go into GridFS too',
    'migrate --to sqlite:data/office.sqlite --json',
  ],
  args: {
    to: { type: 'string', required: true, description: 'An empty store', valueHint: 'sqlite:PATH|mongodb://…' },
    files: {
      type: 'enum',
      options: ['disk', 'mongodb'],
      description: 'Where attachments are to lie; as now where absent',
    },
    json: { type: 'boolean', description: 'Print counts and digests for machines' },
  },
  async run({ args }) {
    const [from, to] = [settings(), settings({ DATABASE_URL: args.to, FILES: args.files })]
    if (from.DATABASE_URL === to.DATABASE_URL)
      throw new WrongUsage('--to is the store that DATABASE_URL names already.')
    const filesMove = from.FILES !== to.FILES || from.FILES === 'mongodb'
    const target = shortly(to.DATABASE_URL)
    const tally = await withPlace(from, (source) =>
      withPlace(to, async ({ store, files }) => {
        const [here, there] = filesMove ? [source, { store, files }] : [{ store: source.store }, { store }]
        if ((await documentsIn(source)) === 0)
          throw new Failed(`${shortly(from.DATABASE_URL)} holds nothing; is it the right one?`)
        return told(target, () =>
          fill(there, shown(here), (brought) => stoodStill(source, brought, 'run the same again')),
        )
      }),
    )
    report(tally, args.json, `are in ${target}. Set DATABASE_URL (and FILES=${to.FILES}) to it and start.`)
  },
})
