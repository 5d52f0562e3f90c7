import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from './clock.ts'
import { FileStore } from './files.ts'
import { type Json, objectOf, objectsOf } from './payload.ts'
import { PIXEL, poll, rawCall, rawForm, resultOf } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake
let user: FakeUser
const clock = new ManualClock()
const MB = 1024 * 1024

beforeEach(async () => {
  fake = await startTelegramFake({ clock })
  user = fake.user()
})
afterEach(() => fake.stop())

function upload(method: string, field: string, bytes: Uint8Array, name = 'a.bin') {
  const form = new FormData()
  form.set('chat_id', String(user.id))
  form.set(field, new Blob([new Uint8Array(bytes)]), name)
  return rawForm(fake, method, form)
}

const fetchFile = (path: unknown) => fetch(`${fake.apiRoot}/file/bot${fake.token}/${path}`)

describe('files from people', () => {
  test('can be downloaded for an hour after getFile', async () => {
    user.sendsDocument(Buffer.from('hello'), { name: 'a.txt', mime: 'text/plain', caption: 'see' })
    const [update] = await poll(fake)
    expect(update?.message).toMatchObject({ caption: 'see', document: { file_name: 'a.txt', file_size: 5 } })
    const file_id = user.chatHistory()[0]?.attachment?.fileId
    const file = await resultOf(fake, 'getFile', { file_id })
    expect(file.file_path).toBe('documents/file_0.txt')
    expect(await (await fetchFile(file.file_path)).text()).toBe('hello')
    clock.advance(3_600_001)
    expect((await fetchFile(file.file_path)).status).toBe(404)
  })

  test('a photo has a small size first, which is not the picture', async () => {
    const bytes = Buffer.concat([PIXEL, Buffer.alloc(500)])
    user.sendsPhoto(bytes)
    const [update] = await poll(fake)
    const sizes = objectsOf(objectOf(update ?? {}, 'message') ?? {}, 'photo')
    expect(sizes.map((size) => size.file_size)).toEqual([64, bytes.length])
    expect(sizes.at(-1)).toMatchObject({ width: 1, height: 1 })
    const file = await resultOf(fake, 'getFile', { file_id: sizes.at(-1)?.file_id })
    expect(Buffer.from(await (await fetchFile(file.file_path)).arrayBuffer())).toEqual(bytes)
  })

  test('above 20 MB cannot be downloaded', async () => {
    const ask = (pretendSize: number) =>
      rawCall(fake, 'getFile', { file_id: user.sendsDocument(Buffer.from('x'), { pretendSize }).attachment?.fileId })
    expect(await ask(20 * MB)).toMatchObject({ status: 200 })
    expect(await ask(20 * MB + 1)).toMatchObject({ status: 400, description: 'Bad Request: file is too big' })
  })

  test('an unknown file id is refused', async () => {
    expect(await rawCall(fake, 'getFile', { file_id: 'no' })).toMatchObject({ status: 400 })
  })
})

describe('files from the bot', () => {
  test('arrive with name and bytes', async () => {
    expect(await upload('sendDocument', 'document', Buffer.from('hello'), '报告.pdf')).toMatchObject({ status: 200 })
    expect(user.heard()[0]?.attachment).toMatchObject({ kind: 'document', name: '报告.pdf' })
    expect(Buffer.from(user.heard()[0]?.attachment?.bytes ?? []).toString()).toBe('hello')
  })

  test('have at most 50 MB', async () => {
    expect(await upload('sendDocument', 'document', Buffer.alloc(50 * MB))).toMatchObject({ status: 200 })
    const refused = { status: 413, description: 'Request Entity Too Large' }
    expect(await upload('sendDocument', 'document', Buffer.alloc(50 * MB + 1))).toMatchObject(refused)
    expect(await upload('sendDocument', 'document', Buffer.alloc(60 * MB))).toMatchObject(refused)
    expect(fake.violations.map(({ kind }) => kind)).toEqual(['limit', 'limit'])
  })

  test('are not empty, and photos are pictures of at most 10 MB', async () => {
    expect((await upload('sendDocument', 'document', Buffer.alloc(0))).description).toBe(
      'Bad Request: file must be non-empty',
    )
    expect((await upload('sendPhoto', 'photo', Buffer.from('PK zip'), 'a.jpg')).description).toBe(
      'Bad Request: IMAGE_PROCESS_FAILED',
    )
    const large = Buffer.concat([PIXEL, Buffer.alloc(10 * MB)])
    expect((await upload('sendPhoto', 'photo', large)).description).toBe('Bad Request: too big for a photo')
    expect(await upload('sendPhoto', 'photo', PIXEL)).toMatchObject({ status: 200 })
  })

  test('a file id is sent again as the same kind only', async () => {
    const photo = user.sendsPhoto(PIXEL).attachment?.fileId
    expect(await rawCall(fake, 'sendPhoto', { chat_id: user.id, photo })).toMatchObject({ status: 200 })
    const other = await rawCall(fake, 'sendDocument', { chat_id: user.id, document: photo })
    expect(other.description).toBe("Bad Request: can't use file of type Photo as Document")
    const unknown = await rawCall(fake, 'sendPhoto', { chat_id: user.id, photo: 'nonsense' })
    expect(unknown.description).toMatch(/wrong remote file identifier/)
  })

  test('a caption has at most 1024 characters', async () => {
    const photo = user.sendsPhoto(PIXEL).attachment?.fileId
    const send = (caption: string) => rawCall(fake, 'sendPhoto', { chat_id: user.id, photo, caption })
    expect(await send('中'.repeat(1024))).toMatchObject({ status: 200 })
    expect((await send('中'.repeat(1025))).description).toBe('Bad Request: message caption is too long')
  })

  test('an album has 2 to 10 files and does not mix documents with photos', async () => {
    const photo = { type: 'photo', media: user.sendsPhoto(PIXEL).attachment?.fileId }
    const document = { type: 'document', media: user.sendsDocument(PIXEL).attachment?.fileId }
    const send = (media: Json[]) => rawCall(fake, 'sendMediaGroup', { chat_id: user.id, media })
    expect(await send([photo, { ...photo, caption: 'b' }])).toMatchObject({ status: 200 })
    const [first, second] = user.heard()
    expect(first?.mediaGroupId).toBe(second?.mediaGroupId)
    expect(second?.caption).toBe('b')
    expect((await send([photo])).description).toBe('Bad Request: media group must include 2-10 items')
    expect((await send(Array.from({ length: 11 }, () => photo))).status).toBe(400)
    expect((await send([photo, document])).description).toMatch(/can't be mixed/)
    expect(user.heard()).toHaveLength(2)
  })
})

test('a store with a bound forgets its oldest files', () => {
  const store = new FileStore(clock, 100)
  const ids = Array.from({ length: 5 }, () => store.add({ kind: 'document', bytes: Buffer.alloc(40) }).fileId)
  expect(ids.map((id) => store.find(id) !== undefined)).toEqual([false, false, false, true, true])
})
