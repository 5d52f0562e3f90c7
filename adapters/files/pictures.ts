import type { Sharp } from 'sharp'

/** Pictures of this many pixels and more are refused: reading one would take the memory of the whole program. */
export const TOO_MANY_PIXELS = 40_000_000

const SECONDS = 20

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif'

type Redrawn = { readonly ok: true; readonly clean: Uint8Array } | { readonly ok: false; readonly reason: Failure }
type Failure = 'broken' | 'too-many-pixels'

/**
 * Draws a picture anew: turned the way its EXIF says, and without EXIF, GPS, thumbnails, comments, colour profiles or
 * anything that was appended to it. Of an animated one the first frame remains.
 */
export const redraw = async (bytes: Uint8Array, kind: PictureKind): Promise<Redrawn> => {
  const picture = (await library())(bytes, { limitInputPixels: TOO_MANY_PIXELS, failOn: 'error', pages: 1 })
  try {
    // The header alone says the size; nothing is decompressed before that is known.
    const { width, height } = await picture.metadata()
    if (width * height >= TOO_MANY_PIXELS) return { ok: false, reason: 'too-many-pixels' }
    const clean = await encode(picture.autoOrient().timeout({ seconds: SECONDS }), kind).toBuffer()
    return { ok: true, clean }
  } catch (error) {
    const tooMany = error instanceof Error && /pixel limit/i.test(error.message)
    return { ok: false, reason: tooMany ? 'too-many-pixels' : 'broken' }
  }
}

const encode = (picture: Sharp, kind: PictureKind): Sharp => {
  switch (kind) {
    case 'jpeg':
      return picture.jpeg({ quality: 85 })
    case 'png':
      return picture.png()
    case 'webp':
      return picture.webp({ quality: 85 })
    case 'gif':
      return picture.gif()
  }
}

type Library = typeof import('sharp').default
let loading: Promise<Library> | undefined

/** Loaded with the first picture: its native part would make every start slower. */
const library = (): Promise<Library> => {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // One thread for one picture, and nothing kept between pictures: several may be waiting, and memory stays flat.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
  return loading
}
