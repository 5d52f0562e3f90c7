// Small helpers for finding and making elements. Text always goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg'

/**
 * The element that chat.html promises under this id.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`chat.html has no ${kind.name} #${id}`)
  return found
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {{ [attribute: string]: string | boolean }} [attributes] true sets an empty attribute, false none
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes, children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  for (const child of children || []) {
    element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child)
  }
  return element
}

/**
 * @param {string} name of a symbol in chat.html
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  const use = document.createElementNS(SVG, 'use')
  svg.setAttribute('aria-hidden', 'true')
  use.setAttribute('href', `#icon-${name}`)
  svg.appendChild(use)
  return svg
}

/** @param {Element} element */
export function empty(element) {
  while (element.firstChild) element.removeChild(element.firstChild)
}

/** A mouse and a real keyboard, as far as the browser knows. */
export function onDesktop() {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches
}

let toastTimer = 0

/**
 * Says something briefly, on screen and to a screen reader.
 * @param {string} words
 */
export function say(words) {
  const toast = byId('toast', HTMLElement)
  byId('spoken', HTMLElement).textContent = words
  toast.textContent = words
  toast.hidden = false
  window.clearTimeout(toastTimer)
  toastTimer = window.setTimeout(() => {
    toast.hidden = true
  }, 3500)
}
