/**
 * The contact-point feedback form (D1) on a clock: what a member taps, types and reads for answers as members give them,
 * and how long that takes at a slow pace. Nothing of it depends on the machine.
 * Run: npx tsx bench/two-minutes.ts
 */
import { World } from '../test/support/world.ts'

/** Slow readers and writers: characters a minute read, typed and spoken to the keyboard; seconds a tap with looking for it, and until an answer is there. */
const PACE = { read: 250, typed: 30, spoken: 120, tap: 2, wait: 1 } as const

const PROBLEM = '双河镇石桥村的水渠三个月没人管，地里浇不上水'
const SUGGESTION = '建议在双河镇石桥村修个公交站，老人看病要走一公里'
const taps = (...labels: readonly string[]) => labels.map((tap) => ({ tap }))
type Step = string | { readonly tap: string }

const ANSWERS: Readonly<Record<string, readonly Step[]>> = {
  'nothing to tell': taps('填反馈表', '好', '较好', '好', '没有', '提交'),
  'a problem': [...taps('填反馈表', '好', '一般', '好', '反映情况'), PROBLEM, ...taps('提交')],
  'a problem, told before anything is asked': [PROBLEM, ...taps('好', '一般', '好', '反映情况', '提交')],
  'a suggestion that says itself that it is one': [SUGGESTION, ...taps('好', '好', '好', '提交')],
  'a place that several are called': [
    ...taps('填反馈表', '好', '一般', '好', '反映情况'),
    '石桥村的水渠三个月没人管',
    ...taps('石桥村(双河镇)', '提交'),
  ],
  'by numbers, on a phone without buttons': ['1', '1', '2', '1', '4', PROBLEM, '1'],
}

const length = (words: string): number => [...words].length

const counted = async (steps: readonly Step[]) => {
  const world = await World.open()
  await world.binds('member', '毕秀兰')
  await world.does('member', { kind: 'start', payload: '' })
  const before = world.heard('member').length
  for (const step of steps)
    await (typeof step === 'string' ? world.says('member', step) : world.presses('member', step.tap))
  const heard = world.heard('member').slice(before)
  if (!heard.some(({ text }) => text.includes('收到了'))) throw new Error('it was not taken')
  const typed = steps.filter((step) => typeof step === 'string')
  return {
    taps: steps.length - typed.length,
    messages: typed.length,
    characters: typed.reduce((sum, words) => sum + length(words), 0),
    heard: heard.length,
    read: heard.reduce((sum, { text }) => sum + length(text), 0),
  }
}

console.log('| answer | taps | messages written, characters | messages heard, characters | typed | spoken |')
console.log('|---|---|---|---|---|---|')
for (const [what, steps] of Object.entries(ANSWERS)) {
  const { taps: tapped, messages, characters, heard, read } = await counted(steps)
  const rest = (read / PACE.read) * 60 + tapped * PACE.tap + (tapped + messages) * PACE.wait
  const seconds = (pace: number) => Math.round(rest + (characters / pace) * 60)
  const times = `${seconds(PACE.typed)} s | ${seconds(PACE.spoken)} s`
  console.log(`| ${what} | ${tapped} | ${messages}, ${characters} | ${heard}, ${read} | ${times} |`)
}
process.exit(0)
