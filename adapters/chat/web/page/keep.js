// What may stay on this phone. Words not yet sent live until the tab closes; the size of the letters
// lives until "leave no trace". Storage may be switched off, so every touch is guarded.

const PREFIX = 'contact-point.'

/**
 * @param {'sessionStorage' | 'localStorage'} place
 * @param {string} name
 * @returns {unknown} what was kept, or null
 */
export function recall(place, name) {
  try {
    const kept = window[place].getItem(PREFIX + name)
    return kept === null ? null : JSON.parse(kept)
  } catch (_error) {
    return null
  }
}

/**
 * @param {'sessionStorage' | 'localStorage'} place
 * @param {string} name
 * @param {unknown} value null takes it away
 */
export function keep(place, name, value) {
  try {
    if (value === null) window[place].removeItem(PREFIX + name)
    else window[place].setItem(PREFIX + name, JSON.stringify(value))
  } catch (_error) {
    // A full or forbidden storage must not stop anyone from writing.
  }
}

/** Takes away everything this page ever kept. */
export function keepNothing() {
  for (const place of /** @type {const} */ (['sessionStorage', 'localStorage'])) {
    try {
      for (const name of Object.keys(window[place])) {
        if (name.startsWith(PREFIX)) window[place].removeItem(name)
      }
    } catch (_error) {
      // Nothing could be kept there in the first place.
    }
  }
}
