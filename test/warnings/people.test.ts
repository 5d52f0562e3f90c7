import { beforeEach, describe, expect, it } from 'vitest'
import { correct } from '../../core/feedback/officer-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { audienceOf } from '../../core/warnings/audience.ts'
import { issue, raise } from '../../core/warnings/issue.ts'
import { list, read } from '../../core/warnings/lists.ts'
import { acceptAnswer, grantTime, refuseTime, returnAnswer } from '../../core/warnings/office-steps.ts'
import { acknowledge, answerWarning, askTime } from '../../core/warnings/person-steps.ts'
import { County, type Members } from '../feedback/county.ts'

const AWAY = [{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z', standIn: 'deputy' }]

/** `clerk` works in `u2`, whose head is `head`; `gone` has left; `resting` is away and `deputy` stands in. */
const MEMBERS: Members = {
  units: [aUnit('u0'), aUnit('u1', { parent: 'u0' }), aUnit('u2', { parent: 'u0' }), aUnit('u3', { parent: 'u0' })],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk1', 'u1', { holder: 'officer' }),
    aPost('desk2', 'u1', { holder: 'second' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head' }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true }),
    aPost('old2', 'u2', { holder: 'gone', grade: 3 }),
    aPost('empty3', 'u3', { rank: 'head' }),
    aPost('quiet3', 'u3', { holder: 'resting' }),
    aPost('side3', 'u3', { holder: 'deputy' }),
  ],
  people: [
    ...['leader', 'head', 'clerk', 'deputy'].map((code) => aPerson(code)),
    aPerson('resting', { away: AWAY }),
    aPerson('gone', { state: 'left' }),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('second', { roles: ['officer'] }),
  ],
}
const WORDS = 'words that are long enough'
const GROUND = { says: { 'zh-CN': '事', en: 'it' } }

describe('whom a warning is to, and whom not', () => {
  let county: County
  beforeEach(async () => {
    county = await County.of(MEMBERS)
  })
  const warn = async (person: string, more: object = {}): Promise<string> =>
    (await county.execute(issue, { person, severity: 'prompt', ground: WORDS, ...more }, await county.actor('officer')))
      .id

  it('nobody acknowledges or answers from another person’s account, not even the leader or the issuer', async () => {
    const id = await warn('clerk')
    for (const other of ['head', 'leader', 'officer', 'deputy']) {
      const actor = await county.actor(other)
      expect(await county.attempt(acknowledge, { warning: id }, actor), other).toMatch(/^warnings\.not-(yours|found)$/)
      const answer = { warning: id, cause: WORDS, done: WORDS }
      expect(await county.attempt(answerWarning, answer, actor), other).toMatch(/^warnings\.not-(yours|found)$/)
    }
    expect((await county.warning(id)).state).toBe('issued')
    expect(await county.attempt(acknowledge, { warning: id }, { kind: 'citizen' })).toBe('not-allowed')
  })

  it('of two officers who decide at once, one has decided and the other is told what became of it', async () => {
    const id = await warn('clerk')
    await county.execute(askTime, { warning: id, days: 2, reason: WORDS }, await county.actor('clerk'))
    const [one, two] = [await county.actor('officer'), await county.actor('second')]
    const time = await Promise.all([
      county.attempt(grantTime, { warning: id }, one),
      county.attempt(refuseTime, { warning: id, reason: WORDS }, two),
    ])
    expect(time.filter((each) => each === 'warnings.no-time-asked')).toHaveLength(1)
    await county.execute(answerWarning, { warning: id, cause: WORDS, done: WORDS }, await county.actor('clerk'))
    const decided = await Promise.all([
      county.attempt(acceptAnswer, { warning: id }, one),
      county.attempt(returnAnswer, { warning: id, reason: WORDS }, two),
    ])
    // Accepted and then returned would be two decisions: whoever comes second finds it closed or returned.
    expect(decided.filter((each) => typeof each === 'string' && each.startsWith('warnings.not-now-'))).toHaveLength(1)
  })

  it('who has left is not warned by hand; what a rule raises goes to the leader responsible, and says why', async () => {
    const officer = await county.actor('officer')
    const hand = { person: 'gone', severity: 'prompt', ground: WORDS }
    expect(await county.attempt(issue, hand, officer)).toBe('warnings.person-left')
    expect(await county.attempt(issue, { ...hand, person: 'nobody' }, officer)).toBe('warnings.person-unknown')
    const raised = { once: 'left', person: 'gone', unit: 'u2', post: 'old2', severity: 'prompt', ground: GROUND }
    const { id } = await county.application.execute(raise, raised, SYSTEM)
    const data = await county.warning(id)
    expect(data.to).toBe('head')
    expect(data.steps[0]?.note).toContain('经办人')
  })

  it('an audience that is nobody climbs until somebody is there', async () => {
    const org = await county.organisation()
    const about = { person: 'deputy', unit: 'u3', post: 'side3', office: 'u1' }
    // No head in u3, no leader in charge of its line, no unit above for its matters: the office hears it.
    expect(audienceOf(org, 'head', about)).toEqual({ people: ['officer', 'second'], as: 'officers' })
    expect(audienceOf(org, 'discipline', about)).toEqual({ people: ['leader'], as: 'leader' })
    expect(audienceOf(org, 'directors', about)).toEqual({ people: [], as: 'directors' })
    expect(audienceOf(org, 'person', { ...about, person: 'gone' }).as).toBe('leader')
    expect(audienceOf(org, 'person', { ...about, person: 'gone' }, (code) => code !== 'leader').as).toBe('officers')
  })

  it('while somebody is away, who stands in is told and answers, and does not decide on it', async () => {
    const id = await warn('resting')
    expect(await county.heard('resting')).toEqual([])
    expect(await county.heard('deputy')).toEqual([expect.stringContaining('resting不在，这一条由您代办')])
    const deputy = await county.actor('deputy')
    expect((await county.execute(list, {}, deputy)).rows.map((row) => row.id)).toEqual([id])
    await county.execute(answerWarning, { warning: id, cause: WORDS, done: WORDS }, deputy)
    expect((await county.warning(id)).answers[0]?.by).toBe('person:deputy')

    const later = await warn('resting')
    await county.until('2026-03-10T01:00:00.000Z')
    expect((await county.execute(list, {}, await county.actor('deputy'))).rows).toEqual([])
    const back = await county.execute(list, {}, await county.actor('resting'))
    expect(back.rows.map((row) => row.id)).toEqual([later])
    expect(await county.attempt(acknowledge, { warning: later }, await county.actor('deputy'))).toMatch(/not-/)
  })

  it('who stands in learns nothing of a warning for a case against themselves, neither in the list nor by its number', async () => {
    const report = { text: 'm0 the light is out', reporter: 'nothing' }
    const { id: about } = await county.execute(submit, report, { kind: 'citizen' })
    const id = await warn('resting', { case: about })
    const deputy = await county.actor('deputy')
    expect((await county.execute(list, {}, deputy)).rows.map((row) => row.id)).toEqual([id])
    const against = { units: [], people: ['deputy'] }
    await county.execute(correct, { case: about, against }, await county.actor('officer'))
    expect((await county.execute(list, {}, deputy)).rows).toEqual([])
    expect(await county.attempt(read, { warning: id }, deputy)).toBe('warnings.not-found')
  })
})
