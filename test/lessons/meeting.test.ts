import { beforeAll, describe, expect, it } from 'vitest'
import { toDay } from '../../core/calendar/index.ts'
import { Addressee } from '../../core/campaigns/addressee.ts'
import { waitingForMe } from '../../core/campaigns/index.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { excuse, meetingFor, noteAbsence, noteArrival } from '../../core/lessons/meeting/absence.ts'
import { announce, callOff, move } from '../../core/lessons/meeting/announce.ts'
import { takeSheet } from '../../core/lessons/meeting/sheet.ts'
import { code, isCodeNow, signIn } from '../../core/lessons/meeting/sign-in.ts'
import { leave, personActor } from '../../core/people/index.ts'
import { later, MINUTE } from '../../core/ports/clock.ts'
import { ADMINISTRATOR } from '../people/town-hall.ts'
import { World } from '../support/world.ts'

let world: World
let campaign: string
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const actor = async (person: string) => {
  const reading = <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type)
  const found = await personActor(
    { read: reading, content: world.program.outside.content, now: world.clock.now() },
    person,
  )
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const outcome = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const pages = async (): Promise<void> => {
  for (let page = 0; page < 3; page++) await world.until(later(world.clock.now(), 1_000))
}
const announced = async (day: string) => {
  const input = { title: '警示教育会', audience: '骆树清\n尹建国\n骆有田', place: '二楼会议室', time: '9：30' }
  const made = await execute(announce, { ...input, day: toDay(day) }, await actor('bao-yuzhen'))
  await pages()
  return made
}
const stateOf = async (of: string, person: string) =>
  (await readerOf(world.program.outside.store, Addressee).get(`${of}:${person}`))?.data.state
const shown = async (): Promise<string> => (await execute(code, { campaign }, await actor('bao-yuzhen'))).code

// One office for all of it; the clock goes on from test to test.
beforeAll(async () => {
  world = await World.open()
  ;({ campaign } = await announced('2025-07-02'))
})

describe('a sign-in code', () => {
  it('counts in its minute and the next, at no other time and for no other meeting', () => {
    const { seal } = world.program.outside
    const at = '2025-07-02T01:30:59.000Z'
    const own = seal.digits('m:2025-07-02T01:30', 'lesson-sign-in', 6)
    expect(own).toMatch(/^\d{6}$/)
    const counts = [-MINUTE, 0, 1_000, MINUTE, MINUTE + 1_000, 60 * MINUTE].map((by) =>
      isCodeNow(seal, 'm', later(at, by), own),
    )
    expect(counts).toEqual([false, true, true, true, false, false])
    expect(isCodeNow(seal, 'other', at, own)).toBe(false)
  })

  it('is not shown, and nobody signs in, long before the meeting', async () => {
    expect(await outcome(shown())).toBe('lessons.meeting-not-now')
    const early = execute(signIn, { campaign, code: '000000' }, await actor('luo-shuqing'))
    expect(await outcome(early)).toBe('lessons.meeting-not-now')
  })

  it('signs in whoever is invited, once, also from two platforms at once, and nobody else', async () => {
    const luo = await actor('luo-shuqing')
    expect(await outcome(execute(excuse, { campaign, reason: '出差' }, await actor('yin-jianguo')))).toBe('done')
    world.clock.set('2025-07-02T01:30:30.000Z')
    const now = await shown()
    const guest = await actor('bao-yuzhen')
    expect(await outcome(execute(signIn, { campaign, code: now }, guest))).toBe('lessons.not-invited')
    expect(await outcome(execute(meetingFor, { campaign }, guest))).toBe('lessons.not-invited')
    const both = await Promise.all([1, 2].map(() => outcome(execute(signIn, { campaign, code: ` ${now} ` }, luo))))
    expect(both.sort()).toEqual(['done', 'lessons.signed-already'])
    // Whoever was excused and came after all is there.
    expect(await outcome(execute(signIn, { campaign, code: now }, await actor('yin-jianguo')))).toBe('done')
  })

  it('that was photographed is refused later, and an absence is noted only of whoever did not come', async () => {
    const photographed = await shown()
    world.clock.set('2025-07-02T01:33:00.000Z')
    const youtian = await actor('luo-youtian')
    expect(await execute(signIn, { campaign, code: photographed }, youtian)).toEqual({ campaign, signed: false })
    expect(await outcome(execute(excuse, { campaign, reason: '忘了' }, youtian))).toBe('lessons.excuse-too-late')
    const officer = await actor('bao-yuzhen')
    const note = (person: string) => outcome(execute(noteAbsence, { campaign, person, reason: '住院' }, officer))
    expect(await note('luo-shuqing')).toBe('lessons.was-there')
    expect(await note('luo-youtian')).toBe('done')
    expect(await note('bao-yuzhen')).toBe('lessons.not-invited')
  })

  it('is tried thrice freely, then slower and slower, and after eight wrong ones only an officer notes that one came', async () => {
    const { campaign: other } = await announced('2025-07-03')
    const youtian = await actor('luo-youtian')
    const tries = async (typed: string): Promise<string> => {
      try {
        return (await execute(signIn, { campaign: other, code: typed }, youtian)).signed ? 'signed' : 'wrong'
      } catch (error) {
        if (error instanceof Refusal) return error.code
        throw error
      }
    }
    world.clock.set('2025-07-03T01:00:00.000Z')
    for (let n = 0; n < 3; n++) expect(await tries('wrong')).toBe('wrong')
    // Even the right one is not looked at now.
    const right = (await execute(code, { campaign: other }, await actor('bao-yuzhen'))).code
    expect(await tries(right)).toBe('lessons.code-wait')
    for (let n = 3; n < 8; n++) {
      world.clock.set(later(world.clock.now(), 10 * MINUTE))
      expect(await tries('wrong')).toBe('wrong')
    }
    world.clock.set(later(world.clock.now(), 60 * MINUTE))
    expect(await tries('wrong')).toBe('lessons.code-used-up')
    const officer = await actor('bao-yuzhen')
    const noted = { campaign: other, person: 'luo-youtian', reason: '码输错了，人在会场', late: 12 }
    expect(await outcome(execute(noteArrival, noted, youtian))).toBe('not-allowed')
    expect(await outcome(execute(noteArrival, noted, officer))).toBe('done')
    expect(await outcome(execute(noteArrival, noted, officer))).toBe('lessons.signed-already')
  })
})

describe('a meeting', () => {
  it('counts whoever signs in more than five minutes after it began as late', async () => {
    const { campaign: own } = await announced('2025-07-04')
    const signs = async (person: string, at: string) => {
      world.clock.set(at)
      const { code: now } = await execute(code, { campaign: own }, await actor('bao-yuzhen'))
      return (await execute(signIn, { campaign: own, code: now }, await actor(person))).late
    }
    expect(await signs('luo-shuqing', '2025-07-04T01:35:00.000Z')).toBeUndefined()
    expect(await signs('yin-jianguo', '2025-07-04T01:42:10.000Z')).toBe(12)
    const sheet = await execute(
      takeSheet,
      { campaign: own, format: 'xlsx', language: 'zh-CN' },
      await actor('bao-yuzhen'),
    )
    expect(sheet).toMatchObject({ rows: 3, name: '2025-07-04-警示教育会.xlsx' })
  })

  it('that is moved invites all anew, and the old invitation says where it went', async () => {
    const { campaign: before } = await announced('2025-07-08')
    await execute(excuse, { campaign: before, reason: '出差' }, await actor('yin-jianguo'))
    const officer = await actor('bao-yuzhen')
    const when = { day: toDay('2025-07-09'), time: '14:00', place: '礼堂' }
    const { campaign: after } = await execute(move, { campaign: before, ...when }, officer)
    await pages()
    const invited = await Promise.all(['luo-shuqing', 'yin-jianguo', 'luo-youtian'].map((each) => stateOf(after, each)))
    expect(invited).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await outcome(execute(meetingFor, { campaign: before }, await actor('luo-shuqing')))).toBe(
      'lessons.meeting-moved',
    )
    expect(await execute(meetingFor, { campaign: after }, await actor('luo-shuqing'))).toMatchObject(when)
    expect(await outcome(execute(move, { campaign: after, ...when }, officer))).toBe('lessons.meeting-same')
  })

  it('that is called off asks nobody to come, and can be neither moved nor called off once it has begun', async () => {
    const { campaign: off } = await announced('2025-07-10')
    const officer = await actor('bao-yuzhen')
    await execute(callOff, { campaign: off, reason: '台风' }, officer)
    await pages()
    const luo = await actor('luo-shuqing')
    expect(await outcome(execute(meetingFor, { campaign: off }, luo))).toBe('lessons.meeting-cancelled')
    const { rows } = await execute(waitingForMe, { limit: 50 }, luo)
    expect(rows.filter(({ campaign: each }) => each === off)).toEqual([])

    const { campaign: begun } = await announced('2025-07-11')
    world.clock.set('2025-07-11T01:31:00.000Z')
    expect(await outcome(execute(callOff, { campaign: begun, reason: '台风' }, officer))).toBe('lessons.meeting-begun')
  })

  it('expects nobody who has left, and they cannot sign in', async () => {
    const { campaign: own } = await announced('2025-07-15')
    await execute(leave, { person: 'yin-jianguo' }, ADMINISTRATOR)
    await world.until('2025-07-15T00:50:00.000Z')
    expect(await stateOf(own, 'yin-jianguo')).toBe('left')
    await expect(actor('yin-jianguo')).rejects.toThrow('has left')
  })
})
