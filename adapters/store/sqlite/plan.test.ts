import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { CollectionSpec, Query } from '../../../core/ports/store.ts'
import { terms } from '../common/order.ts'
import { segmentsAfter } from '../common/segments.ts'
import { conditions } from './condition.ts'
import { selection } from './reader.ts'
import { prepareSchema } from './schema.ts'

const spec: CollectionSpec = {
  name: 'cases',
  indexes: [
    { paths: ['data.state', 'data.receivedAt'] },
    { paths: ['data.number'], unique: true },
    { paths: ['data.units'], many: true },
  ],
}

/** How SQLite answers the query: a line for each step, for each segment. */
function plan(query: Query, after?: readonly (string | number | null)[]): string {
  const sql = new Database(':memory:')
  prepareSchema(sql, spec)
  const order = terms(query.order)
  const steps = segmentsAfter(order, after).flatMap((segment) => {
    const { sql: text, values } = selection(spec, conditions(spec, query.where), segment)
    return sql.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...values, 10)
  })
  sql.close()
  return steps.map(({ detail }) => detail).join('\n')
}

describe('a query on what is declared', () => {
  it.each<[string, Query, string]>([
    ['by id', { where: { id: 'a' } }, 'SEARCH cases USING INDEX sqlite_autoindex_cases_1 (id=?)'],
    ['all in order of id', {}, 'SCAN cases USING INDEX sqlite_autoindex_cases_1'],
    [
      'equality and order',
      { where: { 'data.state': 'new' }, order: ['data.receivedAt'] },
      'cases by: data.state,data.receivedAt (<expr>=?)',
    ],
    [
      'equality and order, falling',
      { where: { 'data.state': 'new' }, order: ['-data.receivedAt', '-id'] },
      'cases by: data.state,data.receivedAt (<expr>=?)',
    ],
    [
      'a range',
      { where: { 'data.state': 'new', 'data.receivedAt': { gte: 'a', lt: 'b' } } },
      '(<expr>=? AND <expr>>? AND <expr><?)',
    ],
    ['a prefix', { where: { 'data.number': { prefix: '2026' } } }, 'cases unique: data.number (<expr>>? AND <expr><?)'],
    ['one of', { where: { 'data.state': { in: ['new', 'open'] } } }, 'cases by: data.state,data.receivedAt (<expr>=?)'],
    ['lacking', { where: { 'data.state': null } }, 'cases by: data.state,data.receivedAt (<expr>=?)'],
    [
      'a member',
      { where: { 'data.units': { has: 'water' } } },
      'SEARCH cases members: data.units USING PRIMARY KEY (value=?)',
    ],
    ['due', { where: { due: { lte: '2026' } }, order: ['due'] }, 'cases due (due>? AND due<?)'],
  ])('%s is answered from an index', (_, query, expected) => {
    expect(plan(query)).toContain(expected)
    if (query.order) expect(plan(query)).not.toContain('TEMP B-TREE')
  })

  it('goes on behind a cursor by a search, never by a scan', () => {
    for (const order of [['data.receivedAt'], ['-data.receivedAt']]) {
      const steps = plan({ where: { 'data.state': 'new' }, order }, ['2026-01-01', 'a'])
      expect(steps).not.toContain('SCAN')
      expect(steps).toContain('(<expr>=? AND <expr>=? AND id>?)')
    }
    expect(plan({}, ['a'])).toContain('sqlite_autoindex_cases_1 (id>?)')
  })
})
