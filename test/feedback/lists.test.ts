import { describe, expect, it } from 'vitest'
import { alike } from '../../core/feedback/alike.ts'
import { dispatch } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, ask, pass } from '../../core/feedback/handler-steps.ts'
import { find, queue } from '../../core/feedback/lists.ts'
import { merge, unmerge } from '../../core/feedback/merge-steps.ts'
import { correct } from '../../core/feedback/officer-steps.ts'
import { caution } from '../../core/feedback/parting.ts'
import { mine, read } from '../../core/feedback/queries.ts'
import { rate } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { HOUR, later } from '../../core/ports/clock.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const CITIZEN = { kind: 'citizen' } as const

const report = async (county: County, text: string, place = 'p0'): Promise<string> => {
  county.clock.set(later(county.clock.now(), HOUR))
  const input = { text, place: { text: place, code: place }, reporter: 'nothing' }
  return (await county.execute(submit, input, CITIZEN)).id
}

const dispatched = async (county: County, lead: string, text = 'm0 it is dark'): Promise<string> => {
  const id = await report(county, text)
  await county.execute(dispatch, { case: id, lead }, await county.actor('officer'))
  return id
}

const idsOf = async (county: County, person: string, more: object = {}): Promise<readonly string[]> =>
  (await county.execute(queue, more, await county.actor(person))).rows.map(({ id }) => id)

describe('what was reported from one chat', () => {
  it('stands with the newest first, also of one instant, and the newest fifty of more', async () => {
    const county = await smallCounty()
    const here = { kind: 'citizen', chat: 'one-chat' } as const
    const { seal } = county.application.parts.services
    const chat = { key: 'one-chat', sealed: seal.seal('one', 'bond'), bond: 'bond' }
    const reported: string[] = []
    for (let n = 0; n < 53; n++) {
      if (n % 4 === 0) county.clock.set(later(county.clock.now(), HOUR))
      const input = { text: `m0 it is dark ${n}`, place: { text: 'p0', code: 'p0' }, reporter: 'notices', chat }
      reported.unshift((await county.execute(submit, input, here)).id)
    }
    const { rows } = await county.execute(mine, {}, here)
    expect(rows.map(({ id }) => id)).toEqual(reported.slice(0, 50))
  })
})

describe('the queue', () => {
  it('holds what waits for an officer: new cases, disputes, and answers that were rated and did not close', async () => {
    const county = await smallCounty()
    const fresh = await report(county, 'm0 it is dark')
    const disputed = await dispatched(county, 'u2')
    await county.execute(pass, { case: disputed, reason: 'not ours at all' }, await county.actor('handler2'))
    const atUnit = await dispatched(county, 'u2')
    const rated = await dispatched(county, 'u3')
    await county.execute(accept, { case: rated }, await county.actor('handler3'))
    await county.execute(answerCase, { case: rated, text: 'we have done nothing' }, await county.actor('handler3'))
    expect(await idsOf(county, 'officer')).toEqual([fresh, disputed])
    await county.execute(rate, { case: rated, solved: 'no' }, { kind: 'citizen', follows: rated })
    expect(await idsOf(county, 'officer')).toEqual([fresh, disputed, rated])
    expect(await idsOf(county, 'viewer')).toEqual([fresh, disputed, atUnit])
  })

  it('holds what waits for each of a handler’s units, the oldest first', async () => {
    const county = await smallCounty()
    const first = await dispatched(county, 'u6')
    const second = await dispatched(county, 'u7')
    const third = await dispatched(county, 'u6')
    const elsewhere = await dispatched(county, 'u2')
    expect(await idsOf(county, 'both')).toEqual([first, second, third])
    expect(await idsOf(county, 'handler2')).toEqual([elsewhere])
  })

  it('gives a director what waits for approval alone', async () => {
    const county = await smallCounty()
    await report(county, 'm0 it is dark')
    expect(await idsOf(county, 'director')).toEqual([])
  })

  it('shows a handler the cases of one state that their units lead or support, and no others', async () => {
    const county = await smallCounty()
    const led = await dispatched(county, 'u2')
    const supported = await report(county, 'm0 it is dark')
    await county.execute(dispatch, { case: supported, lead: 'u3', supporting: ['u2'] }, await county.actor('officer'))
    await dispatched(county, 'u4')
    expect(await idsOf(county, 'handler2', { state: 'dispatched' })).toEqual([led, supported])
    expect(await idsOf(county, 'handler2')).toEqual([led])
  })

  it('goes on page by page without losing or repeating a case, also among those of one instant', async () => {
    const county = await smallCounty()
    const all: string[] = []
    for (let n = 0; n < 23; n++) {
      const input = { text: `m0 lamp ${n}`, reporter: 'nothing' }
      all.push((await county.execute(submit, input, CITIZEN)).id)
      if (n % 4 === 0) county.clock.set(later(county.clock.now(), HOUR))
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await county.execute(queue, { limit: 5, after }, await county.actor('officer'))
      expect(page.rows.length).toBeLessThanOrEqual(5)
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after !== undefined)
    expect([...seen].sort()).toEqual([...all].sort())
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('says that a case waits for the citizen, and has no last day meanwhile', async () => {
    const county = await smallCounty()
    const input = { text: 'm0 it is dark', reporter: 'notices', chat: undefined }
    const { id } = await county.execute(submit, input, CITIZEN)
    await county.execute(ask, { case: id, text: 'which lamp is it?' }, await county.actor('officer'))
    const [line] = (await county.execute(queue, {}, await county.actor('officer'))).rows
    expect(line).toMatchObject({ id, asked: true })
    expect(line?.due).toBeUndefined()
  })
})

describe('a search', () => {
  it('finds by number, matter, unit and words, the newest first', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const lamp = await dispatched(county, 'u2', 'm0 the lamp by the old tree')
    const heap = await report(county, 'm1 a heap by the old bridge', 'p1')
    const found = async (words: string) => (await county.execute(find, { words }, officer)).rows.map(({ id }) => id)
    expect(await found('old')).toEqual([heap, lamp])
    expect(await found('old lamp')).toEqual([lamp])
    expect(await found('路灯')).toEqual([lamp])
    expect(await found('u2')).toEqual([lamp])
    expect(await found('000002')).toEqual([heap])
    expect(await found('nothing like it')).toEqual([])
  })

  it('finds nothing that the searcher may not see', async () => {
    const county = await smallCounty()
    await dispatched(county, 'u2', 'm0 the lamp')
    expect((await county.execute(find, { words: 'lamp' }, await county.actor('handler3'))).rows).toEqual([])
  })
})

describe('cases that may be the same', () => {
  const LAMP = 'm0 石桥村口三盏路灯不亮,老人夜里摔跤'
  const alikeTo = async (county: County, id: string) =>
    (await county.execute(alike, { case: id }, await county.actor('officer'))).rows

  it('are open, of the same matter, and of the same place or township', async () => {
    const county = await smallCounty()
    const one = await report(county, 'm0 dark', 'p0')
    const same = await report(county, 'm0 not a light to be seen', 'p0')
    await report(county, 'm0 the lamp fell over', 'p2')
    await report(county, 'm1 a heap', 'p0')
    expect(await alikeTo(county, one)).toMatchObject([{ id: same, certainty: 0, because: [] }])
  })

  it('are those that say the same, the surest first, with the words that both have', async () => {
    const county = await smallCounty()
    const one = await report(county, LAMP)
    await report(county, 'm1 河边垃圾成堆,臭气熏天', 'p1')
    const same = await report(county, 'm0 石桥村口的路灯不亮,夜里老人差点摔跤')
    const [first, ...others] = await alikeTo(county, one)
    expect(first).toMatchObject({ id: same })
    expect(first?.certainty).toBeGreaterThan(0.35)
    expect(first?.because.join()).toContain('路灯')
    expect(others).toEqual([])
  })

  it('are never those that an officer has taken apart, from neither side', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const one = await report(county, LAMP)
    const other = await report(county, `${LAMP}了`)
    await county.execute(merge, { case: one, into: other }, officer)
    await county.execute(unmerge, { case: one }, officer)
    expect(await alikeTo(county, one)).toEqual([])
    expect(await alikeTo(county, other)).toEqual([])
  })

  it('ask for a little more once a matter was merged wrongly, and never for much more', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const asked = () => caution(county.reader(), 'm0')
    expect(await asked()).toBe(0)
    for (let n = 0; n < 7; n++) {
      const one = await report(county, `m0 ${n}`)
      await county.execute(merge, { case: one, into: await report(county, `m0 the same ${n}`) }, officer)
      await county.execute(unmerge, { case: one }, officer)
    }
    expect(await asked()).toBeCloseTo(0.15)
  })
})

describe('reading a case', () => {
  it('goes by its id, its number, or the count of this year', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const id = await report(county, 'm0 dark')
    for (const named of [id, 'AH-2026-000001', 'ah-2026-1', '2026-1', '1', ' 1']) {
      expect((await county.execute(read, { case: named }, officer)).id).toBe(id)
    }
    for (const named of ['2', 'AH-2025-000001', 'XY-2026-000001', 'nonsense']) {
      expect(await county.attempt(read, { case: named }, officer)).toBe('case.not-found')
    }
  })

  it('falls back to last year’s count', async () => {
    const county = await smallCounty('2026-12-31T01:00:00.000Z')
    const id = await report(county, 'm0 dark')
    county.clock.set('2027-01-04T01:00:00.000Z')
    expect((await county.execute(read, { case: '1' }, await county.actor('officer'))).id).toBe(id)
  })

  it('tells what happened and who of the staff did it, and never who reported it', async () => {
    const county = await smallCounty()
    const reporter = { ...(await county.actor('handler5')), chat: 'c5' }
    const { id } = await county.execute(submit, { text: 'm0 dark', reporter: 'nothing' }, reporter)
    await county.execute(correct, { case: id, matter: 'm1' }, await county.actor('officer'))
    const { history } = await county.execute(read, { case: id }, await county.actor('viewer'))
    expect(history.map(({ did, by }) => [did, by])).toEqual([
      ['feedback.submit', 'citizen'],
      ['feedback.correct', 'person:officer'],
    ])
  })
})
