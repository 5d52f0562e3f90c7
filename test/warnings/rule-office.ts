import { z } from 'zod'
import { dispatch } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, pass } from '../../core/feedback/handler-steps.ts'
import { rate, reopen, stayed } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { askDaily } from '../../core/rules/daily.ts'
import { useRule } from '../../core/rules/operations.ts'
import { ranked } from '../../core/rules/ranked.ts'
import { Warning } from '../../core/warnings/warning.ts'
import { County, contentWith, type Members } from '../feedback/county.ts'

/** `u1` is the office, `u2` the department for lights with `lineLeader` above it, `u6` a township with five villages. */
const MEMBERS: Members = {
  units: [
    aUnit('u0'),
    aUnit('u1', { parent: 'u0', kind: 'office', line: 'line' }),
    aUnit('u2', { parent: 'u0', name: '县城管局', line: 'line' }),
    aUnit('u4', { parent: 'u0', name: '县住建局' }),
    ...['u6', 'u7', 'u8'].map((code) =>
      aUnit(code, { parent: 'u0', level: 'township', kind: 'township', name: `${code}镇`, counterpart: 'u4' }),
    ),
    ...[1, 2, 3, 4, 5].map((n) => aUnit(`v${n}`, { parent: 'u6', level: 'village', kind: 'village' })),
  ],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'mayor' }),
    aPost('line', 'u0', { rank: 'deputy', holder: 'lineLeader' }),
    aPost('desk', 'u1', { holder: 'officer' }),
    aPost('chair', 'u1', { holder: 'director' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head2', grade: 1, title: '局长', since: '2024-05-06' }),
    aPost('deputy2', 'u2', { rank: 'deputy', holder: 'deputy2', grade: 1, title: '副局长', since: '2021-04-01' }),
    aPost('permit2', 'u2', { rank: 'section', holder: 'permit2', grade: 2, title: '审批科长', since: '2018-04-01' }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true, grade: 3, title: '窗口', since: '2016-04-01' }),
    aPost('seal2', 'u2', { rank: 'section', holder: 'newcomer', grade: 2, title: '印章管理', since: '2026-02-10' }),
    aPost('till2', 'u2', { grade: 2, title: '收费员', heldAt: '2026-02-20T01:00:00.000Z' }),
    aPost('head4', 'u4', { rank: 'head', holder: 'head4' }),
    ...['u6', 'u7', 'u8'].map((unit) => aPost(`head-${unit}`, unit, { rank: 'head', holder: `head-${unit}` })),
  ],
  people: [
    ...[
      'mayor',
      'lineLeader',
      'head2',
      'deputy2',
      'permit2',
      'newcomer',
      'clerk',
      'head4',
      'head-u6',
      'head-u7',
      'head-u8',
    ].map((code) => aPerson(code)),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
  ],
}

const places = [
  ...['u6', 'u7', 'u8'].map(
    (unit) => `- { code: ${unit}p, name: ${unit}街, kind: township, lat: 30, lng: 107, unit: ${unit} }`,
  ),
  ...[1, 2, 3, 4, 5].map((n) => `- { code: v${n}p, name: 村${n}, kind: village, lat: 30, lng: 107, unit: v${n} }`),
]

/** The sample content with these places. */
export const ruleContent = () => contentWith([['places.yaml', places.join('\n')]])

const Day = z.iso.date()
const Once = z.union([
  /** Of the case reported last, by whoever does it here. */
  z.enum(['reported', 'dispatched', 'accepted', 'answered', 'reopened']),
  z.strictObject({ reported: z.strictObject({ text: z.string().optional(), place: z.string().optional() }) }),
  z.strictObject({ dispatched: z.string() }),
  z.strictObject({ passed: z.strictObject({ by: z.string(), to: z.string().optional() }) }),
  z.strictObject({ rated: z.enum(['yes', 'no']) }),
  z.strictObject({ stayed: z.boolean() }),
  /** The clock goes on to the evening of the day. */
  z.strictObject({ until: Day }),
  /** Rules that look at days are asked on this one. */
  z.strictObject({ morning: Day }),
  /** `u6` comes first and `u2` last. */
  z.strictObject({ ranked: z.string() }),
  z.strictObject({ used: z.strictObject({ rule: z.string(), post: z.string() }) }),
  /** This rule has said nothing so far. */
  z.strictObject({ silent: z.string() }),
])
/** What happens to an office, one thing after the other. */
export const Steps = z.array(z.union([Once, z.strictObject({ times: z.number().int(), of: z.array(Once) })]))
type Steps = z.infer<typeof Steps>
type Once = z.infer<typeof Once>

/** The office on a Monday; what is reported on it is due seven working days later, on 11 March. */
export const ruleOffice = async (content: Awaited<ReturnType<typeof ruleContent>>) => {
  const county = await County.of(MEMBERS, '2026-03-02T01:00:00.000Z', content)
  const id = { case: '' }
  const as = async <T>(person: string, operation: Parameters<typeof county.execute<unknown, T>>[0], input: object) =>
    county.execute(operation, { ...id, ...input }, await county.actor(person))

  const report = async ({ text = 'm0 the light is out', place = 'u6p' }): Promise<void> => {
    const said = { text, reporter: 'nothing', place: { text: place, code: place } }
    id.case = (await county.execute(submit, said, { kind: 'citizen' })).id
  }
  const morning = async (day: string): Promise<void> => {
    const before = new Date(Date.parse(`${day}T23:00:00.000Z`) - 86_400_000).toISOString()
    county.clock.set(before)
    await county.execute(askDaily, { at: before }, SYSTEM)
    await county.until(before)
  }
  const rank = async (period: string): Promise<void> => {
    const places = ['u6', 'u7', 'u8', 'u4', 'u0', 'u2'].map((unit, n) => ({ unit, rank: n + 1, score: 90 - n }))
    await county.execute(ranked, { ranking: 'quarter', period, places }, SYSTEM)
    await county.until(county.clock.now())
  }
  const silent = async (rule: string): Promise<void> => {
    const issued = await readerOf(county.store, Warning).count({ 'data.ground.rule.name': rule })
    if (issued > 0) throw new Error(`${rule} has spoken already`)
  }
  const once = async (step: Once): Promise<unknown> => {
    if (step === 'reported') return report({})
    if (step === 'dispatched') return as('officer', dispatch, { lead: 'u2' })
    if (step === 'accepted') return as('clerk', accept, {})
    if (step === 'answered') return as('clerk', answerCase, { text: 'mended' })
    if (step === 'reopened') return county.execute(reopen, { ...id, reason: 'still dark' }, SYSTEM)
    if ('reported' in step) return report(step.reported)
    if ('dispatched' in step) return as('officer', dispatch, { lead: step.dispatched })
    if ('passed' in step) {
      const { by, ...to } = step.passed
      return as(by, pass, { reason: 'not ours', ...to })
    }
    if ('rated' in step) return county.execute(rate, { ...id, solved: step.rated }, SYSTEM)
    if ('stayed' in step) return county.execute(stayed, { ...id, solved: step.stayed }, SYSTEM)
    if ('until' in step) return county.until(`${step.until}T10:00:00.000Z`)
    if ('morning' in step) return morning(step.morning)
    if ('ranked' in step) return rank(step.ranked)
    if ('silent' in step) return silent(step.silent)
    return county.execute(useRule, { name: step.used.rule, post: step.used.post }, await county.actor('officer'))
  }
  const happens = async (steps: Steps): Promise<void> => {
    for (const step of steps) {
      const [times, of] = typeof step === 'object' && 'times' in step ? [step.times, step.of] : [1, [step]]
      for (let n = 0; n < times; n++) for (const each of of) await once(each)
    }
  }
  return { county, happens }
}
