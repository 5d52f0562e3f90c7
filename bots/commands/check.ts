import { readContentFolder } from '../../adapters/files/index.ts'
import { ContentInvalid } from '../../core/content/load.ts'
import type { ContentProblem } from '../../core/content/parse.ts'
import { checkedContent } from '../../core/program.ts'
import { FACES } from '../faces.ts'
import { missingTexts, peopleProblems } from './check-more.ts'
import { cli } from './cli.ts'
import { columns, print, printJson } from './terminal.ts'

/** `contact-point check [DIR]` */
export const checkCommand = cli({
  name: 'check',
  description: 'Check everything in the content folder: all faults of all files at once, with file, line and cure',
  examples: [
    'check                     # the folder that CONTENT_DIR names, or content/',
    'check offices/anhe --json # another folder; {ok, files, faults: [{file, line, path, message}]}',
  ],
  args: {
    dir: { type: 'positional', required: false, description: 'The folder to check', valueHint: 'DIR' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const folder = args.dir ?? (process.env.CONTENT_DIR || 'content')
    const source = await readContentFolder(folder)
    const problems = await problemsOf(source)
    if (problems.length > 0) process.exitCode = 1
    if (args.json) return printJson({ ok: problems.length === 0, files: source.size, faults: problems })
    if (problems.length === 0) return print(`${folder}: ${source.size} files, no fault found.`)
    print(columns(problems.map(({ file, line, path, message }) => [`${file}:${line}`, path || '·', message])))
    print(`\n${problems.length} ${problems.length === 1 ? 'fault' : 'faults'} in ${folder}. Mend them and check again.`)
  },
})

const problemsOf = async (source: ReadonlyMap<string, string>): Promise<readonly ContentProblem[]> => {
  try {
    const content = checkedContent(source, FACES)
    return [...missingTexts(content), ...(await peopleProblems(content, source))]
  } catch (error) {
    if (error instanceof ContentInvalid) return error.problems
    throw error
  }
}
