import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Content } from '../../core/content/content.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { rulesIn } from '../../core/rules/check.ts'
import { switchRule } from '../../core/rules/operations.ts'
import { tryRule } from '../../core/rules/try.ts'
import { Warning, type WarningData } from '../../core/warnings/warning.ts'
import { plainContent } from '../feedback/county.ts'
import { ruleContent, ruleOffice, Steps } from './rule-office.ts'

const Example = z.strictObject({ when: Steps, to: z.string(), reads: z.string() })
const EXAMPLES = z
  .record(z.string(), Example)
  .parse(parse(readFileSync(new URL('every-rule.yaml', import.meta.url), 'utf8'), { schema: 'core' }))

describe('every rule of the office', () => {
  let content: Content
  beforeAll(async () => {
    content = await ruleContent()
  })

  it('has an example here of what it says to whom', async () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(
      rulesIn(await plainContent())
        .map(({ name }) => name)
        .sort(),
    )
  })

  it.each(Object.entries(EXAMPLES))('%s', async (name, { when, to, reads }) => {
    const { county, happens } = await ruleOffice(content)
    const switchedOff = rulesIn(content).some((rule) => rule.name === name && !rule.on)
    if (switchedOff) await county.execute(switchRule, { name, on: true, reason: 'seen' }, await county.actor('officer'))
    await happens(when)
    await county.until(county.clock.now())
    const issued: WarningData[] = []
    for await (const { data } of readerOf(county.store, Warning).stream({})) issued.push(data)
    const mine = issued.find(({ ground, to: person }) => ground.rule?.name === name && person === to)
    if (mine === undefined) throw new Error('nothing was issued')
    expect(mine.ground.says['zh-CN']).toBe(reads)
    await county.until(new Date(Date.parse(county.clock.now()) + 3 * 3_600_000).toISOString())
    expect((await county.heard(to)).join('\n')).toContain(reads)
    expect(mine.ground.says.en).not.toMatch(/\{\{|\p{Script=Han}{9}/u)
  })

  it('a rule for a ranking is tried on the rankings that were made, and would have warned the same', async () => {
    const { county, happens } = await ruleOffice(content)
    await happens(EXAMPLES['ranking-last-five']?.when ?? [])
    const asked = { name: 'ranking-last-five', from: '2026-01-01', to: '2026-03-31' }
    const trial = await county.execute(tryRule, asked, await county.actor('officer'))
    const issued = await readerOf(county.store, Warning).count({})
    expect(trial).toMatchObject({ count: issued, nobody: 0 })
    expect(trial.count).toBeGreaterThan(0)
  })
})
