// Photos and files that were chosen and wait for "send", each with a picture of it and a way to take it out.

import { filesIn, isPicture, MOST_AT_ONCE, objection, sizeWords } from './files.js'
import { byId, empty, icon, make, onDesktop, say } from './page.js'
import { closeSheet, openSheet } from './sheets.js'
import { text } from './texts.js'

/**
 * @param {{ tell: (words: string[]) => void, changed: () => void }} around
 */
export function createTray(around) {
  const list = byId('tray', HTMLElement)
  /** @type {{ file: File, preview: string | null }[]} */
  let held = []

  /** @param {File[]} files */
  function add(files) {
    /** @type {string[]} */
    const complaints = []
    let added = 0
    for (const file of files) {
      const reason = objection(file)
      if (reason) complaints.push(text(reason, { name: file.name, size: sizeWords(file.size, text('bytes')) }))
      else if (held.length >= MOST_AT_ONCE) {
        complaints.push(text('file-too-many', { count: MOST_AT_ONCE }))
        break
      } else {
        held.push({ file, preview: isPicture(file) ? URL.createObjectURL(file) : null })
        added += 1
      }
    }
    if (added > 0) byId('spoken', HTMLElement).textContent = text('tray-added', { count: held.length })
    around.tell(complaints)
    draw()
  }

  function draw() {
    empty(list)
    for (const each of held) {
      const remove = make('button', { type: 'button', 'aria-label': text('tray-remove', { name: each.file.name }) }, [
        icon('close'),
      ])
      remove.addEventListener('click', () => {
        if (each.preview) URL.revokeObjectURL(each.preview)
        held = held.filter((other) => other !== each)
        draw()
        byId('words', HTMLElement).focus()
      })
      const face = each.preview
        ? make('img', { src: each.preview, alt: '' })
        : make('span', { class: 'paper-face' }, [icon('file'), make('span', { dir: 'auto' }, [each.file.name])])
      list.appendChild(make('li', {}, [face, remove]))
    }
    list.hidden = held.length === 0
    around.changed()
  }

  for (const id of ['take', 'album', 'papers']) {
    const input = byId(id, HTMLInputElement)
    input.addEventListener('change', () => {
      add(Array.from(input.files || []))
      // The same photo may be chosen again after it was taken out.
      input.value = ''
    })
  }
  for (const button of document.querySelectorAll('[data-pick]')) {
    button.addEventListener('click', () => {
      closeSheet('attach-sheet')
      byId(button.getAttribute('data-pick') || '', HTMLInputElement).click()
    })
  }
  acceptPasteAndDrop(add)

  return {
    count: () => held.length,

    /** A phone asks where from; a computer opens its one window. */
    choose() {
      if (onDesktop()) byId('papers', HTMLInputElement).click()
      else openSheet('attach-sheet')
    },

    /** @returns {{ file: File, preview: string | null }[]} everything in it, which is empty afterwards */
    take() {
      const taken = held
      held = []
      draw()
      return taken
    },
  }
}

/** @param {(files: File[]) => void} add */
function acceptPasteAndDrop(add) {
  document.addEventListener('paste', (event) => {
    const files = filesIn(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    add(files)
  })
  const page = document.documentElement
  let depth = 0
  /** @param {DragEvent} event */
  const carriesFiles = (event) => event.dataTransfer !== null && Array.from(event.dataTransfer.types).includes('Files')
  document.addEventListener('dragenter', (event) => {
    if (!carriesFiles(event)) return
    depth += 1
    page.classList.add('dragging')
    if (depth === 1) say(text('drop-here'))
  })
  document.addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1)
    if (depth === 0) page.classList.remove('dragging')
  })
  document.addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault()
  })
  document.addEventListener('drop', (event) => {
    depth = 0
    page.classList.remove('dragging')
    if (!carriesFiles(event)) return
    event.preventDefault()
    add(filesIn(event.dataTransfer))
  })
}
