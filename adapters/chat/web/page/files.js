// Which files may go out. The server looks at the content itself; this spares people a long wait for a no.

const MOST_BYTES = 20 * 1024 * 1024
export const MOST_AT_ONCE = 20

/** By ending, because phones often give no type or a wrong one. The same kinds as adapters/files takes. */
const ENDINGS = /\.(jpe?g|png|gif|webp|pdf|docx|xlsx|txt|csv)$/i
const TYPES = /^(image\/(jpeg|png|gif|webp)|application\/pdf|text\/(plain|csv))$/

/** What the file picker offers. An iPhone that is asked for JPEG turns its own kind of photo into one. */
export const PICKER_KINDS = 'image/jpeg,image/png,image/webp,image/gif,.pdf,.docx,.xlsx,.txt,.csv'

/**
 * @param {{ name: string, type: string, size: number }} file
 * @returns {'file-empty' | 'file-too-big' | 'file-kind' | null} the text's key on why not
 */
export function objection(file) {
  if (file.size === 0) return 'file-empty'
  if (file.size > MOST_BYTES) return 'file-too-big'
  const hasEnding = /\.[^.]+$/.test(file.name)
  return (hasEnding ? ENDINGS.test(file.name) : TYPES.test(file.type)) ? null : 'file-kind'
}

/** @param {{ type: string }} file */
export function isPicture(file) {
  return /^image\/(jpeg|png|gif|webp)$/.test(file.type)
}

/**
 * @param {number} bytes
 * @param {string} unit the word for bytes
 */
export function sizeWords(bytes, unit) {
  if (bytes < 1024) return `${bytes} ${unit}`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/**
 * @param {DataTransfer | null} transfer what was pasted or dropped
 * @returns {File[]}
 */
export function filesIn(transfer) {
  return transfer ? Array.from(transfer.files) : []
}
