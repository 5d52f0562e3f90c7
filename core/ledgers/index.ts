/** Ledgers that fill themselves 台账 (D11, D12): each is declared by the feature whose records it shows. */
import { type Feature, feature } from '../feature.ts'
import { ledgerCommand } from './commands.ts'
import type { Ledger } from './ledger.ts'
import { LedgerExport, ledgerOperations } from './operations.ts'

/** The ledgers that `features` declare. @throws Error when two share a name */
const ledgersIn = (features: readonly Feature[]): ReadonlyMap<string, Ledger> => {
  const all = features.flatMap((each) => each.ledgers ?? [])
  const byName = new Map(all.map((ledger) => [ledger.name, ledger]))
  if (byName.size < all.length) throw new Error('two ledgers share a name')
  return byName
}

export const ledgersOf = (features: readonly Feature[]): Feature => {
  const operations = ledgerOperations(ledgersIn(features))
  return feature({
    name: 'ledgers',
    records: [LedgerExport],
    operations: [operations.list, operations.show, operations.take],
    commands: [ledgerCommand(operations)],
  })
}
