import { beforeEach, describe, expect, it } from 'vitest'
import { correct } from '../../core/feedback/officer-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { issue, raise } from '../../core/warnings/issue.ts'
import { list, read } from '../../core/warnings/lists.ts'
import { acceptAnswer, grantTime, returnAnswer, withdrawWarning } from '../../core/warnings/office-steps.ts'
import { acknowledge, answerWarning, askTime } from '../../core/warnings/person-steps.ts'
import { County, type Members } from '../feedback/county.ts'

const AWAY = [{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z', standIn: 'deputy' }]

/** `clerk` of `u2` is away and `deputy` stands in; `head` leads both. Two officers and a director decide. */
const MEMBERS: Members = {
  units: [aUnit('u0'), aUnit('u1', { parent: 'u0' }), aUnit('u2', { parent: 'u0' })],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk1', 'u1', { holder: 'officer' }),
    aPost('desk2', 'u1', { holder: 'second' }),
    aPost('chair', 'u1', { holder: 'director' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head' }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true }),
    aPost('side2', 'u2', { holder: 'deputy' }),
  ],
  people: [
    ...['leader', 'head', 'deputy'].map((code) => aPerson(code)),
    aPerson('clerk', { away: AWAY }),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('second', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
  ],
}
const WORDS = 'words that are long enough'

describe('who stands in, and who must not hear', () => {
  let county: County
  beforeEach(async () => {
    county = await County.of(MEMBERS)
  })
  const warn = async (more: object = {}): Promise<string> =>
    (
      await county.execute(
        issue,
        { person: 'clerk', severity: 'prompt', ground: WORDS, ...more },
        await county.actor('officer'),
      )
    ).id
  const caseAgainst = async (...persons: readonly string[]): Promise<string> => {
    const report = { text: 'm0 the light is out', reporter: 'nothing', against: { units: [], people: persons } }
    return (await county.execute(submit, report, { kind: 'citizen' })).id
  }

  it('whoever answered for somebody away hears what became of it: more time, returned, accepted', async () => {
    const id = await warn()
    const [deputy, officer] = [await county.actor('deputy'), await county.actor('officer')]
    const answer = { warning: id, cause: WORDS, done: WORDS }
    await county.execute(askTime, { warning: id, days: 2, reason: WORDS }, deputy)
    await county.execute(grantTime, { warning: id }, officer)
    await county.execute(answerWarning, answer, deputy)
    await county.execute(returnAnswer, { warning: id, reason: 'who does it?' }, officer)
    await county.execute(answerWarning, answer, deputy)
    await county.execute(acceptAnswer, { warning: id }, officer)
    const told = await county.heard('deputy')
    expect(told).toHaveLength(4)
    for (const words of ['【预警】', '同意延期2个工作日', '退回来了：who does it?', '认可了，这条了结'])
      expect(
        told.filter((text) => text.startsWith('clerk不在，这一条由您代办') && text.includes(words)),
        words,
      ).toHaveLength(1)
    expect(await county.heard('clerk')).toEqual([])
  })

  it('more time is asked for once, with a reason, and never again whoever asks', async () => {
    const id = await warn()
    const deputy = await county.actor('deputy')
    expect(await county.attempt(askTime, { warning: id, days: 2, reason: '' }, deputy)).toBe('input.invalid')
    await county.execute(askTime, { warning: id, days: 2, reason: WORDS }, deputy)
    expect(await county.attempt(askTime, { warning: id, days: 1, reason: WORDS }, deputy)).toBe(
      'warnings.more-time-once',
    )
    await county.until('2026-03-09T01:00:00.000Z')
    const back = await county.actor('clerk')
    expect(await county.attempt(askTime, { warning: id, days: 1, reason: WORDS }, back)).toBe('warnings.more-time-once')
  })

  it('a warning that is withdrawn says so to whoever stood in when it came, to who is back, and to the copies', async () => {
    const id = await warn()
    await county.until('2026-03-09T01:00:00.000Z')
    await county.execute(withdrawWarning, { warning: id, reason: WORDS }, await county.actor('officer'))
    for (const person of ['deputy', 'clerk', 'head'])
      expect(
        (await county.heard(person)).filter((text) => text.includes('撤回了，不算数')),
        person,
      ).toHaveLength(1)
  })

  it('of many in a day the rest reach whoever stands in, in one digest that says for whom', async () => {
    for (let n = 0; n < 6; n++) await warn()
    await county.until('2026-03-02T03:00:00.000Z')
    const told = await county.heard('deputy')
    expect(told).toHaveLength(6)
    expect(told.filter((text) => /代clerk办的：预警 AH-W-2026-000006/.test(text))).toHaveLength(1)
    expect(await county.heard('clerk')).toEqual([])
    expect(await county.warning(await warn({ severity: 'yellow' }))).toMatchObject({ quiet: true })
  })

  it('a stand-in whom the case complains about hears nothing: it climbs to the leader, who can answer it', async () => {
    const id = await warn({ case: await caseAgainst('deputy') })
    await county.until('2026-03-02T03:00:00.000Z')
    expect(await county.heard('deputy')).toEqual([])
    expect(await county.heard('clerk')).toEqual([])
    expect(await county.heard('head')).toEqual([expect.stringMatching(/clerk不在，这一条由您代办.*【预警】/s)])
    const head = await county.actor('head')
    expect((await county.execute(list, {}, head)).rows).toMatchObject([{ id, to: 'clerk' }])
    expect((await county.execute(read, { warning: id }, head)).parts).toEqual(['person'])
    const deputy = await county.actor('deputy')
    expect((await county.execute(list, {}, deputy)).rows).toEqual([])
    for (const [operation, more] of [
      [read, {}],
      [acknowledge, {}],
      [answerWarning, { cause: WORDS, done: WORDS }],
    ] as const)
      expect(await county.attempt<unknown, unknown>(operation, { warning: id, ...more }, deputy)).toBe(
        'warnings.not-found',
      )
    await county.execute(answerWarning, { warning: id, cause: WORDS, done: WORDS }, head)
    await county.execute(acceptAnswer, { warning: id }, await county.actor('officer'))
    expect((await county.heard('head')).join('\n')).toContain('认可了，这条了结')
  })

  it('whom the absence names comes first, then the B-role, then the leader, then the office', async () => {
    const away = await County.of({
      ...MEMBERS,
      posts: MEMBERS.posts.map((post) => (post.code === 'door2' ? { ...post, standIn: 'deputy' } : post)),
      people: [
        ...MEMBERS.people.filter(({ code }) => code !== 'clerk'),
        aPerson('clerk', { away: AWAY.map((each) => ({ ...each, standIn: 'second' })) }),
      ],
    })
    const hears = async (...complained: string[]): Promise<string> => {
      const report = { text: 'm0 the light is out', reporter: 'nothing', against: { units: [], people: complained } }
      const { id } = await away.execute(submit, report, { kind: 'citizen' })
      const ground = { says: { 'zh-CN': '事', en: 'it' }, case: id }
      const asked = { once: id, person: 'clerk', unit: 'u2', office: 'u1', severity: 'yellow', ground }
      const raised = await away.application.execute(raise, asked, SYSTEM)
      return (await away.warning(raised.id)).steps[0]?.told?.[0] ?? ''
    }
    expect(await hears()).toBe('second')
    expect(await hears('second')).toBe('deputy')
    expect(await hears('second', 'deputy')).toBe('head')
    // Where the head is complained about, nobody of the unit has a part in it.
    expect(await hears('second', 'deputy', 'head')).toBe('officer')
  })

  it('a stand-in who is away too hands it on; a leader who was told has no say while somebody else stands in', async () => {
    const both = await County.of({
      ...MEMBERS,
      people: MEMBERS.people.map((each) =>
        each.code === 'deputy'
          ? { ...each, away: [{ from: AWAY[0]?.from ?? '', until: '2026-03-05T00:00:00.000Z' }] }
          : each,
      ),
    })
    const given = { person: 'clerk', severity: 'prompt', ground: WORDS }
    const { id } = await both.execute(issue, given, await both.actor('officer'))
    await both.until('2026-03-02T03:00:00.000Z')
    expect(await both.heard('head')).toEqual([expect.stringContaining('clerk不在，这一条由您代办')])
    expect(await both.heard('deputy')).toEqual([])
    await both.until('2026-03-05T02:00:00.000Z')
    expect(await both.attempt(acknowledge, { warning: id }, await both.actor('head'))).toBe('warnings.not-yours')
    await both.execute(acknowledge, { warning: id }, await both.actor('deputy'))
  })

  it('an officer whom the case complains about neither sees nor decides; the answer goes to the others', async () => {
    const about = await caseAgainst('officer')
    const ground = { says: { 'zh-CN': '事', en: 'it' }, case: about }
    const asked = { once: 'it', person: 'deputy', unit: 'u2', office: 'u1', severity: 'prompt', ground }
    const { id } = await county.application.execute(raise, asked, SYSTEM)
    await county.execute(answerWarning, { warning: id, cause: WORDS, done: WORDS }, await county.actor('deputy'))
    const officer = await county.actor('officer')
    expect(await county.heard('officer')).toEqual([])
    expect((await county.execute(list, { show: 'all' }, officer)).rows).toEqual([])
    expect(await county.attempt(acceptAnswer, { warning: id }, officer)).toBe('warnings.not-found')
    expect((await county.heard('second')).filter((text) => text.includes('答复了'))).toHaveLength(1)
    await county.execute(acceptAnswer, { warning: id }, await county.actor('second'))
  })

  it('whoever turns out to be complained about hears no more of it, not even in a digest, and their own warning ends', async () => {
    const about = await caseAgainst()
    const id = await warn({ case: about })
    await county.execute(
      correct,
      { case: about, against: { units: [], people: ['clerk', 'head'] } },
      await county.actor('officer'),
    )
    await county.until('2026-03-02T03:00:00.000Z')
    expect(await county.heard('head')).toEqual([])
    await county.until('2026-03-16T10:00:00.000Z')
    expect(await county.warning(id)).toMatchObject({ state: 'closed', endedAs: 'ground-settled', climbed: 0 })
    expect((await county.heard('clerk')).filter((text) => text.includes('到期'))).toEqual([])
  })
})
