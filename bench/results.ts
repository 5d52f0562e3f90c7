/**
 * How long the results of a campaign take over 100,000 answers, whole and broken down by each stratum and by places:
 * target under 500 ms each. Yardstick, in the same run: the same count over documents that no index covers. On SQLite
 * and on each server that speaks MongoDB's protocol here. Run: npx tsx bench/results.ts [answers, default 100000] [store…]
 */
import { loadavg } from 'node:os'
import { systemClock } from '../adapters/system/index.ts'
import { Campaign } from '../core/campaigns/index.ts'
import { formIn } from '../core/conversation/forms.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { Stored } from '../core/kernel/record.ts'
import { chosenIn } from '../core/network/chosen.ts'
import { FEEDBACK_FORM } from '../core/network/collect.ts'
import { Collection } from '../core/network/collection.ts'
import { MemberAnswer } from '../core/network/member-answer.ts'
import { results } from '../core/network/results.ts'
import { Stratum } from '../core/people/stratum.ts'
import type { Store } from '../core/ports/store.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'
import { onEveryStore } from './support/measured.ts'

const answers = Number(process.argv[2] ?? 100_000)
const GRADES = ['good', 'fair', 'average', 'poor']
const KINDS = ['none', 'other', 'suggestion', 'complaint', 'help']
const PLACES = ['shuanghe-shiqiao', 'wenchang-beimen', 'shuanghe', 'liuxi', 'wenchang']
const CAMPAIGN = 'n-results'
const AT = '2025-06-30T01:00:00.000Z'
const stored = <T>(id: string, data: T): Stored<T> => ({ id, version: 1, data, history: [] })
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T // never empty

const measure = async (name: string, store: Store): Promise<void> => {
  const { application, outside } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
  const form = formIn(outside.content, FEEDBACK_FORM)
  if (form === undefined) throw new Error('there is no feedback form')
  const words = { say: 'network.asked', params: {}, buttons: [], files: [] }
  const kind = { name: 'form', opens: 'feedback', asks: true, late: false, duty: true, invite: words, remind: words }
  const rest = { whom: '', opensAt: AT, reminders: [], spread: 0, urgent: false, openedBy: 'bench', openedAt: AT }
  await store.collection<Stored<Campaign>>(Campaign).insert(
    stored(CAMPAIGN, {
      ...{ number: 1, kind, subject: 's', title: 'bench', audience: { any: [], none: [] }, state: 'open', ...rest },
    }),
  )
  await store
    .collection<Stored<Collection>>(Collection)
    .insert(stored(CAMPAIGN, { form: form.name, title: 'bench', by: 'bench', at: AT }))
  const all = store.collection<Stored<MemberAnswer>>(MemberAnswer)
  const begun = performance.now()
  for (let from = 0; from < answers; from += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, answers - from) }, (_, k) => {
        const n = from + k
        const code = pick(PLACES, n * 3)
        const given = {
          ...{ openness: pick(GRADES, n), conduct: pick(GRADES, n >> 2), service: pick(GRADES, n >> 4) },
          ...{ kind: pick(KINDS, n >> 1), text: `水渠第${n}段没人管`, place: { text: code, code } },
        }
        return all.insert(
          stored(`a${n}`, {
            ...{ owner: `o${n}`, person: `p${n}`, stratum: pick(Stratum.options, n), place: code, campaign: CAMPAIGN },
            ...{ form: form.name, version: form.version, answers: given, chosen: chosenIn(form, given), at: AT },
            ...{ text: given.text, kind: 'other' as const, became: 'waiting' as const },
          }),
        )
      }),
    )
  console.log(`\n${name}: ${answers} answers kept in ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
  let slowest = 0
  const timed = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const times: number[] = []
    for (let n = 0; n < 3; n++) {
      const from = performance.now()
      await act()
      times.push(performance.now() - from)
    }
    if (!what.startsWith('yardstick')) slowest = Math.max(slowest, ...times)
    console.log(`${what.padEnd(44)} ${times.map((time) => `${time.toFixed(0)} ms`.padStart(9)).join('')}`)
  }
  const ask = (more: Partial<{ stratum: Stratum; place: string }>) =>
    application.execute(results, { campaign: CAMPAIGN, language: 'zh-CN', ...more }, SYSTEM)
  await timed('all questions of all answers', () => ask({}))
  for (const stratum of Stratum.options) await timed(`of the stratum ${stratum}`, () => ask({ stratum }))
  for (const place of ['shuanghe', 'wenchang']) await timed(`of the place ${place}`, () => ask({ place }))
  await timed('yardstick: one question, no index covers it', () =>
    readerOf(store, MemberAnswer).groupCount({ 'data.campaign': CAMPAIGN }, 'data.answers.openness'),
  )
  console.log(`slowest ${slowest.toFixed(0)} ms (target < 500 ms); load ${loadavg()[0]?.toFixed(1)}`)
  await store.close()
}

await onEveryStore(process.argv.slice(3), measure)
