/** Tokens with which other programs act through the API. */
import { feature } from '../feature.ts'
import { createToken, listTokens, noteUse, revokeToken } from './operations.ts'
import { ApiToken } from './token.ts'

export { actorOfToken, type TokenHolder } from './actor-of-token.ts'
export { createToken, noteUse, revokeToken } from './operations.ts'

export const access = feature({
  name: 'access',
  records: [ApiToken],
  operations: [createToken, revokeToken, listTokens, noteUse],
})
