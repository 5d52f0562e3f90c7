import { account } from './account.ts'
import type { Method } from './context.ts'
import { copying } from './copy.ts'
import { editing } from './edit.ts'
import { albums } from './media-group.ts'
import { receiving } from './receive.ts'
import { sending } from './send.ts'

/** Every method the fake carries out: exactly those that bot-api.json describes. */
export const methods: Readonly<Record<string, Method>> = {
  ...account,
  ...receiving,
  ...sending,
  ...albums,
  ...copying,
  ...editing,
}
