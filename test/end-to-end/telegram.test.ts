import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { configuration } from '../../bots/config.ts'
import { type Running, start } from '../../bots/start.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { invite } from '../../core/people/index.ts'
import { startTelegramFake, type TelegramFake } from '../support/telegram-fake/telegram-fake.ts'
import type { FakeUser } from '../support/telegram-fake/user.ts'

let running: Running
let fake: TelegramFake
let folder: string

afterEach(async () => {
  await running?.stop()
  await fake?.stop()
  await rm(folder, { recursive: true, force: true })
})

const open = async (more: Readonly<Record<string, string>>): Promise<void> => {
  folder = await mkdtemp(join(tmpdir(), 'contact-point-telegram-'))
  fake = await startTelegramFake()
  running = await start(
    configuration({
      DATABASE_URL: `sqlite:${join(folder, 'case.sqlite')}`,
      DATA_DIR: folder,
      HTTP_PORT: '0',
      LOG_LEVEL: 'error',
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.apiRoot,
      ...more,
    }),
  )
}

/** Waits until the user has heard these words, on a message of their own. */
const hears = (user: FakeUser, words: string): Promise<unknown> =>
  user.until((heard) => heard.some(({ text }) => text?.includes(words)), { timeoutMs: 60_000 })

const joins = async (user: FakeUser, person: string): Promise<void> => {
  const { payload } = await running.opened.program.application.execute(invite, { person }, SYSTEM)
  user.startsWith(payload)
  await hears(user, '已经和您的身份绑定')
}

test.each([
  ['grammY', 'grammy'],
  ['Telegraf', 'telegraf'],
])(
  'a whole case on Telegram by %s',
  async (_name, library) => {
    await open({ TELEGRAM_LIBRARY: library })
    const [citizen, officer, handler] = [fake.user({}), fake.user({}), fake.user({})]
    await joins(officer, 'bao-yuzhen')
    await joins(handler, 'mu-xiuying')

    citizen.starts()
    await hears(citizen, '遇到什么难事')
    citizen.says('我们村口的路灯坏了三个月,晚上老人摔了两次')
    await hears(citizen, '这事发生在哪里')
    citizen.says('柳溪镇')
    await hears(citizen, '有照片的话请发来')
    citizen.presses('跳过')
    await hears(citizen, '您想怎么反映')
    citizen.presses('匿名')
    await hears(citizen, '请您核对')
    citizen.presses('确认提交')
    await hears(citizen, '每走一步都会在这里告诉您')

    officer.says('/queue')
    await hears(officer, '等我办的')
    officer.says('1')
    await hears(officer, '依据的词')
    officer.presses('按建议交办')
    await hears(handler, '请先接收')
    handler.presses('接收')
    await hears(citizen, '已经接下您反映的')
    await hears(handler, '已经接收')
    handler.presses('答复')
    await hears(handler, '请写答复')
    handler.says('7月3日已经换好三盏路灯，请您看看还有没有不亮的。')
    await hears(handler, '照片吗')
    handler.presses('跳过')
    await hears(handler, '群众会看到这样的答复')
    handler.presses('发给群众')
    await hears(citizen, '已经换好三盏路灯')
    citizen.presses('评价')
    await hears(citizen, '您的问题解决了吗')
    citizen.presses('解决了')
    await hears(citizen, '态度怎么样')

    // The marking of a pressed button may come too late for a message that is gone; nothing else may be wrong.
    expect(fake.violations).toEqual([])
  },
  120_000,
)
