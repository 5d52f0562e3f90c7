import { offlineAssistant } from '../../../adapters/assistant/offline/index.ts'
import { createInspector } from '../../../adapters/files/index.ts'
import { printDocx, printPdf } from '../../../adapters/print/index.ts'
import { createSeal } from '../../../adapters/seal/index.ts'
import { parseSealKeys } from '../../../adapters/seal/keys.ts'
import { randomIds, systemClock } from '../../../adapters/system/index.ts'
import { csvOf } from '../../../adapters/tables/write-csv.ts'
import { workbookOf } from '../../../adapters/tables/write-workbook.ts'
import { createTrail } from '../../../core/audit/index.ts'
import { AuditPage } from '../../../core/audit/page.ts'
import { type Feature, feature } from '../../../core/feature.ts'
import type { ApplicationParts } from '../../../core/kernel/application.ts'
import { Application } from '../../../core/kernel/application.ts'
import { TASKS } from '../../../core/kernel/relay.ts'
import { messaging } from '../../../core/messaging/index.ts'
import { LEASES } from '../../../core/messaging/lease.ts'
import { people } from '../../../core/people/index.ts'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Store } from '../../../core/ports/store.ts'
import { reporters } from '../../../core/reporters/index.ts'
import { keptLog, memoryFiles, sampleContent } from '../../support/world.ts'

/** The same in every process. */
const KEY = `test:${Buffer.alloc(32, 7).toString('base64')}`

/** What a sending process is made of: the outbox, people and the audit, on a store that others use too. */
export const sendingOffice = async (
  store: Store,
  { more = [], clock = systemClock }: { readonly more?: readonly Feature[]; readonly clock?: Clock } = {},
): Promise<Application> => {
  const content = await sampleContent()
  const seal = createSeal({ keys: parseSealKeys(KEY) })
  const parts: ApplicationParts = {
    ...{ store, clock, ids: randomIds, logger: keptLog() },
    services: {
      ...{ content, seal, files: memoryFiles(), inspector: createInspector() },
      printer: { pdf: printPdf, docx: printDocx, workbook: workbookOf, csv: csvOf },
      assistant: offlineAssistant({ content }),
    },
    features: [people, reporters, messaging, feature({ name: 'audit', records: [AuditPage] }), ...more],
    trail: createTrail({ store, seal }),
  }
  await store.open([...parts.features.flatMap(({ records = [] }) => records), TASKS, LEASES])
  return new Application(parts)
}
