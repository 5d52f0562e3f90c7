import { offlineAssistant } from '../../adapters/assistant/offline/index.ts'
import { createInspector, readContentFolder } from '../../adapters/files/index.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { parseSealKeys } from '../../adapters/seal/keys.ts'
import { memoryStore } from '../../adapters/store/memory/index.ts'
import { tables } from '../../adapters/tables/index.ts'
import { PEOPLE_FILE, seedOrganisation } from '../../core/people/index.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Files } from '../../core/ports/files.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { checkedContent, Program } from '../../core/program.ts'
import { FACES } from '../faces.ts'

/** The sample county, or whatever `CONTENT_DIR` holds, in memory and with a clock of its own. */
export const countyIn = async (clock: Clock, logger: Logger): Promise<Program> => {
  const source = await readContentFolder(process.env.CONTENT_DIR || 'content')
  const content = checkedContent(source, FACES)
  let made = 0
  const program = new Program(
    {
      store: memoryStore(),
      ...{ clock, content, logger },
      ids: { fresh: () => `s${String(++made).padStart(25, '0')}` },
      // Nothing real is ever sealed with it, and the same key is needed for the same digest.
      seal: createSeal({ keys: parseSealKeys(`simulation:${Buffer.alloc(32, 7).toString('base64')}`) }),
      ...{ files: inMemory(), inspector: createInspector() },
      printer: {
        pdf: async () => new Uint8Array(),
        docx: async () => new Uint8Array(),
        workbook: async () => new Uint8Array(),
        csv: () => new Uint8Array(),
      },
      assistant: offlineAssistant({ content }),
    },
    FACES,
  )
  await program.open()
  const people = source.get(PEOPLE_FILE)
  const rows = people === undefined ? [] : (await tables.read(new TextEncoder().encode(people), PEOPLE_FILE)).rows
  await seedOrganisation(program.application, content, rows)
  return program
}

const inMemory = (): Files => ({
  put: async () => '0'.repeat(64),
  get: async () => undefined,
  delete: async () => {},
})
