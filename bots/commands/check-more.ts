import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { randomIds, systemClock } from '../../adapters/system/index.ts'
import { tables } from '../../adapters/tables/index.ts'
import type { Content } from '../../core/content/content.ts'
import { ContentInvalid, type ContentSource } from '../../core/content/load.ts'
import type { ContentProblem } from '../../core/content/parse.ts'
import { Forms } from '../../core/conversation/forms.ts'
import { features } from '../../core/features.ts'
import { Application } from '../../core/kernel/application.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { PEOPLE_FILE, people, seedOrganisation } from '../../core/people/index.ts'
import { TableUnreadable } from '../../core/ports/tables.ts'
import { FACES } from '../faces.ts'
import { terminalLogger } from './with-program.ts'

/** Texts and forms that the commands of the program name and the content does not have. */
export const missingTexts = (content: Content): readonly ContentProblem[] => {
  const { repertoire } = features(FACES).talking
  const forms = new Set(content.files(Forms).map(({ value }) => value.name))
  const commands = [...repertoire.commands.values()]
  const keys = [
    ...commands.flatMap(({ summary, words }) => (words === undefined ? [summary] : [summary, words])),
    ...FACES.map(({ welcome }) => welcome),
  ]
  const lacking = [...new Set(keys)].filter((key) => content.say('en', key) === key)
  return [
    ...lacking.map((key) => ({
      ...{ file: `texts/zh-CN/${key.split('.')[0]}.yaml`, line: 1, path: key },
      message: 'is missing: a command is called by this text; add it in every language',
    })),
    ...commands.flatMap(({ name, form }) =>
      form === undefined || forms.has(form)
        ? []
        : [
            {
              file: `forms/${form}.yaml`,
              line: 1,
              path: '',
              message: `is missing: the command /${name} asks this form`,
            },
          ],
    ),
  ]
}

/** Faults of the list of people, which is a table: found by taking it in, in memory. */
export const peopleProblems = async (content: Content, source: ContentSource): Promise<readonly ContentProblem[]> => {
  const text = source.get(PEOPLE_FILE)
  if (text === undefined) return []
  const store = sqliteStore({ path: ':memory:' })
  try {
    const { rows } = await tables.read(new TextEncoder().encode(text), PEOPLE_FILE)
    await store.open([...(people.records ?? []), TASKS])
    const none = undefined as never // taking people in seals nothing, keeps no files and asks no assistant
    const application = new Application({
      ...{ store, clock: systemClock, ids: randomIds, logger: terminalLogger, features: [people] },
      services: { content, seal: none, files: none, inspector: none, printer: none, assistant: none },
      trail: { append: async () => undefined },
    })
    await seedOrganisation(application, content, rows)
    return []
  } catch (error) {
    if (error instanceof ContentInvalid) return error.problems
    if (!(error instanceof TableUnreadable)) throw error
    const message = content.say('en', `errors.people.table-${error.reason}`, error.params)
    return [{ file: PEOPLE_FILE, line: Number(error.params.line ?? 1), path: '', message }]
  } finally {
    await store.close()
  }
}
