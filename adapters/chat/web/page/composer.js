// Where the person writes. What is being written is kept at every key, so that a reload loses nothing.

import { PICKER_KINDS } from './files.js'
import { keep, recall } from './keep.js'
import { byId, empty, icon, make, onDesktop } from './page.js'
import { text } from './texts.js'
import { createTray } from './tray.js'

/**
 * @typedef {import('./api.js').Wanted} Wanted
 * @typedef {import('./api.js').Place} Place
 *
 * @typedef {object} Sender
 * @property {(words: string) => void} words
 * @property {(files: { file: File, preview: string | null }[], caption: string) => void} files
 * @property {(place: Place) => void} place
 */

const KEPT = 'draft'
const PLACE_WITHIN_MS = 20000

/** @param {Sender} send */
export function createComposer(send) {
  const field = byId('words', HTMLTextAreaElement)
  const form = byId('composer', HTMLFormElement)
  const asks = byId('asks', HTMLElement)
  const notice = byId('notice', HTMLElement)
  const tray = createTray({ tell, changed: ready })
  /** @type {Wanted | undefined} */
  let wanted

  /** @param {string[]} lines */
  function tell(lines) {
    empty(notice)
    for (const line of lines) notice.appendChild(make('span', { dir: 'auto' }, [line]))
    notice.hidden = lines.length === 0
  }

  /** "Send" looks pressable when there is something to send; it stays reachable by keyboard always. */
  function ready() {
    byId('send', HTMLElement).classList.toggle('ready', field.value.trim() !== '' || tray.count() > 0)
  }

  function grow() {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }

  function changed() {
    keep('sessionStorage', KEPT, field.value === '' ? null : field.value)
    grow()
    ready()
  }

  /** @param {string} words */
  function write(words) {
    field.value = words
    changed()
  }

  function submit() {
    const words = field.value.trim()
    if (words === '' && tray.count() === 0) return field.focus()
    tell([])
    if (tray.count() > 0) send.files(tray.take(), words)
    else send.words(words)
    write('')
    field.focus()
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  field.addEventListener('input', changed)
  field.addEventListener('keydown', (event) => {
    // While a word is being composed from pinyin, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (!onDesktop()) return
    event.preventDefault()
    submit()
  })
  byId('open-attach', HTMLElement).addEventListener('click', () => tray.choose())
  byId('papers', HTMLInputElement).accept = PICKER_KINDS
  byId('words-hint', HTMLElement).textContent = text('words-hint-desktop')
  const draft = recall('sessionStorage', KEPT)
  if (typeof draft === 'string') field.value = draft

  /** @param {HTMLButtonElement} button */
  function sendPlace(button) {
    tell([])
    if (!navigator.geolocation || window.isSecureContext === false) return tell([text('place-problem')])
    const label = button.lastChild
    button.disabled = true
    if (label) label.textContent = text('ask-place-busy')
    const done = () => {
      button.disabled = false
      if (label) label.textContent = text('ask-place')
    }
    navigator.geolocation.getCurrentPosition(
      (found) => {
        done()
        const { latitude, longitude, accuracy } = found.coords
        send.place({ lat: latitude, lng: longitude, accuracy: Math.round(accuracy) })
      },
      (error) => {
        done()
        tell([text(error.code === error.PERMISSION_DENIED ? 'place-refused' : 'place-problem')])
      },
      { enableHighAccuracy: true, timeout: PLACE_WITHIN_MS, maximumAge: 60000 },
    )
  }

  /**
   * @param {string} name of the icon
   * @param {string} key of the text
   */
  function askButton(name, key) {
    return make('button', { type: 'button', class: 'ask' }, [icon(name), make('span', {}, [text(key)])])
  }

  function dateAsk() {
    const input = make('input', { type: 'date', 'aria-label': text('ask-date') })
    const button = make('button', { type: 'button', class: 'ask' }, [text('ask-date-send')])
    button.addEventListener('click', () => {
      if (input.value === '') return input.focus()
      send.words(input.value)
    })
    return make('span', { class: 'ask-date' }, [input, button])
  }

  /** @param {Wanted | undefined} next what the newest question asks for */
  function want(next) {
    if (next === wanted && field.placeholder !== '') return
    wanted = next
    const known = next === 'choice' || next === 'place' || next === 'files' || next === 'date' || next === 'number'
    field.placeholder = text(known ? `words-${next}` : 'words-example')
    field.setAttribute('inputmode', next === 'number' ? 'decimal' : 'text')
    empty(asks)
    if (next === 'place') {
      const button = askButton('place', 'ask-place')
      button.addEventListener('click', () => sendPlace(button))
      asks.appendChild(button)
    }
    if (next === 'files') {
      const button = askButton('photo', 'ask-files')
      button.addEventListener('click', () => tray.choose())
      asks.appendChild(button)
    }
    if (next === 'date') asks.appendChild(dateAsk())
    asks.hidden = !asks.firstChild
  }

  want(undefined)
  changed()

  return {
    want,
    focus: () => field.focus(),
    grow,
    filesWaiting: tray.count,

    /** @param {string} words put back to be written differently; what is being written stays below */
    putBack(words) {
      write(field.value === '' ? words : `${words}\n${field.value}`)
      field.focus()
    },
  }
}
