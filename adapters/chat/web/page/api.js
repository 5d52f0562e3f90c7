// The server's door for the web chat, one function an address.

/**
 * @typedef {{ label: string, token: string, style?: 'primary' | 'danger' | 'plain' }} Choice
 * @typedef {{ name: string, type: string, size: number, url: string }} Attachment
 * @typedef {'text' | 'place' | 'files' | 'date' | 'number' | 'choice'} Wanted
 * @typedef {object} Message
 * @property {number} seq
 * @property {string} id
 * @property {'office' | 'me'} from
 * @property {string} at ISO time
 * @property {string} text
 * @property {Choice[]} [choices]
 * @property {Attachment[]} [attachments]
 * @property {Wanted} [wants]
 * @property {boolean} [edited]
 * @property {boolean} [sensitive]
 * @property {boolean} [keep] its choices stay useful after one was pressed
 * @typedef {{ label: string, token: string, hint?: string }} MenuItem
 * @typedef {{ lat: number, lng: number, accuracy: number }} Place
 */

const ANSWER_WITHIN_MS = 30000
const UPLOAD_SILENT_MS = 60000

/** The server understood and said no, or broke: RFC 9457. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {{ title?: unknown, detail?: unknown }} body
   * @param {number} retryAfterMs 0 when the server did not say
   */
  constructor(status, body, retryAfterMs) {
    super(`answered ${status}`)
    this.status = status
    /** Words for the person; empty when the server gave none. */
    this.words = String(body.detail || body.title || '')
    this.retryAfterMs = retryAfterMs
  }
}

/** No answer came: nobody knows whether the server heard it. */
export class Unreachable extends Error {}

/** The person stopped it. */
export class Stopped extends Error {}

/** A version 4 UUID. `crypto.randomUUID` is missing on old phones and on plain http. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return ((byte & 15) | 64).toString(16)
    const value = index === 8 ? (byte & 63) | 128 : byte
    return value.toString(16).padStart(2, '0')
  }).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Set by chat.js: what to do when the server no longer knew this phone and opened a new session. */
export const session = { renewed: () => {} }

export async function openSession() {
  await request('POST', '/chat/session', {})
}

/**
 * @param {number} after
 * @returns {Promise<{ messages: Message[], cleared?: number }>} the next ones, at most 200, oldest first
 */
export function messagesAfter(after) {
  return withSession('GET', `/chat/messages?after=${after}`)
}

/**
 * @param {object} body `{id, text}`, `{id, press}`, `{id, location}` or `{id, start}`
 * @returns {Promise<{ seq?: number }>}
 */
export function sendMessage(body) {
  return withSession('POST', '/chat/messages', body)
}

/** @returns {Promise<{ items: MenuItem[] }>} */
export function menu() {
  return withSession('GET', '/chat/menu')
}

/** @param {string} language */
export function chooseLanguage(language) {
  return withSession('POST', '/chat/language', { language })
}

export function forget() {
  return request('POST', '/chat/forget', {})
}

/**
 * Sends one file; a session that was lost is opened again and the file sent once more.
 * @param {{ id: string, file: File, caption: string }} parcel
 * @param {(share: number) => void} progress 0 to 1
 * @param {(stop: () => void) => void} started gives the means to stop it
 * @returns {Promise<{ seq?: number }>}
 */
export async function sendFile(parcel, progress, started) {
  try {
    return await uploadOnce(parcel, progress, started)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    await openSession()
    session.renewed()
    return uploadOnce(parcel, progress, started)
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function withSession(method, path, body) {
  try {
    return await request(method, path, body)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    await openSession()
    session.renewed()
    return request(method, path, body)
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the JSON that was answered
 */
async function request(method, path, body) {
  const abort = new AbortController()
  const timer = window.setTimeout(() => abort.abort(), ANSWER_WITHIN_MS)
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: body
        ? { 'content-type': 'application/json', accept: 'application/json' }
        : { accept: 'application/json' },
      body: body ? JSON.stringify(body) : undefined,
      signal: abort.signal,
    })
    return readAnswer(response.status, await response.text(), response.headers.get('retry-after'))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Unreachable(String(error))
  } finally {
    window.clearTimeout(timer)
  }
}

/**
 * @param {{ id: string, file: File, caption: string }} parcel
 * @param {(share: number) => void} progress
 * @param {(stop: () => void) => void} started
 * @returns {Promise<{ seq?: number }>}
 */
function uploadOnce(parcel, progress, started) {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    form.append('id', parcel.id)
    form.append('caption', parcel.caption)
    form.append('file', parcel.file, parcel.file.name)
    // fetch cannot tell how much has gone out; XMLHttpRequest can.
    const call = new XMLHttpRequest()
    let silence = 0
    const watch = () => {
      window.clearTimeout(silence)
      silence = window.setTimeout(() => call.abort(), UPLOAD_SILENT_MS)
    }
    let stopped = false
    call.upload.onprogress = (event) => {
      watch()
      if (event.lengthComputable) progress(event.loaded / event.total)
    }
    call.onload = () => {
      try {
        resolve(readAnswer(call.status, call.responseText, call.getResponseHeader('retry-after')))
      } catch (error) {
        reject(error)
      }
    }
    call.onerror = () => reject(new Unreachable('upload'))
    call.onabort = () => reject(stopped ? new Stopped('upload') : new Unreachable('upload fell silent'))
    call.onloadend = () => window.clearTimeout(silence)
    call.open('POST', '/chat/files')
    call.setRequestHeader('accept', 'application/json')
    started(() => {
      stopped = true
      call.abort()
    })
    watch()
    call.send(form)
  })
}

/**
 * @param {number} status
 * @param {string} body
 * @param {string | null} retryAfter in seconds
 * @returns {any}
 */
function readAnswer(status, body, retryAfter) {
  const parsed = parse(body)
  if (status >= 200 && status < 300) return parsed
  throw new Problem(status, parsed, Number(retryAfter) > 0 ? Number(retryAfter) * 1000 : 0)
}

/**
 * @param {string} body
 * @returns {any} an object; a gateway's HTML page counts as nothing said
 */
function parse(body) {
  try {
    return JSON.parse(body) || {}
  } catch (_error) {
    return {}
  }
}
