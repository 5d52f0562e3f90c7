import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { editingCases } from './channel/editing.ts'
import { failingCases } from './channel/failing.ts'
import { keepingCases } from './channel/keeping.ts'
import { casesOf, type Subject } from './channel/place.ts'
import { receivingCases } from './channel/receiving.ts'
import { sendingCases } from './channel/sending.ts'
import { Table } from './channel/table.ts'

/** What every channel must do, whatever platform it leads to. Each case has a platform of its own. */
export function channelContract(subject: Subject): void {
  describe(`the channel of ${subject.name}`, () => {
    let table: Table

    beforeEach(async () => {
      table = await Table.lay(subject)
    })
    afterEach(() => table.clear())

    const names = new Set<string>()
    const check = casesOf(subject, names)
    describe('receiving', () => receivingCases(check, () => table))
    describe('keeping', () => keepingCases(check, () => table))
    describe('sending', () => sendingCases(check, () => table))
    describe('editing', () => editingCases(check, () => table))
    describe('failing', () => failingCases(check, () => table))

    test('every deviation is one from a case of the contract', () => {
      expect(Object.keys(subject.deviations ?? {}).filter((name) => !names.has(name))).toEqual([])
    })
  })
}
