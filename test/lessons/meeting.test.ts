import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { isCodeNow } from '../../core/lessons/meeting/meeting.ts'
import { announce, code, excuse, meetingFor, noteAbsence, signIn } from '../../core/lessons/meeting/operations.ts'
import { personActor } from '../../core/people/index.ts'
import { later, MINUTE } from '../../core/ports/clock.ts'
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
const shown = async (): Promise<string> => (await execute(code, { campaign }, await actor('bao-yuzhen'))).code

// One office for all of it; the clock goes on from test to test.
beforeAll(async () => {
  world = await World.open()
  const input = { title: '警示教育会', audience: '骆树清\n尹建国\n骆有田', place: '二楼会议室' }
  const when = { day: '2025-07-02', time: '9：30' }
  ;({ campaign } = await execute(announce, { ...input, ...when }, await actor('bao-yuzhen')))
  for (let page = 0; page < 3; page++) await world.until(later(world.clock.now(), 1_000))
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
    expect(await outcome(execute(signIn, { campaign, code: photographed }, youtian))).toBe('lessons.code-wrong')
    expect(await outcome(execute(excuse, { campaign, reason: '忘了' }, youtian))).toBe('lessons.excuse-too-late')
    const officer = await actor('bao-yuzhen')
    const note = (person: string) => outcome(execute(noteAbsence, { campaign, person, reason: '住院' }, officer))
    expect(await note('luo-shuqing')).toBe('lessons.was-there')
    expect(await note('luo-youtian')).toBe('done')
    expect(await note('bao-yuzhen')).toBe('lessons.not-invited')
  })
})
