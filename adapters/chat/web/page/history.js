// The conversation as this page knows it: an ordered list in which nothing stands twice.

/**
 * @typedef {import('./api.js').Message} Message
 * @typedef {'queued' | 'waiting' | 'sending' | 'sent' | 'failed'} State
 * @typedef {object} Entry
 * @property {string} id
 * @property {number} order the server's seq, or beyond every seq while it is only ours
 * @property {Message} message seq is 0 until the server gave one
 * @property {State} state
 * @property {number} version grows with every change, so that a view knows what to draw again
 * @property {boolean} fromPast stood there before this page was opened
 * @property {number} [progress] 0 to 1 while a file goes out
 * @property {string} [problem] words of the person's own language on why it failed
 * @property {boolean} [refused] the server will not take it as it is
 * @property {string} [preview] blob address of an own picture
 */

const BEYOND = Number.MAX_SAFE_INTEGER / 2

export function createHistory() {
  /** @type {Entry[]} */
  const entries = []
  /** @type {Map<string, Entry>} */
  const byId = new Map()
  /** @type {Map<number, Entry>} */
  const bySeq = new Map()
  let ownCount = 0

  /** @param {Entry} entry */
  function place(entry) {
    let index = entries.length
    while (index > 0 && /** @type {Entry} */ (entries[index - 1]).order > entry.order) index -= 1
    entries.splice(index, 0, entry)
  }

  /** @param {Entry} entry */
  function takeOut(entry) {
    const index = entries.lastIndexOf(entry)
    if (index >= 0) entries.splice(index, 1)
    byId.delete(entry.id)
    if (bySeq.get(entry.order) === entry) bySeq.delete(entry.order)
    if (entry.preview) URL.revokeObjectURL(entry.preview)
  }

  /**
   * @param {Entry} entry
   * @param {number} seq
   */
  function order(entry, seq) {
    entries.splice(entries.lastIndexOf(entry), 1)
    entry.order = seq
    bySeq.set(seq, entry)
    place(entry)
  }

  return {
    entries,

    /** @param {string} id */
    get: (id) => byId.get(id),

    /**
     * Takes in what the server said, in any order and any number of times.
     * @param {Message} message
     * @param {boolean} fromPast
     * @returns {boolean} whether it is new here
     */
    merge(message, fromPast) {
      const known = byId.get(message.id) || bySeq.get(message.seq)
      if (!known) {
        /** @type {Entry} */
        const entry = { id: message.id, order: message.seq, message, state: 'sent', version: 0, fromPast }
        byId.set(entry.id, entry)
        bySeq.set(entry.order, entry)
        place(entry)
        return true
      }
      // An edit keeps its place in the conversation, whatever number it travels under.
      if (known.order > BEYOND) order(known, message.seq)
      if (known.state !== 'sent' || JSON.stringify(known.message) !== JSON.stringify(message)) {
        known.message = message
        known.state = 'sent'
        known.problem = undefined
        known.version += 1
      }
      return false
    },

    /**
     * Shows an own message before the server has it.
     * @param {Message} message
     * @param {string} [preview]
     */
    addOwn(message, preview) {
      ownCount += 1
      /** @type {Entry} */
      const entry = {
        id: message.id,
        order: BEYOND + ownCount,
        message,
        state: 'waiting',
        version: 0,
        fromPast: false,
        preview,
      }
      byId.set(entry.id, entry)
      place(entry)
    },

    /**
     * @param {string} id
     * @param {Partial<Pick<Entry, 'state' | 'progress' | 'problem' | 'refused'>>} change
     */
    mark(id, change) {
      const entry = byId.get(id)
      if (!entry) return
      Object.assign(entry, change)
      entry.version += 1
    },

    /**
     * The server has it under this number.
     * @param {string} id
     * @param {number | undefined} seq
     */
    settle(id, seq) {
      const entry = byId.get(id)
      if (!entry) return
      const twin = seq === undefined ? undefined : bySeq.get(seq)
      if (twin && twin !== entry) {
        takeOut(entry)
        return
      }
      if (seq !== undefined && entry.order > BEYOND) order(entry, seq)
      entry.state = 'sent'
      entry.problem = undefined
      entry.progress = undefined
      entry.version += 1
    },

    /** @param {string} id */
    remove(id) {
      const entry = byId.get(id)
      if (entry) takeOut(entry)
    },

    /**
     * Takes away what the server has cleared; what it does not have yet stays.
     * @param {number} seq
     */
    clearUpTo(seq) {
      for (const entry of entries.filter((each) => each.order <= seq)) takeOut(entry)
    },

    /** Forgets what the server had; what it never had stays. */
    clearSent() {
      for (const entry of entries.filter((each) => each.order < BEYOND)) takeOut(entry)
    },
  }
}

/** @typedef {ReturnType<typeof createHistory>} History */

/**
 * Which choice of an office message was taken: the person's next words before the office's next question
 * are one of its labels. Works after a reload too, because it reads nothing but the conversation.
 * @param {Entry[]} entries
 * @param {number} index of the office message
 * @returns {number} the choice's index, or -1
 */
export function chosen(entries, index) {
  const asked = entries[index]
  if (!asked) return -1
  const choices = asked.message.choices || []
  if (choices.length === 0) return -1
  for (let next = index + 1; next < entries.length; next += 1) {
    const entry = /** @type {Entry} */ (entries[next])
    if (entry.message.from === 'office') {
      if (entry.message.choices && entry.message.choices.length > 0) return -1
      continue
    }
    if (entry.state === 'failed') continue
    const taken = choices.findIndex((choice) => choice.label === entry.message.text)
    if (taken >= 0) return taken
  }
  return -1
}
