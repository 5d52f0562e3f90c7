import { cp, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { ALL } from '../../bots/commands/all.ts'
import { Notice } from '../../core/notices/notice.ts'
import { type CommandLine, commandLine } from './command-line.ts'

/** How many of the notices that were ever written stand how. */
const noticesIn = async (url: string) => {
  const store = sqliteStore({ path: url.slice('sqlite:'.length) })
  try {
    return Object.fromEntries(await store.collection(Notice).groupCount({}, 'data.state'))
  } finally {
    await store.close()
  }
}

describe('the command line', () => {
  let cli: CommandLine
  beforeAll(async () => {
    cli = await commandLine()
  })
  afterAll(() => cli.close())

  it('tells of every command, and each tells how it is used with examples', async () => {
    const { out, code } = await cli.run('--help')
    expect(code).toBe(0)
    for (const name of Object.keys(ALL.commands)) expect(out).toContain(`  ${name}`)
    const help = await cli.run('invite', '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('contact-point invite --all-handlers')
  })

  it.each([
    [['nonsense'], 'there is no command "nonsense"'],
    [['invit'], 'did you mean "invite"?'],
    [['invite', 'bao-yuzhen', '--dayz', '3'], 'no option --dayz'],
    [['invite', 'bao-yuzhen', '--days', '99'], '--days must be a whole number from 1 to 30'],
    [['invite'], 'Say whom to invite'],
    [['import'], 'FILE'],
    [['workdays', '--from', '2025-02-30', '--add', '1'], '--from must be a date'],
    [['check', 'content', 'more'], 'What is "more" for?'],
    [['token', 'create', '--role', 'king'], 'There is no role "king"'],
    [['export', 'cases', '--format', 'pdf', '--out', 'x'], 'csv, xlsx, jsonl'],
  ])('ends with 2 when it is used wrongly, and says how: %j', async (args, words) => {
    const { code, out, err } = await cli.run(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(words)
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it.each([
    [['replay', 'no-such-file.jsonl'], 'There is no file no-such-file.jsonl'],
    [['check', 'no-such-folder'], 'no-such-folder'],
    [['invite', 'nobody-at-all'], 'Nobody is called "nobody-at-all"'],
    [['broadcast', '--to', 'nobody-at-all', '--text', 'x'], 'nobody-at-all'],
    [['token', 'revoke', 'k0'], 'k0'],
    [['export', 'answers', 'no-such-form', '--out', 'x.xlsx'], 'There is no such form'],
    [['export', 'cases', '--format', 'csv', '--out', '/no/such/folder/x.csv'], 'its folder is not there'],
  ])('ends with 1 when it can’t be done, in words and without a stack: %j', async (args, words) => {
    const { code, err } = await cli.run(...args)
    expect(code).toBe(1)
    expect(err).toContain(words)
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it('counts working days over holidays and make-up days', async () => {
    const { out } = await cli.run('workdays', '--from', '2025-09-30', '--add', '1')
    expect(out).toBe('2025-10-09\n')
    const later = await cli.run('workdays', '--from', '2025-09-30', '--add', '2', '--json')
    expect(JSON.parse(later.out)).toEqual({ day: '2025-10-10', provisional: false })
  })

  it('takes in a list of holidays, and says what is wrong with one that leaves a gap', async () => {
    const content = join(cli.folder, 'content')
    await cp('content', content, { recursive: true })
    const list = (year: number) => `year: ${year}
sources: [https://www.gov.cn/invented]
holidays:
  - { name: 元旦, off: [${year}-01-01, ${year}-01-02, ${year}-01-03] }
  - { name: 春节, off: [${year}-02-05, ${year}-02-06, ${year}-02-07, ${year}-02-08] }
  - { name: 清明节, off: [${year}-04-05] }
  - { name: 劳动节, off: [${year}-05-01] }
  - { name: 端午节, off: [${year}-06-09] }
  - { name: 国庆节、中秋节, off: [${year}-09-15, ${year}-10-01, ${year}-10-02, ${year}-10-03] }
`
    const file = (name: string) => join(cli.folder, name)
    await writeFile(file('2028.yaml'), list(2028))
    await writeFile(file('2027.yaml'), list(2027))
    const other = await commandLine({ folder: cli.folder, env: { CONTENT_DIR: content } })
    const gap = await other.run('calendar', 'import', file('2028.yaml'))
    expect(gap).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no list of 2027 yet. Take in that of 2027 first'),
    })
    expect(await other.run('calendar', 'import', file('2027.yaml'))).toMatchObject({
      code: 0,
      err: expect.stringContaining('The list of 2027 is in place'),
    })
    expect(await other.run('workdays', '--from', '2026-12-30', '--add', '2')).toMatchObject({
      out: '2027-01-04\n',
      err: '',
    })
  })

  it('invites with a code, links and a table that only its owner reads', async () => {
    const made = await cli.run('invite', 'bao-yuzhen', '--json')
    const [invitation] = JSON.parse(made.out)
    expect(invitation).toMatchObject({ person: 'bao-yuzhen', code: expect.stringMatching(/^[2-9A-Z]{10}$/) })
    expect(invitation.web).toBe(`http://127.0.0.1:1/?start=join-${invitation.code}`)
    const file = join(cli.folder, 'invitations.csv')
    expect(await cli.run('invite', '--all-handlers', '--out', file)).toMatchObject({ code: 0, out: '' })
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect((await readFile(file, 'utf8')).split('\r\n').length).toBeGreaterThan(20)
  })

  it('shows who would get a notice, and sends it only when it is told to', async () => {
    const said = ['--to', '骆树清\n联系点成员\n骆树清 13812345678', '--text', '{{类别}}{{单位}}：开会', '--json']
    const looked = JSON.parse((await cli.run('broadcast', ...said)).out)
    expect(looked).toMatchObject({ sent: false, who: { repeated: 1 } })
    const { count } = looked.who
    expect(looked.blanks).toEqual([
      { variable: '单位', count: count - 1 },
      { variable: '类别', count: 1 },
    ])
    const tested = await cli.run('broadcast', ...said, '--test', '骆树清\n联系点成员', '--yes')
    expect(tested).toMatchObject({ code: 1, err: expect.stringContaining(`"骆树清\n联系点成员" is ${count}`) })
    expect(await noticesIn(cli.url)).toEqual({ discarded: 1 })
    const sent = JSON.parse((await cli.run('broadcast', ...said, '--ask', 'nothing', '--yes')).out)
    expect(sent).toMatchObject({ sent: true, number: 1, who: { count } })
  })

  it('makes a token once, lists it without itself, and revokes it', async () => {
    const made = JSON.parse((await cli.run('token', 'create', '--role', 'viewer', '--json')).out)
    const list = await cli.run('token', 'list', '--json')
    expect(list.out).toContain(made.id)
    expect(list.out).not.toContain(made.token)
    expect(await cli.run('token', 'revoke', made.id)).toMatchObject({ code: 0 })
    expect(JSON.parse((await cli.run('token', 'list', '--json')).out)[0]).toMatchObject({
      revokedAt: expect.any(String),
    })
  })

  it('says every fault of a file by row and column, and takes nothing in', async () => {
    const file = join(cli.folder, 'units.csv')
    await writeFile(
      file,
      '编码,名称,级别,类别,上级单位\nnew-village,新村,village,village,nowhere\nbad code,旧村,省,village,\n',
    )
    const { code, out } = await cli.run('import', file, '--kind', 'units')
    expect(code).toBe(1)
    expect(out).toMatch(/row 2 +上级单位/)
    expect(out).toMatch(/row 3 +编码/)
    expect(out).toMatch(/row 3 +级别/)
    expect(out).toContain('nothing was taken in')
  })

  it('refuses a list of duties with any fault as a whole, by line', async () => {
    const file = join(cli.folder, 'duties.csv')
    await writeFile(
      file,
      '姓名,单位,期限,任务\n没有这个人,柳溪镇,2001-12-15,清理合同\n骆树清,柳溪镇,2002-12-10,查验收单\n',
    )
    const { code, out, err } = await cli.run('import', file, '--kind', 'duties')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(
      [
        '3 things are to be mended; nothing of it was kept:',
        'line 2: the day of 没有这个人 is in another year',
        'line 2: nobody in post is called "没有这个人"',
        'line 3: the day of 骆树清 is in another year',
      ].join('\n'),
    )
  })

  it('shows a plan first, and then takes the same in', async () => {
    const file = join(cli.folder, 'good.csv')
    await writeFile(file, 'code,name,level,kind\nmade-up-village,虚村,village,village,beyond\n')
    expect((await cli.run('import', file, '--kind', 'units', '--dry-run')).out).toMatch(
      /^Please look at:\n {2}row 2 .*This stands beyond the headings and was not read\.\n\nWould be: 1 added, 0 changed/,
    )
    expect((await cli.run('import', file, '--kind', 'units')).out).toContain('Taken in: 1 added')
    expect((await cli.run('import', file, '--kind', 'units', '--dry-run')).out).toContain(
      '0 added, 0 changed, 1 unchanged',
    )
  })

  it('looks over the installation and names a cure for what is not in order', async () => {
    const { code, out } = await cli.run('doctor', '--json')
    const findings: { check: string; level: string; cure?: string }[] = JSON.parse(out)
    expect(code).toBe(0)
    expect(findings.find(({ check }) => check === 'store')).toMatchObject({ level: 'ok' })
    expect(findings.filter(({ level }) => level !== 'ok').every(({ cure }) => cure !== undefined)).toBe(true)
  })

  it('proves the audit', async () => {
    const { code, out } = await cli.run('audit', 'verify', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ whole: true })
  })
})
