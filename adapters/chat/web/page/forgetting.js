// "Leave no trace": everything goes, here and on the server, or the person is told that it has not.

import { forget } from './api.js'
import { keepNothing } from './keep.js'
import { byId } from './page.js'
import { closeSheet, openSheet } from './sheets.js'
import { text } from './texts.js'

/** @param {{ unsent: () => number, stop: () => void }} around */
export function prepareForgetting(around) {
  const button = byId('forget-now', HTMLButtonElement)
  const problem = byId('forget-problem', HTMLElement)

  byId('open-forget', HTMLElement).addEventListener('click', () => {
    const unsent = byId('forget-unsent', HTMLElement)
    unsent.hidden = around.unsent() === 0
    unsent.textContent = text('forget-unsent', { count: around.unsent() })
    problem.hidden = true
    closeSheet('about-sheet')
    openSheet('forget-sheet')
  })

  button.addEventListener('click', async () => {
    button.disabled = true
    problem.hidden = true
    try {
      await forget()
      around.stop()
      keepNothing()
      farewell()
    } catch (_error) {
      problem.textContent = text('forget-problem')
      problem.hidden = false
    }
    button.disabled = false
  })
}

function farewell() {
  closeSheet('forget-sheet')
  for (const element of document.querySelectorAll('.desk, .skip, dialog')) element.remove()
  const last = byId('farewell', HTMLElement)
  last.hidden = false
  last.focus()
  document.title = text('farewell-title')
}
