// What the person sent and the server does not have yet: one at a time, in order, under an id that never
// changes, so that trying again can never say a thing twice. Words survive a reload; files cannot.

import { Problem, Stopped, sendFile, sendMessage, Unreachable } from './api.js'
import { keep, recall } from './keep.js'

/**
 * @typedef {import('./api.js').Place} Place
 * @typedef {object} Parcel
 * @property {string} id
 * @property {string} at ISO time of pressing send
 * @property {string} text what the own bubble shows
 * @property {string} [press]
 * @property {string} [start] payload of the link that led here; not shown
 * @property {string} [answers] id of the office message whose button was pressed
 * @property {Place} [location]
 * @property {File} [file]
 *
 * @typedef {object} Watcher
 * @property {(parcel: Parcel, state: 'queued' | 'waiting' | 'sending') => void} moved
 * @property {(parcel: Parcel, share: number) => void} progressed
 * @property {(parcel: Parcel, seq: number | undefined) => void} delivered
 * @property {(parcel: Parcel, why: { problem: string, refused: boolean }) => void} failed
 * @property {(parcel: Parcel) => void} dropped
 * @property {(reached: boolean, asked: number) => void} reached told after every attempt, with when it began
 */

const KEPT = 'outbox'
const MOST_WAIT_MS = 20000
/** A server that breaks gets this many tries before the person is asked. */
const TRIES_OF_A_BROKEN_SERVER = 3

/** @param {Watcher} watcher */
export function createOutbox(watcher) {
  /** @type {Parcel[]} not yet with the server, in order */
  let waiting = []
  /** @type {Map<string, Parcel>} wait for the person to say "again" */
  const failed = new Map()
  let busy = false
  let closed = false
  let tries = 0
  let timer = 0
  let stopUpload = () => {}

  function keepWords() {
    const words = [...failed.values(), ...waiting].filter((parcel) => !parcel.file)
    keep('sessionStorage', KEPT, words.length > 0 ? words : null)
  }

  /** @param {number} ms */
  function later(ms) {
    window.clearTimeout(timer)
    timer = window.setTimeout(work, ms)
  }

  async function work() {
    window.clearTimeout(timer)
    const parcel = waiting[0]
    if (!parcel || busy || closed) return
    if (navigator.onLine === false) {
      for (const each of waiting) watcher.moved(each, 'queued')
      return
    }
    busy = true
    watcher.moved(parcel, 'sending')
    let wait = 0
    const asked = performance.now()
    try {
      const answer = await post(parcel)
      leave(parcel)
      watcher.reached(true, asked)
      watcher.delivered(parcel, answer.seq)
    } catch (error) {
      wait = trouble(parcel, error, asked)
    }
    busy = false
    if (waiting.length > 0) later(wait)
  }

  /**
   * @param {Parcel} parcel
   * @param {unknown} error
   * @param {number} asked
   * @returns {number} milliseconds to wait before the next attempt
   */
  function trouble(parcel, error, asked) {
    if (error instanceof Stopped) {
      leave(parcel)
      watcher.dropped(parcel)
      return 0
    }
    tries += 1
    const pause = Math.min(MOST_WAIT_MS, 1000 * 2 ** Math.min(tries, 6))
    if (error instanceof Unreachable) {
      for (const each of waiting) watcher.moved(each, 'queued')
      watcher.reached(false, asked)
      return pause
    }
    watcher.reached(true, asked)
    const problem = error instanceof Problem ? error : new Problem(0, {}, 0)
    const busyServer = problem.status === 429 || problem.status === 503
    const broken = problem.status === 408 || problem.status >= 500
    if (busyServer || (broken && tries < TRIES_OF_A_BROKEN_SERVER)) {
      watcher.moved(parcel, 'waiting')
      return Math.max(pause, problem.retryAfterMs)
    }
    leave(parcel)
    failed.set(parcel.id, parcel)
    keepWords()
    watcher.failed(parcel, { problem: problem.words, refused: problem.status >= 400 && problem.status < 500 })
    return 0
  }

  /** @param {Parcel} parcel */
  function leave(parcel) {
    tries = 0
    waiting = waiting.filter((each) => each !== parcel)
    keepWords()
  }

  /** @param {Parcel} parcel */
  function post(parcel) {
    if (parcel.file) {
      return sendFile(
        { id: parcel.id, file: parcel.file, caption: parcel.text },
        (share) => watcher.progressed(parcel, share),
        (stop) => {
          stopUpload = stop
        },
      )
    }
    if (parcel.press !== undefined) return sendMessage({ id: parcel.id, press: parcel.press })
    if (parcel.start !== undefined) return sendMessage({ id: parcel.id, start: parcel.start })
    if (parcel.location) return sendMessage({ id: parcel.id, location: parcel.location })
    return sendMessage({ id: parcel.id, text: parcel.text })
  }

  window.addEventListener('online', () => later(0))

  return {
    /** @returns {Parcel[]} what an earlier life of this page left unsent, now waiting again */
    restore() {
      const kept = recall('sessionStorage', KEPT)
      waiting = Array.isArray(kept) ? kept : []
      return waiting
    },

    /** @param {Parcel} parcel */
    add(parcel) {
      waiting.push(parcel)
      keepWords()
      watcher.moved(parcel, navigator.onLine === false ? 'queued' : 'waiting')
      work()
    },

    /** Tries everything that waits at once, without sitting out a pause. */
    hurry: work,

    /** @param {string} id */
    again(id) {
      const parcel = failed.get(id)
      if (!parcel) return
      failed.delete(id)
      waiting.push(parcel)
      tries = 0
      work()
    },

    /**
     * @param {string} id
     * @returns {Parcel | undefined} what was taken out, unless it is on its way already
     */
    drop(id) {
      const parcel = failed.get(id) || waiting.find((each, index) => each.id === id && !(busy && index === 0))
      if (!parcel) {
        const current = waiting[0]
        if (busy && current && current.id === id && current.file) stopUpload()
        return undefined
      }
      failed.delete(id)
      waiting = waiting.filter((each) => each !== parcel)
      keepWords()
      watcher.dropped(parcel)
      return parcel
    },

    unsent: () => waiting.length + failed.size,
    unsentFiles: () => [...waiting, ...failed.values()].filter((parcel) => parcel.file).length,

    close() {
      closed = true
      stopUpload()
    },
  }
}
