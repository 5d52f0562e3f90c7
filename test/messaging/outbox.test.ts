import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { lookAtOutbox } from '../../bots/doctor/work.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { outboxFigures } from '../../core/messaging/index.ts'
import { DeliveryState, isAhead, isDead } from '../../core/messaging/state.ts'
import { setPreferences } from '../../core/people/index.ts'
import { Refused, TooFast, Unavailable, Unreachable } from '../../core/ports/channel.ts'
import { DAY, HOUR, later, MINUTE, SECOND } from '../../core/ports/clock.ts'
import { Desk } from './desk.ts'

/** Two officers and others of the sample county. */
const PEOPLE = ['bao-yuzhen', 'qi-changxiu']
const MORNING = '2025-06-30T01:00:00.000Z'
const NIGHT = '2025-06-30T15:00:00.000Z'

let desk: Desk
let [one, two] = ['', '']
const prefers = (person: string, wanted: object) =>
  desk.program.application.execute(setPreferences, { person, ...wanted }, SYSTEM)

beforeEach(async () => {
  desk = await Desk.open()
  ;[one = '', two = ''] = PEOPLE
  for (const person of PEOPLE) await desk.bind(person, desk.first)
})

describe('what a person prefers', () => {
  it('notices do not come to whoever declines them; duties and replies do', async () => {
    await prefers(one, { notices: false })
    const notice = await desk.tell(one, 'notice')
    await desk.tell(one, 'duty', { purpose: 'duty' })
    await desk.settle()
    expect(desk.heard(desk.first, one)).toEqual(['duty'])
    expect((await desk.delivery(notice)).data).toMatchObject({ state: 'cancelled', reason: 'declined' })
    await prefers(one, { notices: true })
    await desk.tell(one, 'again')
    await desk.settle()
    expect(desk.heard(desk.first, one)).toEqual(['duty', 'again'])
  })

  it('quiet hours put off everything but what is urgent', async () => {
    await prefers(one, { quietHours: { from: '22:00', until: '07:00' } })
    desk.clock.set(NIGHT)
    const kept = await desk.tell(one, 'tomorrow')
    await desk.tell(one, 'now', { urgent: true })
    await desk.settle()
    expect(desk.heard(desk.first, one)).toEqual(['now'])
    expect((await desk.delivery(kept)).data).toMatchObject({ state: 'queued', notBefore: '2025-06-30T23:00:00.000Z' })
    await desk.settle('2025-06-30T22:59:59.000Z')
    expect(desk.heard(desk.first, one)).toEqual(['now'])
    await desk.settle('2025-06-30T23:00:00.000Z')
    expect(desk.heard(desk.first, one)).toEqual(['now', 'tomorrow'])
  })

  it('quiet hours that begin while a message waits put it off', async () => {
    desk.first.fault = () => new TooFast(14 * HOUR, 'channel')
    await desk.tell(one, 'late')
    await desk.settle()
    desk.first.fault = () => undefined
    await prefers(one, { quietHours: { from: '22:00', until: '07:00' } })
    await desk.settle(NIGHT)
    expect(desk.heard(desk.first, one)).toEqual([])
    await desk.settle('2025-06-30T23:00:01.000Z')
    expect(desk.heard(desk.first, one)).toEqual(['late'])
  })

  it('the preferred channel is tried first, and the next where it fails', async () => {
    await desk.bind(one, desk.second)
    await prefers(one, { channel: 'first' })
    await desk.tell(one, 'here')
    await desk.settle()
    expect(desk.heard(desk.first, one)).toEqual(['here'])
    desk.first.fault = () => new Unreachable('blocked')
    const moved = await desk.tell(one, 'there')
    await desk.settle()
    expect(desk.heard(desk.second, one)).toEqual(['there'])
    expect((await desk.delivery(moved)).data).toMatchObject({ state: 'sent', channel: 'second', tried: ['first'] })
  })
})

describe('what is of no use any more', () => {
  it('is not sent', async () => {
    desk.first.fault = () => new TooFast(2 * HOUR, 'channel')
    const old = await desk.tell(one, 'old', { expiresAt: later(MORNING, HOUR) })
    const good = await desk.tell(two, 'good', { expiresAt: later(MORNING, DAY) })
    await desk.settle()
    desk.first.fault = () => undefined
    await desk.settle(later(MORNING, 3 * HOUR))
    expect(await desk.state(old)).toBe('expired')
    expect(await desk.state(good)).toBe('sent')
    expect(desk.heard(desk.first, one)).toEqual([])
  })

  it('that is put off beyond its end expires', async () => {
    await prefers(one, { quietHours: { from: '22:00', until: '07:00' } })
    desk.clock.set(NIGHT)
    const id = await desk.tell(one, 'tonight', { expiresAt: later(NIGHT, HOUR) })
    await desk.settle('2025-07-01T01:00:00.000Z')
    expect(await desk.state(id)).toBe('expired')
  })

  it('can be withdrawn until it has left', async () => {
    desk.first.fault = () => new TooFast(MINUTE, 'channel')
    const waits = await desk.tell(one, 'waits')
    await desk.settle()
    await desk.does('messaging.withdraw', { id: waits, state: 'cancelled' })
    desk.first.fault = () => undefined
    await desk.settle(later(desk.clock.now(), HOUR))
    expect(await desk.state(waits)).toBe('cancelled')
    const left = await desk.tell(two, 'left')
    await desk.settle()
    await desk.does('messaging.withdraw', { id: left, state: 'cancelled' })
    expect(await desk.state(left)).toBe('sent')
  })
})

describe('what nobody could deliver', () => {
  it('stands on a list with its reason, and only that is sent again', async () => {
    desk.first.fault = (address) => (address === one ? new Unreachable('blocked') : undefined)
    const dead = await desk.tell(one, 'dead')
    const fine = await desk.tell(two, 'fine')
    desk.first.fault = (address) => (address === one ? new Refused() : undefined)
    await desk.settle()
    expect((await desk.delivery(dead)).data).toMatchObject({ state: 'failed', reason: 'refused', attempt: 1 })
    const officer = { kind: 'person' as const, person: two, roles: ['officer' as const], units: [] }
    const listed = await desk.program.application.byName('messaging.deadLetters', { state: 'failed' }, officer)
    expect(listed).toMatchObject({ rows: [{ id: dead, person: one, reason: 'refused' }], reasons: { refused: 1 } })
    expect(JSON.stringify(listed)).not.toContain('"text"')

    desk.first.fault = () => undefined
    await desk.program.application.byName('messaging.resend', {}, officer)
    await desk.settle(later(desk.clock.now(), MINUTE))
    expect(desk.heard(desk.first, one)).toEqual(['dead'])
    expect(desk.heard(desk.first, two)).toEqual(['fine'])
    expect((await desk.delivery(dead)).data).toMatchObject({ state: 'sent', attempt: 2 })
    expect((await desk.delivery(fine)).data.attempt).toBe(1)
  })

  it('is sent again however many there are', async () => {
    desk.first.fault = () => new Unreachable('gone')
    const ids: string[] = []
    for (let n = 0; n < 250; n++) ids.push(await desk.tell(one, `n${n}`))
    await desk.settle()
    desk.first.fault = () => undefined
    await desk.does('messaging.resend', {})
    await desk.settle(later(desk.clock.now(), HOUR))
    expect(desk.heard(desk.first, one)).toHaveLength(250)
  })
})

describe('a platform in trouble', () => {
  it('that slows one chat down delays no other', async () => {
    desk.first.fault = (address) => (address === one ? new TooFast(HOUR) : undefined)
    await desk.tell(one, 'slow')
    for (let n = 0; n < 60; n++) await desk.tell(two, `n${n}`)
    await desk.settle()
    expect(desk.heard(desk.first, two)).toHaveLength(60)
    expect(desk.heard(desk.first, one)).toEqual([])
    desk.first.fault = () => undefined
    await desk.settle(later(desk.clock.now(), HOUR + SECOND))
    expect(desk.heard(desk.first, one)).toEqual(['slow'])
  })

  it('that no longer takes the token pauses, loses nothing, is told of on another channel, and goes on', async () => {
    await desk.bind(two, desk.second)
    await prefers(two, { channel: 'first' })
    const revoked = new Unavailable('the token is gone', true)
    for (let n = 0; n < 20; n++) await desk.tell(n % 2 ? one : two, `n${n}`)
    let sent = 0
    desk.first.fault = () => (++sent > 6 ? revoked : undefined)
    await desk.settle()
    const asked = desk.first.asked
    await desk.settle()
    expect(desk.first.asked - asked).toBeLessThanOrEqual(1)
    expect(desk.heard(desk.second, two).join()).toContain('令牌')
    expect(desk.log.lines.filter(({ event }) => event === 'channel.paused')).toHaveLength(1)
    const figures = await outboxFigures(
      { read: (type) => readerOf(desk.program.outside.store, type) },
      desk.clock.now(),
    )
    expect(figures.channels.find(({ channel }) => channel === 'first')).toMatchObject({ paused: { reason: 'refused' } })
    expect(await lookAtOutbox(desk.program)).toContainEqual(
      expect.objectContaining({
        ...{ check: 'outbox first', level: 'fail', found: expect.stringContaining('the token is not taken') },
        cure: expect.stringContaining('nothing is lost'),
      }),
    )

    desk.first.fault = () => undefined
    for (let n = 0; n < 20; n++) await desk.settle(later(desk.clock.now(), MINUTE))
    const heard = [...desk.heard(desk.first, one), ...desk.heard(desk.first, two)].filter((text) => /^n\d+$/.test(text))
    expect([...new Set(heard)]).toHaveLength(20)
    expect(heard).toHaveLength(20)
    expect(desk.heard(desk.second, two).join()).toContain('恢复')
  })

  it('that is down for a while loses nothing', async () => {
    desk.first.fault = () => new Unavailable('down')
    for (let n = 0; n < 12; n++) await desk.tell(n % 2 ? one : two, `n${n}`)
    for (let n = 0; n < 10; n++) await desk.settle(later(desk.clock.now(), MINUTE))
    expect(desk.log.lines.filter(({ event }) => event === 'channel.paused')).toHaveLength(1)
    desk.first.fault = () => undefined
    for (let n = 0; n < 30; n++) await desk.settle(later(desk.clock.now(), MINUTE))
    expect(
      new Set([...desk.heard(desk.first, one), ...desk.heard(desk.first, two)].filter((t) => /^n/.test(t))).size,
    ).toBe(12)
  })

  it('goes on when the clock is set back', async () => {
    await desk.tell(one, 'before')
    await desk.settle()
    await desk.tell(one, 'after')
    await desk.settle(later(desk.clock.now(), -3 * HOUR))
    expect(desk.heard(desk.first, one)).toEqual(['before', 'after'])
  })

  it('answers come before notices, however many wait', async () => {
    desk.first.fault = () => new TooFast(SECOND, 'channel')
    for (let n = 0; n < 30; n++) await desk.tell(one, `n${n}`)
    await desk.tell(one, 'duty', { purpose: 'duty' })
    await desk.tell(one, 'urgent', { urgent: true })
    await desk.settle()
    desk.first.fault = () => undefined
    await desk.settle(later(desk.clock.now(), 2 * SECOND))
    expect(desk.heard(desk.first, one).indexOf('urgent')).toBeLessThanOrEqual(1)
    expect(desk.heard(desk.first, one).indexOf('duty')).toBeLessThanOrEqual(2)
  })
})

describe('the state of a message', () => {
  const act = fc.oneof(
    fc.constant({ does: 'messaging.sent', input: {} }),
    fc
      .constantFrom('failed', 'unreachable')
      .map((state) => ({ does: 'messaging.undeliverable', input: { state, reason: 'refused' } })),
    fc.constantFrom('cancelled', 'expired').map((state) => ({ does: 'messaging.withdraw', input: { state } })),
    fc
      .constantFrom('delivered', 'read', 'acknowledged', 'replied')
      .map((state) => ({ does: 'messaging.advance', input: { state } })),
    fc.constant({ does: 'messaging.putOff', input: { until: '2025-07-01T00:00:00.000Z' } }),
    fc.constant({ does: 'messaging.release', input: {} }),
    fc.constant({ does: 'messaging.again', input: {} }),
  )

  it('never goes back, whatever is told in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const id = await desk.tell(one, 'x')
        let before = (await desk.delivery(id)).data
        for (const { does, input } of acts) {
          await desk.does(does, { id, ...input }).catch((error: unknown) => {
            if (!(error instanceof Error) || error.message !== 'messaging.not-failed') throw error
          })
          const after = (await desk.delivery(id)).data
          const same = after.state === before.state && after.attempt === before.attempt
          const ahead = after.attempt === before.attempt && isAhead(after.state, before.state)
          const anew = after.attempt === before.attempt + 1 && isDead(before.state)
          expect(same || ahead || anew, `${before.state} → ${after.state} by ${does}`).toBe(true)
          expect(after.outbox !== undefined || after.notBefore !== undefined).toBe(after.state === 'queued')
          before = after
        }
        expect(DeliveryState.options).toContain(before.state)
      }),
      { numRuns: 60 },
    )
  })
})
