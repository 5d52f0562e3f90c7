// Every word on the page comes from content/texts/<language>/web-chat.yaml by way of the server.

/** @type {{ [key: string]: string }} */
const texts = readTexts()

function readTexts() {
  const element = document.getElementById('texts')
  return element ? JSON.parse(element.textContent || '{}') : {}
}

export const language = document.documentElement.lang || 'zh-CN'

/**
 * @param {string} key without its `web-chat.` prefix
 * @param {{ [name: string]: string | number }} [values] for the {{name}} places in the text
 * @returns {string} the text, or the key itself, so that a missing one is seen
 */
export function text(key, values) {
  const found = texts[`web-chat.${key}`]
  if (found === undefined) return key
  return found.replace(/\{\{(\w+)\}\}/g, (whole, name) =>
    values && values[name] !== undefined ? String(values[name]) : whole,
  )
}

/** Puts the words into the elements of chat.html that ask for them. */
export function fillTexts() {
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.getAttribute('data-text') || '')
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    const words = text(element.getAttribute('data-label') || '')
    element.setAttribute('aria-label', words)
    if (element instanceof HTMLButtonElement) element.title = words
  }
}

/**
 * @param {Date} date
 * @returns {string} the time of day, as people here write it
 */
export function clockTime(date) {
  return formatter({ hour: '2-digit', minute: '2-digit', hour12: false }).format(date)
}

/**
 * @param {Date} date
 * @param {Date} now
 * @returns {string} today, yesterday, or the day with its weekday
 */
export function dayName(date, now) {
  if (date.toDateString() === now.toDateString()) return text('today')
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (date.toDateString() === yesterday.toDateString()) return text('yesterday')
  const sameYear = date.getFullYear() === now.getFullYear()
  return formatter({
    month: 'long',
    day: 'numeric',
    weekday: sameYear ? 'long' : undefined,
    year: sameYear ? undefined : 'numeric',
  }).format(date)
}

/** @type {Map<string, Intl.DateTimeFormat>} making one costs more than using it a thousand times */
const formatters = new Map()

/** @param {Intl.DateTimeFormatOptions} options */
function formatter(options) {
  const key = JSON.stringify(options)
  const made = formatters.get(key) || new Intl.DateTimeFormat(language, options)
  formatters.set(key, made)
  return made
}
