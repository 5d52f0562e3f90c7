import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CommandLine, endedAfterEach, type Served } from './command-line.ts'

const { ends, program, serving } = endedAfterEach()

const officerOf = async (cli: CommandLine): Promise<string> =>
  JSON.parse((await cli.run('token', 'create', '--role', 'officer', '--json')).out).token

const submit = (served: Served, token: string, key: string, text = '村口的路灯坏了三个月'): Promise<Response> =>
  fetch(`${served.url}api/v1/feedback.submit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ text, reporter: 'nothing' }),
  })

const numberIn = (submitted: unknown): string => z.object({ number: z.string() }).parse(submitted).number

/** A disk of its own, so small that it can be filled; undefined where this machine lets nobody mount one. */
const smallDisk = async (megabytes: number): Promise<string | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'contact-point-disk-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  ends.push(() => execFileSync('umount', ['-l', folder]))
  return folder
}

/** Writes until nothing more fits. */
const fill = async (path: string): Promise<void> => {
  const file = await open(path, 'w')
  try {
    for (const size of [1 << 20, 1 << 12]) for (;;) await file.write(Buffer.alloc(size))
  } catch {
    // The disk is full, as wished.
  } finally {
    await file.close().catch(() => undefined)
  }
}

/** Fills with large pieces first, then with small ones. */
const fillWhole = async (folder: string): Promise<readonly string[]> => {
  const files = ['large', 'small'].map((name) => join(folder, name))
  for (const file of files) await fill(file)
  return files
}

describe('a full disk', () => {
  it('is told in words, nothing is taken in by halves, and it goes on once there is room', async (test) => {
    const folder = await smallDisk(64)
    if (folder === undefined) return test.skip('no disk of its own can be mounted here')
    const cli = await program({ folder })
    const token = await officerOf(cli)
    const served = await serving(cli)
    expect((await submit(served, token, 'before-it-is-full')).status).toBe(200)
    const files = await fillWhole(folder)
    let refused: Response | undefined
    // SQLite has some room left in its own files.
    for (let n = 0; n < 200 && refused === undefined; n++) {
      const response = await submit(served, token, `while-full-${n}`, '路'.repeat(9_000))
      if (!response.ok) refused = response
    }
    expect(refused?.status).toBe(503)
    expect(refused?.headers.get('retry-after')).not.toBeNull()
    expect(await refused?.json()).toMatchObject({ status: 503, detail: expect.stringMatching(/\S/) })
    expect((await fetch(`${served.url}healthz`)).status).toBe(200)
    for (const file of files) await rm(file)
    expect((await submit(served, token, 'room-again')).status).toBe(200)
    await served.stop()
    expect(JSON.parse((await cli.run('audit', 'verify', '--json')).out)).toMatchObject({ whole: true })
  })
}, 300_000)

describe('a data folder that is read-only', () => {
  it('stops the start with what is wrong and what to do', async (test) => {
    const folder = await smallDisk(32)
    if (folder === undefined) return test.skip('no disk of its own can be mounted here')
    execFileSync('mount', ['-o', 'remount,ro', folder])
    const cli = await program({ folder })
    const { code, err } = await cli.run('start')
    expect(code).toBe(1)
    expect(err).toMatch(/read-only|EROFS|can.t be|cannot be/)
    expect(err).toContain(folder)
    expect(err).not.toMatch(/^ {4}at /m)
  })
}, 300_000)

describe('a second program on the same file', () => {
  it('works beside the first: each case has its own number, and both see all of them', async () => {
    const cli = await program()
    const token = await officerOf(cli)
    const both = [await serving(cli), await serving(cli)]
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => submit(both[n % 2] as Served, token, `case-number-${n}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const numbers = (await Promise.all(answers.map((each) => each.json()))).map((each) => numberIn(each))
    expect(new Set(numbers).size).toBe(12)
    for (const served of both) {
      const read = await fetch(`${served.url}readyz`)
      expect(read.status).toBe(200)
    }
    expect(JSON.parse((await cli.run('audit', 'verify', '--json')).out)).toMatchObject({ whole: true })
  })
}, 300_000)

describe('content with a fault', () => {
  const changed = async (file: string, change: (text: string) => string): Promise<CommandLine> => {
    const folder = await mkdtemp(join(tmpdir(), 'contact-point-content-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    await cp('content', folder, { recursive: true })
    await writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')))
    return program({ env: { CONTENT_DIR: folder } })
  }

  it('that is no YAML stops the start, with file, line and what is wrong', async () => {
    const cli = await changed('texts/zh-CN/chat.yaml', (text) => text.replace('chat.help: |-', 'chat.help: [|-'))
    const { code, err } = await cli.run('start')
    expect(code).toBe(1)
    expect(err).toMatch(/texts\/zh-CN\/chat\.yaml:\d+ /)
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it('whose units stand in a circle is found by the check, with the circle', async () => {
    const cli = await changed('organisation/units.yaml', (text) =>
      text.replace('- code: city-government\n', '- code: city-government\n  parent: city-discipline\n'),
    )
    const { code, out, err } = await cli.run('check')
    expect(code).toBe(1)
    expect(`${out}${err}`).toMatch(/units\.yaml:\d+/)
    expect(`${out}${err}`).toContain('city-discipline')
  })
}, 300_000)

describe('a table as spreadsheet programs write it', () => {
  // 编码,名称,级别,类别,上级单位 / gb-one,甲村,村,village,gb-two / gb-two,乙村,村,village,gb-one
  const head = 'b1e0c2eb2cc3fbb3c62cbcb6b1f02cc0e0b1f02cc9cfbcb6b5a5cebb0a'
  const rows =
    '67622d6f6e652cbcd7b4e52cb4e52c76696c6c6167652c67622d74776f0a67622d74776f2cd2d2b4e52cb4e52c76696c6c6167652c67622d6f6e650a'

  it('in GB18030 with a mark is read, and a circle in it is told row by row while nothing is taken in', async () => {
    const cli = await program()
    const file = join(cli.folder, 'units.csv')
    await writeFile(file, Buffer.concat([Buffer.from('84319533', 'hex'), Buffer.from(head + rows, 'hex')]))
    const { code, out } = await cli.run('import', file, '--kind', 'units')
    expect(code).toBe(1)
    expect(out).toMatch(/row 2 +上级单位 .*gb-one → gb-two → gb-one/)
    expect(out).toContain('nothing was taken in')
    const one = join(cli.folder, 'one.csv')
    const alone = Buffer.from(`${head}67622d6f6e652cbcd7b4e52cb4e52c76696c6c6167652c0a`, 'hex')
    await writeFile(one, Buffer.concat([Buffer.from('84319533', 'hex'), alone]))
    expect((await cli.run('import', one, '--kind', 'units')).out).toContain('Taken in: 1 added')
  })
}, 300_000)
