import { toFile, toString as toText } from 'qrcode'
import { outFile } from './out-file.ts'

/** `text` as a QR code of characters, to be read from the screen by a phone. */
export const qrInTerminal = (text: string): Promise<string> =>
  process.stdout.isTTY ? toText(text, { type: 'terminal', small: true }) : toText(text, { type: 'utf8' })

/** The same as a picture (PNG). */
export const qrFile = (file: string, text: string): Promise<void> =>
  outFile(file, () => toFile(file, text, { type: 'png', margin: 4, scale: 8 }))
