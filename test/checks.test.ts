import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const run = promisify(execFile)

/** A small house with the project's own rules, in which faults are planted. */
describe('the checks find what they are there for', () => {
  let house: string

  beforeEach(async () => {
    house = await mkdtemp(join(tmpdir(), 'contact-point-checks-'))
    for (const file of ['.dependency-cruiser.cjs', 'biome.json', 'knip.json', 'tsconfig.json', 'package.json']) {
      await cp(file, join(house, file))
    }
    await symlink(resolve('node_modules'), join(house, 'node_modules'))
    await plant({
      'core/fine.ts': 'export const fine = 1\n',
      'bots/contact-point.ts': "import { fine } from '../core/fine.ts'\n\nfine.toFixed()\n",
    })
  })
  afterEach(() => rm(house, { recursive: true, force: true }))

  const plant = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(house, name)), { recursive: true })
      await writeFile(join(house, name), text)
    }
  }

  /** What the tool says, and whether it was content. */
  const says = async (tool: string, ...rest: readonly string[]): Promise<{ ok: boolean; words: string }> => {
    try {
      const { stdout, stderr } = await run(resolve('node_modules/.bin', tool), rest, { cwd: house })
      return { ok: true, words: stdout + stderr }
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string } // as execFile rejects
      return { ok: false, words: stdout + stderr }
    }
  }
  const cruise = () => says('depcruise', '--config', '.dependency-cruiser.cjs', 'bots', 'core', 'adapters')

  test('a house without a fault passes', async () => {
    await plant({ 'adapters/web/fine.ts': "import { fine } from '../../core/fine.ts'\n\nexport const too = fine\n" })
    expect(await cruise()).toMatchObject({ ok: true })
  })

  test.each([
    [
      'core-knows-no-outside',
      { 'adapters/a/b.ts': 'export const b = 1\n', 'core/bad.ts': "export { b } from '../adapters/a/b.ts'\n" },
    ],
    ['core-needs-only-small-pure-libraries', { 'core/bad.ts': "export { Hono } from 'hono'\n", 'adapters/a/b.ts': '' }],
    [
      'core-reads-no-clock-no-disk-no-net',
      { 'core/bad.ts': "export { readFile } from 'node:fs/promises'\n", 'adapters/a/b.ts': '' },
    ],
    ['adapters-know-no-bots', { 'adapters/a/b.ts': "import '../../bots/contact-point.ts'\n" }],
    [
      'adapters-know-no-other-adapters',
      {
        'adapters/chat/a/b.ts': 'export const b = 1\n',
        'adapters/store/c/d.ts': "export { b } from '../../chat/a/b.ts'\n",
      },
    ],
    [
      'kernel-knows-no-feature',
      {
        'core/calls/call.ts': 'export const call = 1\n',
        'core/kernel/bad.ts': "export { call } from '../calls/call.ts'\n",
        'adapters/a/b.ts': '',
      },
    ],
    [
      'no-circles',
      {
        'core/a.ts': "import { b } from './b.ts'\n\nexport const a = (): number => b()\n",
        'core/b.ts': "import { a } from './a.ts'\n\nexport const b = (): number => a()\n",
        'adapters/a/b.ts': '',
      },
    ],
    ['mongodb-stays-home', { 'adapters/http/bad.ts': "export { MongoClient } from 'mongodb'\n" }],
    ['grammy-stays-home', { 'adapters/chat/slack/bad.ts': "export { Bot } from 'grammy'\n" }],
  ] as const)(
    'architecture: %s',
    async (rule, files) => {
      await plant(files)
      const { ok, words } = await cruise()
      expect(ok).toBe(false)
      expect(words).toContain(rule)
    },
    60_000,
  )

  test.each([
    ['noExplicitAny', 'export const a: any = 1\n'],
    ['noDefaultExport', 'export default 1\n'],
    ['noNonNullAssertion', 'export const a = (b?: string): string => b!\n'],
    ['noConsole', "console.log('secret')\n"],
    ['noUnusedVariables', 'const a = 1\n'],
  ])(
    'lint: %s',
    async (rule, text) => {
      await plant({ 'core/bad.ts': text })
      const { ok, words } = await says('biome', 'lint', '--vcs-enabled=false', 'core')
      expect(ok).toBe(false)
      expect(words).toContain(rule)
    },
    60_000,
  )

  test('unused code: a file and an export that nobody needs', async () => {
    await plant({
      'core/alone.ts': 'export const alone = 1\n',
      'core/fine.ts': 'export const fine = 1\nexport const extra = 2\n',
    })
    const { ok, words } = await says('knip', '--include', 'files,exports')
    expect(ok).toBe(false)
    expect(words).toContain('core/alone.ts')
    expect(words).toContain('extra')
  })

  test('types: tests are checked too', async () => {
    await plant({ 'test/bad.test.ts': "export const a: number = 'one'\n" })
    const { ok, words } = await says('tsc', '--noEmit', '-p', '.')
    expect(ok).toBe(false)
    expect(words).toContain('test/bad.test.ts')
  })
})
