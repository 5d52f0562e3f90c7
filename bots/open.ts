import { join } from 'node:path'
import { createInspector, parsedBefore, readContentFolder } from '../adapters/files/index.ts'
import { pinoLogger } from '../adapters/logger/pino.ts'
import { printDocx, printPdf } from '../adapters/print/index.ts'
import { createSeal } from '../adapters/seal/index.ts'
import { sealKeys } from '../adapters/seal/key-file.ts'
import { randomIds, systemClock } from '../adapters/system/index.ts'
import { tables } from '../adapters/tables/index.ts'
import { csvOf } from '../adapters/tables/write-csv.ts'
import { workbookOf } from '../adapters/tables/write-workbook.ts'
import type { ContentSource } from '../core/content/load.ts'
import { PEOPLE_FILE, seedOrganisation } from '../core/people/index.ts'
import type { Logger } from '../core/ports/logger.ts'
import { checkedContent, Program } from '../core/program.ts'
import { assistantOf } from './assistant.ts'
import { type Configuration, publicUrlOf } from './config.ts'
import { FACES } from './faces.ts'
import { refuseHalfFilled } from './moving/target.ts'
import { filesOf, storeOf } from './stores.ts'

export interface Opened {
  readonly program: Program
  readonly logger: Logger
  close(): Promise<void>
}

/** The program on its store, with the sample county or whatever the content folder brings; no channel is started. */
export const openProgram = async (
  config: Configuration,
  logger: Logger = pinoLogger(config.LOG_LEVEL),
  given?: ContentSource,
): Promise<Opened> => {
  const source = given ?? (await readContentFolder(config.CONTENT_DIR))
  const parsed = await parsedBefore(join(config.DATA_DIR, 'parsed-content.json'))
  const content = checkedContent(source, FACES, parsed)
  const keys = await sealKeys({
    value: config.SEAL_KEYS,
    production: config.NODE_ENV === 'production',
    folder: config.DATA_DIR,
    logger,
  })
  const store = await storeOf(config)
  await refuseHalfFilled(store)
  const files = await filesOf(config)
  const program = new Program(
    {
      store,
      clock: systemClock,
      ids: randomIds,
      logger,
      seal: createSeal({ keys }),
      files,
      inspector: createInspector(),
      printer: { pdf: printPdf, docx: printDocx, workbook: workbookOf, csv: csvOf },
      content,
      assistant: await assistantOf(config, content, logger),
      publicUrl: publicUrlOf(config).replace(/\/*$/, '/'),
    },
    FACES,
  )
  await program.open()
  await seedOrganisation(program.application, content, await peopleIn(source))
  await parsed.save()
  return { program, logger, close: () => Promise.all([store.close(), files.close()]).then(() => undefined) }
}

const peopleIn = async (source: ContentSource) => {
  const text = source.get(PEOPLE_FILE)
  return text === undefined ? [] : (await tables.read(new TextEncoder().encode(text), PEOPLE_FILE)).rows
}
