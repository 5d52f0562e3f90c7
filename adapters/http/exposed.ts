import type { AnyOperation } from '../../core/kernel/operation.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { type Parameter, parametersOf } from './query-string.ts'

/** An operation as the API offers it. */
export interface Exposed {
  readonly operation: AnyOperation
  /** Such as `/api/v1/people.invite`. */
  readonly path: string
  /** How a query is asked in a query string; commands have none. */
  readonly parameters: readonly Parameter[]
}

export const API_ROOT = '/api/v1'

/** The inner workings of chat: they act for chats, not for programs. */
const INTERNAL = /^(conversation|messaging)\./

/** Everything that the API offers, by name: what anybody but the system itself may ask. */
export const exposedOperations = (operations: Iterable<AnyOperation>): ReadonlyMap<string, Exposed> =>
  new Map(
    [...operations]
      .filter(({ name, allow }) => allow !== 'system' && !INTERNAL.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((operation) => [
        operation.name,
        {
          operation,
          path: `${API_ROOT}/${operation.name}`,
          parameters: operation.kind === 'query' ? parametersOf(jsonSchemaOf(operation.input, 'input')) : [],
        },
      ]),
  )
