import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type Inspection, MAX_FILE_BYTES } from '../../core/ports/files.ts'
import { createInspector } from './index.ts'
import { flatPng, officeFile, photo, zip } from './samples.ts'

const inspector = createInspector()
const inspect = (bytes: Uint8Array | string, name?: string): Promise<Inspection> =>
  inspector.inspect(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name === undefined ? {} : { name })
const reason = async (bytes: Uint8Array | string, name?: string) => {
  const seen = await inspect(bytes, name)
  return seen.ok ? `accepted as ${seen.type}` : seen.reason
}
const cleaned = async (bytes: Uint8Array) => {
  const seen = await inspect(bytes)
  if (!seen.ok) throw new Error(seen.reason)
  return Buffer.from(seen.clean)
}
const drawn = (kind: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif') =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#00ff00' } })
    .toFormat(kind)
    .toBuffer()

/** The tag under which EXIF keeps a place, as little-endian files write it. */
const GPS = Buffer.from([0x25, 0x88])

describe('a photo', () => {
  test('keeps nothing of where, when and with what it was taken', async () => {
    const before = await photo()
    const { exif } = await sharp(before).metadata()
    expect(exif?.toString('latin1')).toContain('PhoneMaker')
    expect(exif?.includes(GPS)).toBe(true)
    const clean = await cleaned(before)
    const after = await sharp(clean).metadata()
    for (const left of ['exif', 'icc', 'iptc', 'xmp', 'orientation']) expect(after).not.toHaveProperty(left)
    for (const word of ['Exif', 'PhoneMaker', 'secret-note']) expect(clean.toString('latin1')).not.toContain(word)
  })

  test.each(['png', 'webp'] as const)('keeps nothing of it as %s either', async (kind) => {
    const before = await sharp(await photo())
      .keepMetadata()
      .toFormat(kind)
      .toBuffer()
    expect((await sharp(before).metadata()).exif?.includes(GPS)).toBe(true)
    const clean = await cleaned(before)
    expect(await sharp(clean).metadata()).not.toHaveProperty('exif')
    expect(clean.toString('latin1')).not.toMatch(/PhoneMaker|secret-note/)
  })

  test('of a kind that only its own phones open is told apart', async () => {
    const box = (size: number, text: string) =>
      Buffer.concat([Buffer.from([0, 0, 0, size]), Buffer.from(text, 'latin1')])
    expect(await reason(box(24, 'ftypheic\0\0\0\0heicmif1'), 'IMG_1.JPG')).toBe('heic')
  })

  test('stands upright although its note of how it was held is gone', async () => {
    const { width, height } = await sharp(await cleaned(await photo())).metadata()
    expect([width, height]).toEqual([40, 60])
  })

  test('loses whatever was hung on behind it', async () => {
    const both = Buffer.concat([
      await photo(),
      zip({ 'run.exe': 'MZ-payload' }),
      Buffer.from('<script>alert(1)</script>'),
    ])
    const clean = (await cleaned(both)).toString('latin1')
    expect(clean).not.toMatch(/MZ-payload|<script>/)
  })

  test('that is cut off is broken', async () => {
    const whole = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#fff',
      },
    })
      .jpeg()
      .toBuffer()
    expect(await reason(whole.subarray(0, whole.length / 2))).toBe('broken')
    expect(await reason(whole.subarray(0, 40))).toBe('broken')
  })
})

describe('pictures', () => {
  test.each(['jpeg', 'png', 'webp', 'gif'] as const)(
    '%s is taken as what it is, whatever it is called',
    async (kind) => {
      const seen = await inspect(await drawn(kind), 'report.exe')
      expect(seen).toMatchObject({ ok: true, type: `image/${kind}`, extension: kind === 'jpeg' ? 'jpg' : kind })
      if (seen.ok) expect((await sharp(seen.clean).metadata()).format).toBe(kind)
    },
  )

  test('of an animation the first frame remains', async () => {
    const frame = (colour: string) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: colour } })
        .png()
        .toBuffer()
    const moving = await sharp(await Promise.all(['#f00', '#0f0', '#00f'].map(frame)), { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(moving, { pages: -1 }).metadata()).pages).toBe(3)
    expect((await sharp(await cleaned(moving), { pages: -1 }).metadata()).pages ?? 1).toBe(1)
  })

  test.each(['tiff', 'avif'] as const)('%s is refused', async (kind) => {
    expect(await reason(await drawn(kind))).toBe('type-refused')
  })

  test('one that unpacks to far more than it weighs is refused before it is unpacked', async () => {
    const bomb = flatPng(30_000, 30_000)
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    const began = performance.now()
    expect(await reason(bomb)).toBe('too-many-pixels')
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  test('40 megapixels are too many, a little less is taken', async () => {
    expect(await reason(flatPng(8_000, 5_000))).toBe('too-many-pixels')
    expect(await reason(flatPng(3_000, 2_000))).toBe('accepted as image/png')
  })

  test('a picture whose header lies is broken', async () => {
    const lying = flatPng(100, 100)
    lying.writeUInt32BE(5_000, 20)
    expect(await reason(lying)).toBe('broken')
  })
})

describe('documents and texts', () => {
  test.each(['docx', 'xlsx'] as const)('%s is taken as it came', async (kind) => {
    const bytes = officeFile(kind)
    expect(await inspect(bytes)).toMatchObject({ ok: true, extension: kind, clean: bytes })
  })

  test('PDF and plain text are taken as they came', async () => {
    expect(await inspect('%PDF-1.7\n%âãÏÓ\n1 0 obj')).toMatchObject({ ok: true, type: 'application/pdf' })
    const note = Buffer.from('路灯坏了三个月。\n1 < 2')
    expect(await inspect(note, '说明.TXT')).toEqual({ ok: true, type: 'text/plain', clean: note, extension: 'txt' })
    expect(await reason(Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]))).toBe('accepted as text/plain') // GB18030: 路灯
    expect(await reason(Buffer.from('\ufeff路灯', 'utf16le'))).toBe('accepted as text/plain')
  })
})

describe('refused, whatever it is called', () => {
  test.each([
    ['a ZIP', zip({ 'a.txt': 'x' })],
    ['a ZIP that calls a file as Word does', zip({ 'word/other.xml': 'x' })],
    ['a Word file with macros', officeFile('docm')],
    ['a Word file that hides macros', Buffer.concat([officeFile('docx'), zip({ 'word/vbaProject.bin': 'x' })])],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG behind a comment', '<!-- a picture --><svg/>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['HTML', '  \n<!DOCTYPE html><p>hello'],
    ['HTML that begins as a text', 'hello <script>alert(1)</script>'],
    ['a shell script', '#!/bin/sh\nrm -rf /'],
    ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a Linux program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)])],
    ['a gzip file', Buffer.from('1f8b0800000000000003', 'hex')],
    ['rich text', '{\\rtf1\\ansi hello}'],
    ['bytes of nothing known', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7])],
  ])('%s', async (_what, bytes) => {
    for (const name of ['picture.jpg', 'note.txt', undefined]) expect(await reason(bytes, name)).toBe('type-refused')
  })

  test('a text that is called a program', async () => {
    expect(await reason('del /q *', 'open-me.bat')).toBe('type-refused')
    expect(await reason('建议', '第3.2条')).toBe('accepted as text/plain')
  })

  test('nothing at all, and more than the limit', async () => {
    expect(await reason(Buffer.alloc(0))).toBe('empty')
    expect(await reason(Buffer.alloc(MAX_FILE_BYTES + 1, 'a'))).toBe('too-large')
    expect(await reason(Buffer.alloc(MAX_FILE_BYTES, 'a'))).toBe('accepted as text/plain')
  })
})

test('fifty photos at once all get their answer', async () => {
  const bytes = await photo()
  const seen = await Promise.all(Array.from({ length: 50 }, () => inspect(bytes)))
  expect(seen.every((each) => each.ok)).toBe(true)
})
