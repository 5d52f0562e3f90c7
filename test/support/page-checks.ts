// Checks that run inside a page, as source text, because the tests are compiled without the browser's types.

import type { Page } from 'playwright-core'
import { z } from 'zod'

/** Controls without a name, pictures without alt, ids used twice, links to nowhere. */
const LABELS = `(() => {
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  const nameOf = (element) => {
    const by = (element.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id))
    const labels = element.labels ? [...element.labels] : []
    return [element.getAttribute('aria-label'), element.innerText, ...by.map((e) => e && e.textContent),
      ...labels.map((label) => label.textContent)].filter(Boolean).join(' ').trim()
  }
  const faults = []
  for (const element of document.querySelectorAll('button, a[href], input, textarea, dialog, fieldset, aside, [role="log"]')) {
    if (seen(element) && nameOf(element) === '') faults.push('no name: ' + element.outerHTML.slice(0, 120))
  }
  for (const image of document.querySelectorAll('img:not([alt])')) faults.push('no alt: ' + image.outerHTML.slice(0, 120))
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('id twice: ' + id)
  for (const name of ['aria-labelledby', 'aria-describedby', 'for']) {
    for (const element of document.querySelectorAll('[' + name + ']')) {
      for (const id of element.getAttribute(name).split(' ')) if (!document.getElementById(id)) faults.push('points nowhere: ' + id)
    }
  }
  if (!document.documentElement.lang) faults.push('no language')
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1')
  if (document.body.innerText.match(/web-chat\\.|\\{\\{/)) faults.push('a text is missing')
  return faults
})()`

/** Visible words whose colour stands out less than WCAG AA asks: 4.5, or 3 for large ones. */
const CONTRAST = `(() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number)
    return { r, g, b, a }
  }
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a), a: 1 })
  const ground = (element) => {
    const layers = []
    for (let each = element; each; each = each.parentElement) layers.push(parse(getComputedStyle(each).backgroundColor))
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 })
  }
  const light = (colour) => {
    const part = (value) => { const v = value / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }
    return 0.2126 * part(colour.r) + 0.7152 * part(colour.g) + 0.0722 * part(colour.b)
  }
  const ratio = (one, two) => { const [a, b] = [light(one), light(two)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) }
  const faults = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!node.textContent.trim() || element.closest('script, noscript, .hidden, .skip')) continue
    if (element.getClientRects().length === 0) continue
    const style = getComputedStyle(element)
    const back = ground(element)
    const found = ratio(over(parse(style.color), back), back)
    const size = parseFloat(style.fontSize)
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
    if (found < needed) faults.push(found.toFixed(2) + ' ' + node.textContent.trim().slice(0, 30))
  }
  for (const field of document.querySelectorAll('textarea')) {
    const back = ground(field)
    const found = ratio(over(parse(getComputedStyle(field, '::placeholder').color), back), back)
    if (found < 4.5) faults.push(found.toFixed(2) + ' placeholder')
  }
  return faults
})()`

/** What can be pressed and is smaller than a thumb: 44 by 44. Links inside sentences are exempt, as in WCAG. */
const TARGETS = `(() => {
  const faults = []
  for (const element of document.querySelectorAll('button:not(:disabled), textarea, input, a.choice, a.paper')) {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || element.closest('.hidden')) continue
    if (box.width < 43.9 || box.height < 43.9) {
      faults.push(Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + element.outerHTML.slice(0, 90))
    }
  }
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push('wider than the screen')
  return faults
})()`

async function faultsOf(page: Page, source: string): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(source))
}

export const labelFaults = (page: Page) => faultsOf(page, LABELS)
export const contrastFaults = (page: Page) => faultsOf(page, CONTRAST)
export const targetFaults = (page: Page) => faultsOf(page, TARGETS)
