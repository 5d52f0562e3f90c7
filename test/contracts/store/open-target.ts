import { mongoStore } from '../../../adapters/store/mongodb/mongo-store.ts'
import { sqliteStore } from '../../../adapters/store/sqlite/sqlite-store.ts'
import type { Store } from '../../../core/ports/store.ts'
import type { Target } from './place.ts'

export const openTarget = (target: Target): Store =>
  target.kind === 'sqlite' ? sqliteStore({ path: target.path }) : mongoStore(target)
