import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Message } from '../../core/messaging/message.ts'
import { World } from '../support/world.ts'

const PAGE = new URL('../../docs/transcript.md', import.meta.url)

/** The case that the story is about. */
const CASE = 'AH-2025-000001'

const INTRO = `# One case, as each of its people saw it

The program's own words, from the first sentence to the question four weeks later. This page is made by
\`test/end-to-end/transcript.test.ts\`, which fails when the program says anything else; \`UPDATE_TRANSCRIPT=1\` writes it anew.
Buttons are in brackets. What else comes to the same people, such as reminders of the season, is left out. The people and
places are invented.
`

/** What several people do and hear, written down as it happens. */
class Transcript {
  private readonly lines: string[] = [INTRO]
  private readonly seen = new Map<string, number>()

  constructor(
    private readonly world: World,
    private readonly names: Readonly<Record<string, string>>,
  ) {}

  heading(text: string): void {
    this.lines.push(`## ${text}`, '')
  }

  async says(chat: string, text: string): Promise<void> {
    this.lines.push(`**${this.names[chat]}**：${text}`, '')
    await this.world.says(chat, text)
    this.hear(chat)
  }

  async presses(chat: string, label: string): Promise<void> {
    this.lines.push(`**${this.names[chat]}** 点 \`[${label}]\``, '')
    await this.world.presses(chat, label)
    this.hear(chat)
  }

  async until(instant: string): Promise<void> {
    await this.world.until(instant)
    this.hear('', ({ text }) => text.includes(CASE))
  }

  /** What was heard before the story begins is no part of it. */
  forget(): void {
    for (const chat of Object.keys(this.names)) this.seen.set(chat, this.world.heard(chat).length)
  }

  text(): string {
    // The secret code comes from a key of its own in every run.
    return `${this.lines
      .join('\n')
      .replace(/(\d{4}-){4}\d{4}/g, '1234-5678-9012-3456-7890')
      .trimEnd()}\n`
  }

  private hear(speaker: string, about: (message: Message) => boolean = () => true): void {
    for (const chat of [speaker, ...Object.keys(this.names).filter((each) => each !== speaker)]) {
      const fresh = this.world
        .heard(chat)
        .slice(this.seen.get(chat) ?? 0)
        .filter(about)
      this.seen.set(chat, this.world.heard(chat).length)
      if (fresh.length === 0) continue
      if (chat !== speaker) this.lines.push(`*${this.names[chat]}的手机上：*`, '')
      for (const message of fresh) this.lines.push(...shown(message), '')
    }
  }
}

const shown = ({ text, choices = [] }: Message): readonly string[] => [
  ...text.split('\n').map((line) => `> ${line}  `.replace(/^> {3}$/, '>')),
  ...(choices.length === 0 ? [] : ['>', `> ${choices.map(({ label }) => `\`[${label}]\``).join(' ')}`]),
]

const codeIn = (heard: readonly Message[]): string => {
  const code = /(\d{4}-){4}\d{4}/.exec(heard.map(({ text }) => text).join('\n'))?.[0]
  if (code === undefined) throw new Error('no receipt was given')
  return code
}

test('the page in the documentation is what the program says', async () => {
  const world = await World.open({ today: '2025-07-01T01:10:00.000Z' })
  await world.binds('officer', 'bao-yuzhen')
  await world.binds('handler', 'mu-xiuying')
  const names = { citizen: '村民', officer: '办公室 包玉珍', handler: '柳溪镇 穆秀英', elsewhere: '新手机' }
  const story = new Transcript(world, names)
  story.forget()

  story.heading('村民说一句话')
  await story.says('citizen', '我们村口的路灯坏了三个月,晚上老人摔了两次')
  await story.says('citizen', '柳溪镇')
  await story.presses('citizen', '跳过')
  await story.presses('citizen', '匿名')
  await story.presses('citizen', '修改')
  await story.presses('citizen', '多久了')
  await story.says('citizen', '半年多了')
  await story.presses('citizen', '确认提交')

  story.heading('办公室交办')
  await story.says('officer', '/queue')
  await story.presses('officer', `${CASE} 路灯不亮`)
  await story.presses('officer', '按建议交办')

  story.heading('单位接件、问清楚、答复')
  await story.presses('handler', '接收')
  await story.presses('handler', '问群众')
  await story.says('handler', '请问是哪几盏灯？灯杆上有编号吗？')
  await story.presses('handler', '发给群众')
  await story.presses('citizen', '现在回答')
  await story.says('citizen', '桥头三盏，编号017到019')
  await story.until('2025-07-03T03:00:00.000Z')
  await story.says('handler', '/show 1')
  await story.presses('handler', '答复')
  await story.says('handler', '7月3日上午已经换好017到019号三盏路灯，请您晚上看看还有没有不亮的。')
  await story.presses('handler', '跳过')
  await story.presses('handler', '发给群众')

  story.heading('村民评价')
  await story.presses('citizen', '评价')
  await story.presses('citizen', '解决了')
  await story.presses('citizen', '很好')
  await story.presses('citizen', '快')
  await story.presses('citizen', '跳过')

  story.heading('四周以后')
  await story.until('2025-08-01T03:00:00.000Z')
  await story.presses('citizen', '又出现了')

  story.heading('换一部手机，凭查询码')
  await story.says('elsewhere', `/code ${codeIn(world.heard('citizen'))}`)
  await story.says('elsewhere', '谁管噪音？')

  if (process.env.UPDATE_TRANSCRIPT === '1') await writeFile(PAGE, story.text())
  expect(story.text()).toBe(await readFile(PAGE, 'utf8'))
})
