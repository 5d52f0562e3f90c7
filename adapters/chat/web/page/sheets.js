// Sheets that come up over the conversation. The browser's own dialog keeps the focus inside, answers Esc,
// and gives the focus back; a browser too old for it shows the same sheet in a simpler way.

import { byId } from './page.js'

/**
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
export function openSheet(id) {
  const sheet = byId(id, HTMLDialogElement)
  if (sheet.open) return sheet
  const before = document.activeElement
  sheet.showModal()
  sheet.addEventListener(
    'close',
    () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    { once: true },
  )
  return sheet
}

/** @param {string} id */
export function closeSheet(id) {
  const sheet = byId(id, HTMLDialogElement)
  if (sheet.open) sheet.close()
}

/** Close buttons, and a press beside the sheet. */
export function prepareSheets() {
  for (const sheet of document.querySelectorAll('dialog')) {
    if (typeof sheet.showModal !== 'function') makeSimple(sheet)
    sheet.addEventListener('click', (event) => {
      const target = event.target
      if (target === sheet || (target instanceof Element && target.closest('[data-close]'))) sheet.close()
    })
  }
}

/** @param {HTMLDialogElement} sheet of a browser that does not know dialogs */
function makeSimple(sheet) {
  sheet.setAttribute('role', 'dialog')
  sheet.showModal = () => {
    sheet.setAttribute('open', '')
    const first = sheet.querySelector('button')
    if (first) first.focus()
  }
  sheet.close = () => {
    sheet.removeAttribute('open')
    sheet.dispatchEvent(new Event('close'))
  }
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') sheet.close()
  })
}
