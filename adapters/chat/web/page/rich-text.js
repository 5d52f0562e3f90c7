// Plain text of a message, cut into words, safe links and receipt codes. Nothing here is ever read as markup.

/**
 * @typedef {{ kind: 'text', text: string } | { kind: 'link', text: string, href: string } | { kind: 'code', text: string } | { kind: 'number', text: string }} Part
 */

/** Three groups or more of four or five digits or capitals: a code that must be easy to copy, if `isCode` says so. */
const CODE = /(^|[^0-9A-Za-z-])([0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5}){2,})(?![0-9A-Za-z-])/
/** A case number, which must not break at the end of a line. */
const CASE_NUMBER = /([A-Z]{1,6}(?:-\d{2,8}){1,3})(?![0-9A-Za-z-])/
const ADDRESS = /https?:\/\/[^\s<>"'“”‘’、。【】《》\uff08\uff09\uff0c\uff1a\uff1b\uff01\uff1f]+/
/** A mobile or a landline number. */
const LONG = /(^|[^0-9A-Za-z-])(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?![0-9A-Za-z-])/
const SHORT = '(?:12\\d{3}|1[12]\\d)(?!\\d)'
/** Short numbers are telephone numbers only where the text says so: 120 may be a count of households. */
const SHORT_RUN = new RegExp(
  `((?:tel:|拨打|拨|致电|打|电话|热线|call|phone|dial)[:\\uff1a\\s]{0,2})(${SHORT}(?:(?:、|,|\\uff0c|或者|或|和|or|and|\\s){1,4}${SHORT})*)`,
  'i',
)

/**
 * @param {string} text
 * @param {string} origin only links to this origin are made pressable
 * @returns {Part[]}
 */
export function partsOf(text, origin) {
  /** @type {Part[]} */
  const parts = []
  text.split('\n').forEach((line, index) => {
    if (index > 0) parts.push({ kind: 'text', text: '\n' })
    parts.push(...lineParts(line, origin))
  })
  return joined(parts)
}

/**
 * @param {string} line
 * @param {string} origin
 * @returns {Part[]}
 */
function lineParts(line, origin) {
  const found = CODE.exec(line)
  if (!found) return linkParts(line, origin)
  const [, before = '', code = ''] = found
  const start = found.index + before.length
  return [
    ...linkParts(line.slice(0, start), origin),
    isCode(code) ? { kind: 'code', text: code } : plain(code),
    ...lineParts(line.slice(start + code.length), origin),
  ]
}

/**
 * A receipt code has twenty digits; another one that is drawn at random has a letter. Fewer digits alone are a
 * telephone number or an account.
 * @param {string} found
 */
function isCode(found) {
  return /[A-Z]/.test(found) || /^(?:\d{4}-){4}\d{4}$/.test(found)
}

/**
 * @param {string} text
 * @param {string} origin
 * @returns {Part[]}
 */
function linkParts(text, origin) {
  const found = ADDRESS.exec(text)
  if (!found) return phoneParts(text)
  const address = found[0].replace(/[.,:;]+$/, '')
  const href = sameOrigin(address, origin)
  return [
    ...phoneParts(text.slice(0, found.index)),
    href === null ? { kind: 'text', text: address } : { kind: 'link', text: address, href },
    ...linkParts(text.slice(found.index + address.length), origin),
  ]
}

/**
 * @param {string} text
 * @returns {Part[]}
 */
function phoneParts(text) {
  const run = SHORT_RUN.exec(text)
  if (run) {
    const [, before = '', numbers = ''] = run
    const start = run.index + before.length
    return [
      ...longPhoneParts(text.slice(0, start)),
      ...numbers.split(/(\d+)/).map((piece) => (/\d/.test(piece) ? phone(piece) : plain(piece))),
      ...phoneParts(text.slice(start + numbers.length)),
    ]
  }
  return longPhoneParts(text)
}

/**
 * @param {string} text
 * @returns {Part[]}
 */
function longPhoneParts(text) {
  const found = LONG.exec(text)
  if (!found) return caseNumberParts(text)
  const [, before = '', number = ''] = found
  const start = found.index + before.length
  return [...caseNumberParts(text.slice(0, start)), phone(number), ...longPhoneParts(text.slice(start + number.length))]
}

/**
 * @param {string} text
 * @returns {Part[]}
 */
function caseNumberParts(text) {
  return text
    .split(CASE_NUMBER)
    .map((piece, index) => (index % 2 === 1 ? { kind: 'number', text: piece } : plain(piece)))
}

/**
 * @param {string} text
 * @returns {Part}
 */
function plain(text) {
  return { kind: 'text', text }
}

/**
 * @param {string} number
 * @returns {Part}
 */
function phone(number) {
  return { kind: 'link', text: number, href: `tel:${number.replace(/-/g, '')}` }
}

/**
 * @param {string} address
 * @param {string} origin
 * @returns {string | null} the address when it leads to this very server over http(s)
 */
export function sameOrigin(address, origin) {
  try {
    const url = new URL(address, origin)
    return url.origin === origin && /^https?:$/.test(url.protocol) ? url.href : null
  } catch (_error) {
    return null
  }
}

/**
 * @param {Part[]} parts
 * @returns {Part[]} neighbouring plain texts as one, empty ones gone
 */
function joined(parts) {
  /** @type {Part[]} */
  const result = []
  for (const part of parts) {
    const last = result[result.length - 1]
    if (part.text === '') continue
    if (last && last.kind === 'text' && part.kind === 'text') last.text += part.text
    else result.push({ ...part })
  }
  return result
}
