import { describe, expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { removals } from './announce.ts'

const CHAT = 'officer-chat'

describe('what has been kept its time', () => {
  test('is warned of, put off with a reason, and goes with its files and a certificate, but for files of others', async () => {
    const world = await World.open()
    await world.binds(CHAT, '包玉珍')
    const { application, outside } = world.program
    const kept = async (bytes: string) => outside.files.put(new TextEncoder().encode(bytes))
    const [own, shared] = [await kept('own'), await kept('shared')]
    const attachment = (file: string) => ({ file, name: 'a.txt', type: 'text/plain', size: 5 })
    const answered = (form: string, answers: object) => application.byName('forms.keep', { form, answers }, SYSTEM)
    await answered('help-request', { text: '帮忙', need: ['other'], place: { text: '村口' }, soon: 'week' })
    await answered('complaint', {
      text: '路灯',
      place: { text: '村口' },
      since: '昨天',
      reporter: 'notices',
      photos: [attachment(own), attachment(shared)],
    })
    const other = {
      text: '水管',
      place: { text: '村口' },
      since: '昨天',
      reporter: 'notices',
      photos: [attachment(shared)],
    }
    const at = async (day: string) => {
      world.clock.set(`${day}T01:00:00.000Z`)
      while ((await world.program.tick()) > 0);
    }
    const list = async () =>
      (await application.execute(removals, {}, SYSTEM)).removals.map(({ id, data }) => ({ id, ...data }))

    await at('2028-06-01')
    await answered('complaint', other)
    await application.byName('retention.look', {}, SYSTEM)
    await application.byName('retention.look', {}, SYSTEM)
    while ((await world.program.tick()) > 0);
    const [announced, ...more] = await list()
    expect(more).toEqual([])
    expect(announced).toMatchObject({
      kind: 'answers',
      announced: 2,
      state: 'announced',
      executeAt: '2028-07-01T01:00:00.000Z',
    })
    const postponed = { id: announced?.id, until: '2028-08-01', reason: '巡察组要查看' }
    await application.byName('retention.postpone', postponed, SYSTEM)
    await expect(
      application.byName('retention.postpone', { ...postponed, until: '2028-07-02' }, SYSTEM),
    ).rejects.toMatchObject({ code: 'retention.not-later' })
    await at('2028-07-02')
    expect(await list()).toMatchObject([{ state: 'announced' }])
    await at('2028-08-02')
    await at('2028-08-03')
    expect(await list()).toMatchObject([
      { state: 'done', certificate: { count: 2, files: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ])
    const left = await application.byName('forms.answers', { form: 'complaint' }, SYSTEM)
    expect(left).toMatchObject({ count: 1 })
    expect(await outside.files.get(own)).toBeUndefined()
    expect(await outside.files.get(shared)).toBeDefined()
    await expect(application.byName('retention.postpone', postponed, SYSTEM)).rejects.toMatchObject({
      code: 'retention.too-late',
    })
  })
})
