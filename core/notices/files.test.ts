import { beforeAll, describe, expect, it } from 'vitest'
import { photo } from '../../adapters/files/samples.ts'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { MAX_FILE_BYTES } from '../ports/files.ts'
import { attach } from './files.ts'
import { test } from './send.ts'
import { write } from './write.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const written = (files: { file: string; name: string; type: string }[]) => ({
  ...{ text: '请看图', audience: '骆树清', ask: 'confirm' as const, files, options: [], questions: '' },
  ...{ reminders: [], spread: 0, urgent: false },
})

describe('a picture that a program gives', () => {
  it('is kept without its metadata, and comes with the notice that names it', async () => {
    await world.binds('luo', '骆树清')
    const taken = await execute(attach, { name: 'IMG_2025.jpg', base64: base64(await photo()) }, SYSTEM)
    expect(taken).toMatchObject({ name: 'photo.jpg', type: 'image/jpeg' })
    const { notice } = await execute(write, written([taken]), SYSTEM)
    await execute(test, { notice, to: 'luo-shuqing' }, SYSTEM)
    await world.until(world.clock.now())
    const [said, shown] = world.heard('luo').slice(-2)
    expect(said?.text).toContain('只发给了您自己')
    expect(shown).toMatchObject({ text: '请看图', files: [taken] })
  })

  it('is refused where it is none, and so is a name that was never given', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    const refused = (bytes: Uint8Array) => execute(attach, { name: 'a.jpg', base64: base64(bytes) }, SYSTEM)
    await expect(refused(svg)).rejects.toMatchObject({ code: 'notices.file-type-refused', params: { name: 'a.jpg' } })
    await expect(refused(new Uint8Array(MAX_FILE_BYTES + 1))).rejects.toMatchObject({ code: 'notices.file-too-large' })
    const nothing = { file: 'a'.repeat(64), name: 'b.jpg', type: 'image/jpeg' }
    await expect(execute(write, written([nothing]), SYSTEM)).rejects.toMatchObject({ code: 'notices.no-file' })
  })
})
