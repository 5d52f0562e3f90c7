// News from the server: a stream while it works, questions every few seconds while it does not.

import { messagesAfter } from './api.js'

/**
 * @typedef {import('./api.js').Message} Message
 * @typedef {object} Listener
 * @property {(messages: Message[], fromPast: boolean) => void} heard
 * @property {(upTo: number) => void} cleared
 * @property {(count: number) => void} fetching how many earlier messages have come so far
 * @property {() => void} caughtUp
 * @property {(reached: boolean, asked: number) => void} reached `asked`: when the attempt began
 */

const POLL_MS = 3000
const POLL_HIDDEN_MS = 10000
const MOST_REOPEN_MS = 60000
/** A stream that does not even bring back our own message is held up by something on the way. */
const ECHO_WITHIN_MS = 4000

/** @param {Listener} listener */
export function createLive(listener) {
  /** @type {EventSource | null} */
  let stream = null
  let streaming = false
  let closed = false
  let cursor = 0
  let started = false
  let life = 0
  /** @type {Promise<boolean> | null} */
  let catching = null
  let pollTimer = 0
  let reopenTimer = 0
  let reopenMs = 4000
  let echoTimer = 0

  /**
   * Fetches page after page until there is nothing more.
   * @returns {Promise<void>}
   */
  async function fetchAll() {
    const fromPast = !started
    const mine = life
    let after = cursor
    let count = 0
    /** @type {Message[]} */
    let past = []
    for (;;) {
      const page = await messagesAfter(after)
      if (closed) return
      if (mine !== life) return fetchAll()
      if (page.cleared !== undefined) listener.cleared(page.cleared)
      if (page.messages.length === 0) break
      after = page.messages.reduce((most, message) => Math.max(most, message.seq), after)
      count += page.messages.length
      // The past is shown once, whole; what comes later is shown as it comes.
      if (fromPast) {
        past = past.concat(page.messages)
        listener.fetching(count)
      } else {
        listener.heard(page.messages, false)
      }
    }
    if (past.length > 0) listener.heard(past, true)
    cursor = Math.max(cursor, after)
    started = true
    listener.caughtUp()
  }

  /** @returns {Promise<boolean>} whether the server answered */
  function catchUp() {
    if (!catching) {
      const asked = performance.now()
      catching = fetchAll().then(
        () => true,
        () => false,
      )
      catching.then((reached) => {
        catching = null
        if (!closed) listener.reached(reached, asked)
      })
    }
    return catching
  }

  function schedulePoll() {
    window.clearTimeout(pollTimer)
    if (closed || streaming) return
    pollTimer = window.setTimeout(
      async () => {
        await catchUp()
        schedulePoll()
      },
      document.hidden ? POLL_HIDDEN_MS : POLL_MS,
    )
  }

  /** @param {MessageEvent<string>} event */
  function onMessage(event) {
    window.clearTimeout(echoTimer)
    const message = read(event.data)
    if (!message || typeof message.id !== 'string') return
    listener.heard([message], false)
    // While a catch-up runs it will bring this one again; only it may say how far we know everything.
    if (started && !catching && event.type === 'message') cursor = Math.max(cursor, message.seq)
  }

  function open() {
    window.clearTimeout(reopenTimer)
    if (closed || typeof EventSource === 'undefined') return schedulePoll()
    const source = new EventSource(`/chat/events?after=${cursor}`)
    stream = source
    source.onopen = () => {
      streaming = true
      reopenMs = 4000
      window.clearTimeout(pollTimer)
      catchUp()
    }
    source.addEventListener('message', onMessage)
    source.addEventListener('edit', (event) => onMessage(/** @type {MessageEvent<string>} */ (event)))
    source.addEventListener('clear', (event) => {
      const body = read(/** @type {MessageEvent<string>} */ (event).data)
      if (body && typeof body.upTo === 'number') listener.cleared(body.upTo)
    })
    source.onerror = reopenLater
    // Some gateways hold a stream back without ever failing it; questions go on until it has opened.
    schedulePoll()
  }

  function reopenLater() {
    if (stream) stream.close()
    stream = null
    streaming = false
    if (closed) return
    // Asks at once, so that a person learns in a moment whether anything still gets through.
    catchUp().then(schedulePoll)
    window.clearTimeout(reopenTimer)
    reopenTimer = window.setTimeout(open, reopenMs)
    reopenMs = Math.min(MOST_REOPEN_MS, reopenMs * 2)
  }

  function now() {
    if (closed) return
    if (stream) catchUp()
    else {
      reopenMs = 4000
      catchUp()
      open()
    }
  }

  window.addEventListener('online', now)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) now()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now()
  })

  return {
    async start() {
      while (!closed && !(await catchUp())) await new Promise((resolve) => window.setTimeout(resolve, POLL_MS))
      open()
    },

    now,

    /** An own message has arrived: its echo or the answer must follow soon, or the stream is silent. */
    expectEcho() {
      if (!streaming) return void catchUp()
      window.clearTimeout(echoTimer)
      echoTimer = window.setTimeout(reopenLater, ECHO_WITHIN_MS)
    },

    /** The server has a new conversation for us: start from its beginning. */
    restart() {
      life += 1
      cursor = 0
      started = false
    },

    close() {
      closed = true
      if (stream) stream.close()
      window.clearTimeout(pollTimer)
      window.clearTimeout(reopenTimer)
      window.clearTimeout(echoTimer)
    },
  }
}

/**
 * @param {string} data
 * @returns {any} null for what is not JSON
 */
function read(data) {
  try {
    return JSON.parse(data)
  } catch (_error) {
    return null
  }
}
