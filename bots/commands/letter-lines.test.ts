import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { letterLines } from './letter-lines.ts'
import { Failed } from './terminal.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

it('reads the letters in order, and tells by number which lines are none', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const file = join(await mkdtemp(join(tmpdir(), 'letter-lines-')), 'letters.jsonl')
  const lines = [
    '\uFEFF{"id":1,"text":"路灯坏了"}',
    '',
    'not JSON',
    '{"text":"no id"}',
    '[]',
    '{"id":"b","subject":"水","detail":null}',
  ]
  await writeFile(file, lines.join('\r\n'))
  const letters = []
  for await (const letter of letterLines(file)) letters.push(letter)
  expect(letters).toEqual([
    { id: 1, text: '路灯坏了' },
    { id: 'b', subject: '水' },
  ])
  expect(told.mock.calls.map(([text]) => /Line \d/.exec(String(text))?.[0])).toEqual(['Line 3', 'Line 4', 'Line 5'])
  expect(process.exitCode).toBe(1)
})

it('says so when there is no such file', async () => {
  await expect(letterLines('/nowhere/letters.jsonl')[Symbol.asyncIterator]().next()).rejects.toThrow(Failed)
})
