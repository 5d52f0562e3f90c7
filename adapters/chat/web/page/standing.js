// Whether the office can be reached, told in the header and, when it matters, in a banner.

import { byId, empty, make } from './page.js'
import { text } from './texts.js'

const BACK_SHOWN_MS = 2500

/** @param {() => void} tryAgain */
export function createStanding(tryAgain) {
  const line = byId('standing', HTMLElement)
  const banner = byId('banner', HTMLElement)
  let state = ''
  let misses = 0
  let timer = 0
  let cutAt = 0

  /** @param {'connecting' | 'live' | 'offline' | 'down'} next */
  function show(next) {
    if (next === state) return
    const wasLost = state === 'offline' || state === 'down'
    state = next
    const lost = next === 'offline' || next === 'down'
    line.className = `standing ${lost ? 'lost' : next}`
    byId('standing-words', HTMLElement).textContent = text(`standing-${lost ? 'offline' : next}`)
    window.clearTimeout(timer)
    empty(banner)
    banner.className = `banner ${next}`
    banner.hidden = !lost && !wasLost
    if (lost) {
      banner.appendChild(make('span', {}, [text(`banner-${next}`)]))
      if (next === 'down') {
        const button = make('button', { type: 'button' }, [text('banner-again')])
        button.addEventListener('click', tryAgain)
        banner.appendChild(button)
      }
    } else if (wasLost) {
      banner.appendChild(make('span', {}, [text('banner-back')]))
      timer = window.setTimeout(() => {
        banner.hidden = true
      }, BACK_SHOWN_MS)
    }
  }

  show('connecting')
  window.addEventListener('offline', () => {
    cutAt = performance.now()
    show('offline')
  })

  return {
    /**
     * @param {boolean} reached whether the last attempt got an answer
     * @param {number} asked when that attempt began, as `performance.now()` tells
     */
    told(reached, asked) {
      // What was asked before the network was cut says nothing of now.
      if (reached && navigator.onLine === false && asked <= cutAt) return
      misses = reached ? 0 : misses + 1
      if (reached) show('live')
      else if (navigator.onLine === false) show('offline')
      // One lost question is no reason to worry anyone.
      else if (misses >= 2) show('down')
    },
  }
}
