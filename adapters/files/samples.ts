import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Made-up files for tests. */

/** A photo as a phone makes it: lying on its side, with a place, a device and a comment in its EXIF. */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#b03020' } })
    .composite([{ input: { create: { width: 10, height: 40, channels: 3, background: '#000000' } }, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'PhoneMaker', ImageDescription: 'secret-note', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 12/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 3/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** A PNG that says `width` × `height`, of one bit a pixel, all white: a few kilobytes however large it says it is. */
export const flatPng = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A ZIP of files that are stored as they are. */
export const zip = (files: Readonly<Record<string, string>>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, body])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, path]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** As much of a Word or Excel file as tells what it is. */
export const officeFile = (kind: 'docx' | 'xlsx' | 'docm'): Buffer => {
  const [folder, type] = {
    docx: ['word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
    xlsx: ['xl', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
    docm: ['word', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
  }[kind] as [string, string]
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override PartName="/${folder}/document.xml" ContentType="${type}"/></Types>`,
    [`${folder}/document.xml`]: '<w:document/>',
  })
}

const chunk = (name: string, body: Buffer): Buffer => {
  const framed = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(body.length, 0)
  around.writeUInt32BE(crc32(framed), 4)
  return Buffer.concat([around.subarray(0, 4), framed, around.subarray(4)])
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

const crc32 = (bytes: Uint8Array): number => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
