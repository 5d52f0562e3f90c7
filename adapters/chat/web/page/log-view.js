// The conversation on screen. Only a window of a long history stands in the page; it moves as one scrolls.

import { chosen } from './history.js'
import { messageElement } from './message-view.js'
import { byId, make } from './page.js'
import { dayName, text } from './texts.js'

/**
 * @typedef {import('./history.js').Entry} Entry
 * @typedef {import('./history.js').History} History
 * @typedef {import('./message-view.js').Actions} Actions
 * @typedef {import('./message-view.js').Look} Look
 */

const FIRST_WINDOW = 80
const STEP = 80
const MOST = 320
const NEAR_PX = 700
const AT_END_PX = 90
const SAME_BREATH_MS = 5 * 60 * 1000

/**
 * @param {History} history
 * @param {Actions} actions
 */
export function createLogView(history, actions) {
  const log = byId('log', HTMLElement)
  const list = byId('messages', HTMLElement)
  const jump = byId('jump', HTMLButtonElement)
  const entries = history.entries
  /** @type {Map<string, { element: HTMLElement, drawn: string }>} */
  let shown = new Map()
  /** @type {Map<string, boolean>} sensitive messages that the person opened or closed */
  const uncovered = new Map()
  /** @type {Map<string, number>} pressed in this life of the page: office message → choice */
  const pressed = new Map()
  let start = 0
  let end = 0
  let unread = 0
  let frame = 0
  let stuck = true
  /** The person has just said something: whatever a scroll that is still under way says, the next drawing shows it. */
  let toEnd = false
  let fresh = false
  let lastTop = 0

  const nearBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < AT_END_PX
  const atEnd = () => end >= entries.length && nearBottom()

  /**
   * Draws soon, once for however many changes.
   * @param {{ toEnd?: boolean }} [wish]
   */
  function update(wish = {}) {
    if (wish.toEnd) toEnd = true
    if (frame === 0) frame = window.requestAnimationFrame(draw)
    // A page in the background gets no frames, and must still be right when it comes forward.
    if (document.hidden) draw()
  }

  function draw() {
    window.cancelAnimationFrame(frame)
    frame = 0
    if (toEnd) stuck = true
    toEnd = false
    if (stuck) {
      end = entries.length
      start = Math.max(0, Math.min(start, end - 1), end - MOST)
    } else {
      end = Math.min(end, entries.length)
      if (end - start < 1) start = Math.max(0, end - FIRST_WINDOW)
    }
    const anchor = topmost()
    fill()
    if (stuck) scrollToEnd()
    else if (anchor) keepInPlace(anchor)
    byId('intro', HTMLElement).hidden = start > 0 || byId('loading', HTMLElement).hidden === false
    showJump()
  }

  /** A long answer is read from its beginning, not from its end. */
  function scrollToEnd() {
    const last = list.lastElementChild
    log.scrollTop = log.scrollHeight
    if (fresh && last instanceof HTMLElement && last.offsetHeight > log.clientHeight - 40) {
      log.scrollTop = last.offsetTop - 16
      stuck = false
    }
    fresh = false
  }

  /** Brings the page's elements in line with the window, touching only what changed. */
  function fill() {
    const focus = focusPlace()
    const newestQuestion = lastIndex((entry) => entry.message.from === 'office' && hasChoices(entry))
    const newestOffice = lastIndex((entry) => entry.message.from === 'office')
    const newestOwn = lastIndex((entry) => entry.message.from === 'me' && entry.state === 'sent')
    /** @type {typeof shown} */
    const next = new Map()
    /** @type {Node | null} */
    let spot = list.firstChild
    const now = new Date()
    for (let index = start; index < end; index += 1) {
      const entry = /** @type {Entry} */ (entries[index])
      const day = new Date(entry.message.at).toDateString()
      const before = index > start ? entries[index - 1] : undefined
      if (!before || new Date(before.message.at).toDateString() !== day) {
        const name = dayName(new Date(entry.message.at), now)
        const key = `day ${day}`
        const known = shown.get(key)
        const element =
          known && known.drawn === name ? known.element : make('p', { class: 'day' }, [make('span', {}, [name])])
        next.set(key, { element, drawn: name })
        spot = setAt(element, spot)
      }
      const look = lookOf(index, newestQuestion === newestOffice ? newestQuestion : -1, newestOwn)
      const drawn = `${entry.version} ${JSON.stringify(look)}`
      const known = shown.get(entry.id)
      const element = known && known.drawn === drawn ? known.element : messageElement(entry, look, actions)
      if (known && known.element !== element) {
        element.classList.remove('arriving')
        if (spot === known.element) spot = known.element.nextSibling
        known.element.remove()
      }
      next.set(entry.id, { element, drawn })
      spot = setAt(element, spot)
    }
    for (const [key, old] of shown) {
      const kept = next.get(key)
      if (!kept || kept.element !== old.element) old.element.remove()
    }
    shown = next
    refocus(focus)
  }

  /**
   * @param {HTMLElement} element
   * @param {Node | null} spot
   * @returns {Node | null} where the next one belongs
   */
  function setAt(element, spot) {
    if (element === spot) return element.nextSibling
    list.insertBefore(element, spot)
    return spot
  }

  /**
   * @param {number} index
   * @param {number} newestQuestion
   * @param {number} newestOwn
   * @returns {Look}
   */
  function lookOf(index, newestQuestion, newestOwn) {
    const entry = /** @type {Entry} */ (entries[index])
    const taken = pressed.get(entry.id)
    const opened = uncovered.get(entry.id)
    return {
      first: !sameBreath(entries[index - 1], entry),
      last: !sameBreath(entry, entries[index + 1]),
      newestQuestion: index === newestQuestion,
      chosen: taken === undefined ? chosen(entries, index) : taken,
      // What arrives is for the eyes in front of the screen; what a reload brings back waits for a press.
      open: opened === undefined ? !entry.fromPast : opened,
      tellState: index === newestOwn && index === entries.length - 1,
    }
  }

  /** @param {(entry: Entry) => boolean} test */
  function lastIndex(test) {
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      if (test(/** @type {Entry} */ (entries[index]))) return index
    }
    return -1
  }

  /** The first message in view, and where it stands, so that it can stay there. */
  function topmost() {
    for (const element of list.children) {
      if (element instanceof HTMLElement && element.classList.contains('message')) {
        if (element.offsetTop + element.offsetHeight > log.scrollTop) return { element, top: element.offsetTop }
      }
    }
    return null
  }

  /** @param {{ element: HTMLElement, top: number }} anchor */
  function keepInPlace(anchor) {
    if (anchor.element.isConnected) log.scrollTop += anchor.element.offsetTop - anchor.top
  }

  function focusPlace() {
    const active = document.activeElement
    if (!active || !list.contains(active)) return null
    const message = active.closest('[data-id]')
    return { id: message ? message.getAttribute('data-id') : null, name: active.getAttribute('data-focus') }
  }

  /** @param {ReturnType<typeof focusPlace>} place */
  function refocus(place) {
    if (!place || list.contains(document.activeElement)) return
    const known = place.id === null ? undefined : shown.get(place.id)
    const target =
      known && place.name ? known.element.querySelector(`[data-focus="${place.name}"]:not(:disabled)`) : null
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    else log.focus({ preventScroll: true })
  }

  function showJump() {
    const away = !atEnd()
    if (!away) unread = 0
    jump.hidden = !away
    byId('jump-words', HTMLElement).textContent = unread > 0 ? text('jump-new', { count: unread }) : text('jump')
  }

  function onScroll() {
    // Only a person moves up; a page that grows under us does not.
    const wentUp = log.scrollTop < lastTop - 1
    lastTop = log.scrollTop
    if (atEnd()) stuck = true
    else if (wentUp && !nearBottom()) stuck = false
    if (log.scrollTop < NEAR_PX && start > 0) moveWindow(Math.max(0, start - STEP), end)
    else if (!stuck && end < entries.length && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX) {
      moveWindow(start, Math.min(entries.length, end + STEP))
    }
    showJump()
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  function moveWindow(from, to) {
    const earlier = from < start
    start = earlier ? from : Math.max(from, to - MOST)
    end = earlier ? Math.min(to, from + MOST) : to
    stuck = false
    silently(draw)
  }

  /**
   * Old messages that come into view are no news to a screen reader.
   * @param {() => void} work
   */
  function silently(work) {
    log.setAttribute('aria-busy', 'true')
    log.setAttribute('aria-live', 'off')
    work()
    window.setTimeout(() => {
      log.setAttribute('aria-busy', 'false')
      log.setAttribute('aria-live', 'polite')
    }, 150)
  }

  function toLatest() {
    start = Math.max(0, entries.length - FIRST_WINDOW)
    stuck = true
    silently(draw)
  }

  log.addEventListener('scroll', onScroll, { passive: true })
  jump.addEventListener('click', () => {
    toLatest()
    log.focus({ preventScroll: true })
  })
  if (typeof ResizeObserver !== 'undefined') {
    // The keyboard of a phone takes half the screen; the newest words stay above it.
    const observer = new ResizeObserver(() => {
      if (stuck) log.scrollTop = log.scrollHeight
    })
    observer.observe(log)
    observer.observe(list)
  }

  return {
    update,
    toLatest,

    /** @param {number} count of office messages that came while this was open */
    arrived(count) {
      if (!stuck) unread += count
      fresh = true
      update()
    },

    /**
     * @param {string} id
     * @param {boolean} open
     */
    uncover(id, open) {
      uncovered.set(id, open)
      update()
    },

    /**
     * @param {string} id of the office message
     * @param {number} index of its choice, -1 takes it back
     */
    setPressed(id, index) {
      if (index < 0) pressed.delete(id)
      else pressed.set(id, index)
      update()
    },
  }
}

/** @param {Entry} entry */
function hasChoices(entry) {
  return entry.message.choices !== undefined && entry.message.choices.length > 0
}

/**
 * @param {Entry | undefined} one
 * @param {Entry | undefined} next
 */
function sameBreath(one, next) {
  if (!one || !next || one.message.from !== next.message.from) return false
  const apart = Date.parse(next.message.at) - Date.parse(one.message.at)
  return apart < SAME_BREATH_MS && new Date(one.message.at).toDateString() === new Date(next.message.at).toDateString()
}
