import { beforeEach, describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import {
  accountKey,
  actorOf,
  addressesOf,
  bind,
  importRows,
  invite,
  inviteMany,
  leave,
  organisation,
  setAway,
  setPreferences,
  unbind,
  whoami,
} from '../../core/people/index.ts'
import { DAY, HOUR } from '../../core/ports/clock.ts'
import { ADMINISTRATOR, type TownHall, townHall } from './town-hall.ts'

const OFFICER: Actor = { kind: 'person', person: 'boss', roles: ['officer'], units: ['edu'] }
const CITIZEN: Actor = { kind: 'citizen' }
const ADDRESS = '8812345678901'

let hall: TownHall
const take = (kind: string, ...cells: readonly Readonly<Record<string, string>>[]) =>
  hall.application.execute(
    importRows,
    { kind, source: 'test', rows: cells.map((each, n) => ({ line: n + 2, cells: each })) },
    ADMINISTRATOR,
  )
const invited = (person: string, by: Actor = ADMINISTRATOR) => hall.application.execute(invite, { person }, by)
const bound = (code: string, address = ADDRESS, channel = 'telegram') =>
  hall.application.execute(bind, { code, channel, address }, CITIZEN)
const key = (address = ADDRESS, channel = 'telegram') => accountKey(hall.seal, channel, address)
const actor = (address = ADDRESS) => actorOf(hall.reader, key(address))
const wu: Actor = { kind: 'person', person: 'wu', roles: ['handler'], units: ['edu'] }

beforeEach(async () => {
  hall = await townHall()
  await take('units', { code: 'edu', name: '教育局', level: '县', kind: '部门' })
  await take(
    'posts',
    { code: 'head', unit: 'edu', title: '局长', rank: '正职', reception: '' },
    { code: 'desk', unit: 'edu', title: '接待', rank: '工作人员', reception: '是' },
  )
  await take(
    'people',
    { code: 'li', name: '李', posts: 'head', b_role: '', roles: 'viewer', since: '' },
    { code: 'wu', name: '吴敏', posts: 'desk', b_role: 'he', roles: 'handler', since: '2023-01-04' },
    { code: 'he', name: '何', posts: '', b_role: '', roles: '', since: '' },
    { code: 'boss', name: '包', posts: '', b_role: '', roles: 'director;officer', since: '' },
  )
})

describe('an invitation', () => {
  it('binds a chat to its person, who then acts with roles and units', async () => {
    expect(await actor()).toEqual({ kind: 'citizen', chat: key() })
    const { code } = await invited('wu', OFFICER)
    expect(await bound(code)).toEqual({ account: key(), person: 'wu', name: '吴敏' })
    expect(await actor()).toEqual(wu)
  })

  it('works once, also when two chats press it at the same moment', async () => {
    const { code } = await invited('wu')
    const tries = await Promise.allSettled([bound(code, 'a'), bound(code, 'b'), bound(code, 'c')])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await addressesOf(hall.reader, 'wu')).toHaveLength(1)
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason.code).toBe('people.invitation-not-valid')
  })

  it('pressed again from the chat that it has bound says the same again', async () => {
    const { code } = await invited('wu')
    expect(await bound(code)).toEqual(await bound(code))
  })

  it('gives one and the same refusal to a wrong, a used and an expired code, and for a person who left', async () => {
    const used = await invited('wu')
    await bound(used.code)
    const expired = await invited('wu')
    const gone = await invited('li')
    await hall.application.execute(leave, { person: 'li' }, ADMINISTRATOR)
    await expect(bound(gone.code, 'x')).rejects.toMatchObject({ code: 'people.invitation-not-valid' })
    hall.wait(7 * DAY)
    for (const code of [used.code, expired.code, 'ABCDE23456', '路灯坏了', '']) {
      await expect(bound(code, 'other')).rejects.toMatchObject({
        code: 'people.invitation-not-valid',
        params: {},
        status: 409,
      })
    }
  })

  it('is told once and kept nowhere, and neither is the chat’s address', async () => {
    const { code, payload } = await invited('wu')
    expect(payload.length).toBeLessThanOrEqual(64)
    await bound(code)
    await bound('ABCDE23456').catch(() => undefined)
    const kept: unknown[] = [hall.audit, hall.logged]
    const names = [
      'account',
      'invitation',
      'person',
      'post',
      'unit',
      'organisation-revision',
      'task',
      'import',
      'import-chunk',
    ]
    for (const name of names) {
      for await (const document of hall.store.collection({ name, indexes: [] }).stream({})) kept.push(document)
    }
    expect(JSON.stringify(kept)).not.toContain(code)
    expect(JSON.stringify(kept)).not.toContain(ADDRESS)
  })

  it('to somebody with special rights is an administrator’s to give', async () => {
    await expect(invited('boss', OFFICER)).rejects.toMatchObject({ code: 'people.administrator-invites' })
    expect((await invited('boss')).person).toBe('boss')
  })

  it('can be made for many at once', async () => {
    const { invitations } = await hall.application.execute(inviteMany, { people: ['wu', 'li', 'wu'] }, ADMINISTRATOR)
    expect(invitations.map(({ name }) => name)).toEqual(['吴敏', '李'])
    expect(new Set(invitations.map(({ code }) => code)).size).toBe(2)
  })

  it('does not take a chat away from somebody else', async () => {
    await bound((await invited('wu')).code)
    const other = await invited('li')
    await expect(bound(other.code)).rejects.toMatchObject({ code: 'people.chat-of-another' })
    await hall.application.execute(unbind, { account: key() }, wu)
    expect(await bound(other.code)).toMatchObject({ person: 'li' })
  })
})

describe('the chats of a person', () => {
  it('are several, the preferred channel first, and can be opened for sending alone', async () => {
    await bound((await invited('wu')).code, 'T1', 'telegram')
    hall.wait(HOUR)
    await bound((await invited('wu')).code, 'S1', 'slack')
    const opened = async () =>
      (await addressesOf(hall.reader, 'wu')).map(({ sealed, bond }) => hall.seal.open(sealed, bond))
    expect(await opened()).toEqual(['S1', 'T1'])
    await hall.application.execute(setPreferences, { channel: 'telegram' }, wu)
    expect(await opened()).toEqual(['T1', 'S1'])
    await hall.application.execute(unbind, { account: key('T1') }, wu)
    expect(await opened()).toEqual(['S1'])
    expect(await actor('T1')).toMatchObject({ kind: 'citizen' })
  })

  it('are unbound by themselves or an administrator', async () => {
    await bound((await invited('wu')).code)
    await expect(hall.application.execute(unbind, { account: key() }, OFFICER)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await hall.application.execute(unbind, { account: key() }, ADMINISTRATOR)
    expect(await actor()).toMatchObject({ kind: 'citizen' })
  })
})

describe('a person who left', () => {
  it('is nobody, holds nothing, is reached nowhere; the post stays and the B-role acts in it', async () => {
    await bound((await invited('wu')).code)
    await bound((await invited('he')).code, 'H1')
    await hall.application.execute(leave, { person: 'wu' }, ADMINISTRATOR)
    expect(await actor()).toMatchObject({ kind: 'citizen' })
    expect(await addressesOf(hall.reader, 'wu')).toEqual([])
    await expect(invited('wu')).rejects.toMatchObject({ code: 'people.person-left' })
    expect(await actor('H1')).toEqual({ kind: 'person', person: 'he', roles: ['handler'], units: ['edu'] })
    expect((await organisation(hall.reader)).reception('edu').map((person) => person.code)).toEqual(['he'])
  })
})

describe('a person', () => {
  it('who is away is stood in for, and only for that time', async () => {
    await bound((await invited('he')).code, 'H1')
    const away = [{ from: '2026-03-02T02:00:00.000Z', until: '2026-03-02T05:00:00.000Z' }]
    await hall.application.execute(setAway, { person: 'wu', away, at: '2026-03-02T01:00:00.000Z' }, SYSTEM)
    expect(await actor('H1')).toMatchObject({ units: [] })
    hall.wait(2 * HOUR)
    expect(await actor('H1')).toMatchObject({ units: ['edu'], roles: ['handler'] })
    hall.wait(2 * HOUR)
    expect(await actor('H1')).toMatchObject({ units: [] })
  })

  it('sets language, channel and quiet hours for nobody but themselves', async () => {
    const quietHours = { from: '22:00', until: '07:00' }
    await hall.application.execute(setPreferences, { language: 'en', quietHours }, wu)
    expect(await hall.application.execute(whoami, {}, wu)).toMatchObject({
      ...{ person: 'wu', name: '吴敏', language: 'en', quietHours, accounts: [] },
      posts: [{ code: 'desk', title: '接待', unit: { code: 'edu', name: '教育局' }, since: '2023-01-04' }],
    })
    await hall.application.execute(setPreferences, { quietHours: null }, wu)
    expect(await hall.application.execute(whoami, {}, wu)).not.toHaveProperty('quietHours')
    const other = hall.application.execute(setPreferences, { person: 'li', language: 'en' }, wu)
    await expect(other).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(hall.application.execute(setPreferences, { channel: 'slack' }, wu)).rejects.toMatchObject({
      code: 'people.no-chat-there',
    })
  })

  it('is found by name, with a mistake too', async () => {
    const found = await hall.application.byName('people.find', { name: '吴敏' }, wu)
    expect(found).toEqual({ units: [], people: [{ code: 'wu', name: '吴敏' }] })
  })
})
