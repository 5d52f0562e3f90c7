// What the person may set: the size of the letters, the language, and to leave no trace.

import { chooseLanguage } from './api.js'
import { keep, recall } from './keep.js'
import { byId, make, say } from './page.js'
import { language, text } from './texts.js'

const SIZES = ['normal', 'big', 'huge']
const LANGUAGES = ['zh-CN', 'zh-TW', 'en']
const WIDE = '(min-width: 62em)'

/** @param {{ sizeChanged: () => void }} around */
export function prepareSettings(around) {
  const quick = byId('letters', HTMLButtonElement)
  const sizes = segments('letter-sizes', SIZES, 'letters', (size) => setSize(size, true))
  const languages = segments('languages', LANGUAGES, 'language', async (wanted) => {
    if (wanted === language) return
    try {
      await chooseLanguage(wanted)
      window.location.reload()
    } catch (_error) {
      say(text('language-problem'))
    }
  })
  languages.forEach((button, index) => {
    button.lang = LANGUAGES[index] || ''
  })
  press(languages, LANGUAGES.indexOf(language))

  /**
   * @param {string} size
   * @param {boolean} aloud
   */
  function setSize(size, aloud) {
    for (const each of SIZES) document.documentElement.classList.toggle(`letters-${each}`, each === size)
    press(sizes, SIZES.indexOf(size))
    quick.setAttribute('aria-pressed', String(size !== 'normal'))
    keep('localStorage', 'letters', size === 'normal' ? null : size)
    around.sizeChanged()
    if (aloud) say(text('letters-changed', { size: text(`letters-${size}`) }))
  }

  quick.addEventListener('click', () => setSize(quick.getAttribute('aria-pressed') === 'true' ? 'normal' : 'big', true))
  const kept = recall('localStorage', 'letters')
  setSize(typeof kept === 'string' && SIZES.includes(kept) ? kept : 'normal', false)
}

/** The words about this office stand beside the conversation where there is room, else in a sheet. */
export function prepareAbout() {
  const about = byId('about', HTMLElement)
  const wide = window.matchMedia(WIDE)
  const place = () => {
    byId(wide.matches ? 'panel' : 'about-place', HTMLElement).appendChild(about)
  }
  place()
  // Old browsers know only addListener.
  if (wide.addEventListener) wide.addEventListener('change', place)
  else wide.addListener(place)
}

/**
 * A row of buttons of which one is pressed.
 * @param {string} id
 * @param {string[]} names
 * @param {string} prefix of the texts
 * @param {(name: string) => void} chosen
 */
function segments(id, names, prefix, chosen) {
  return names.map((name) => {
    const button = make('button', { type: 'button', class: `segment ${name}` }, [text(`${prefix}-${name}`)])
    button.addEventListener('click', () => chosen(name))
    byId(id, HTMLElement).appendChild(button)
    return button
  })
}

/**
 * @param {HTMLButtonElement[]} buttons
 * @param {number} index
 */
function press(buttons, index) {
  buttons.forEach((button, each) => {
    button.setAttribute('aria-pressed', String(each === index))
  })
}
