import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const HERE = new URL('.', import.meta.url).pathname

/** What a program writes that sends a message to nobody, with every `debug` on. */
const written = async (enabled: string): Promise<string> => {
  const program = `
    import { telegrafApi } from '${HERE}telegraf-api.ts'
    const api = telegrafApi({ token: '7:secret', apiRoot: 'http://127.0.0.1:9' })
    await api.call('sendMessage', { chat_id: 7, text: 'my secret words' }, AbortSignal.timeout(2000)).catch(() => {})
  `
  const { stderr, stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    env: { ...process.env, DEBUG: enabled },
  })
  return stderr + stdout
}

test.each(['*', 'telegraf:*', 'telegraf:client'])(
  'with DEBUG=%s Telegraf writes nothing that was said',
  async (enabled) => {
    expect(await written(enabled)).not.toContain('secret')
  },
)
