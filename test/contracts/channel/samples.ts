import { PIXEL } from '../../support/telegram-fake/raw-call.ts'

/** The smallest picture. */
export const PNG = PIXEL

/** Right to left, direction marks, joined emoji, a control character, rare characters beyond the first plane. */
export const STRANGE = [
  'مرحبا بالعالم',
  'abc\u200fdef\u2067ghi\u2069',
  '👨‍👩‍👧‍👦 🇨🇳 👍🏽',
  'a\u0007b\u001fc',
  '𠮷野家 𪚥',
  '<b>&amp;*_`[no](markup)',
]
