import { officeFile, photo, zip } from '../../../adapters/files/samples.ts'
import type { Act, IncomingFile } from '../../../core/ports/channel.ts'
import type { Sends } from './fixture.ts'

/** What a person sends that is not words, as a platform would hand it over. */
export const actOf = async (sends: Sends): Promise<Act> => {
  if (sends === 'location') return { kind: 'location', lat: 27.1234, lng: 112.0567 }
  if (typeof sends === 'string') return { kind: 'unsupported', what: sends }
  if ('location' in sends) return { kind: 'location', lat: sends.location[0], lng: sends.location[1] }
  const files = 'photos' in sends ? await photos(sends.photos) : [await fileOf(sends.file)]
  return { kind: 'files', files, ...(sends.caption === undefined ? {} : { text: sends.caption }) }
}

const photos = async (count: number): Promise<IncomingFile[]> => {
  const bytes = await photo()
  return Array.from({ length: count }, (_, n) => file(`IMG_${n}.jpg`, 'image/jpeg', bytes))
}

const fileOf = async (kind: Exclude<Extract<Sends, { file: string }>['file'], never>): Promise<IncomingFile> => {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words)
  if (kind === 'text') return file('清单.txt', 'text/plain', text('水表坏了\n路灯坏了\n'))
  if (kind === 'pdf')
    return file(
      '合同.pdf',
      'application/pdf',
      text('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    )
  if (kind === 'docx') return file('说明.docx', undefined, officeFile('docx'))
  if (kind === 'svg')
    return file('图.svg', 'image/svg+xml', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'))
  if (kind === 'zip-named-jpg') return file('照片.jpg', 'image/jpeg', zip({ 'a.txt': 'a' }))
  if (kind === 'empty') return file('空.txt', 'text/plain', new Uint8Array())
  if (kind === 'program') return file('看看.exe', 'application/x-msdownload', text('MZ\u0090\u0000this program'))
  return {
    name: '大.jpg',
    type: 'image/jpeg',
    size: 21 * 1024 * 1024,
    read: async () => {
      throw new Error('a file that is too large is never fetched')
    },
  }
}

const file = (name: string, type: string | undefined, bytes: Uint8Array): IncomingFile => ({
  name,
  ...(type === undefined ? {} : { type }),
  size: bytes.byteLength,
  read: async () => bytes,
})
