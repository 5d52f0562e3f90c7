import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEVIATIONS } from './channel/deviations.ts'

test('the documentation names every deviation of a platform, with its reason, and no other', () => {
  const page = readFileSync('docs/decisions/0005-degrading.md', 'utf8')
  const [, section = ''] = page.split('## What a platform can not do\n')
  const rows = section
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => /^\| (?!platform|---)/.test(line))
  const expected = Object.entries(DEVIATIONS).flatMap(([platform, cases]) =>
    Object.entries(cases).map(([name, why]) => `| ${platform} | ${name} | ${why} |`),
  )
  expect(rows).toEqual(expected)
})
