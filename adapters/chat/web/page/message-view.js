// One message as elements. Reads an entry and how it stands among its neighbours; changes nothing.

import { isPicture, sizeWords } from './files.js'
import { icon, make, say } from './page.js'
import { partsOf, sameOrigin } from './rich-text.js'
import { clockTime, text } from './texts.js'

/**
 * @typedef {import('./history.js').Entry} Entry
 * @typedef {import('./api.js').Choice} Choice
 * @typedef {import('./api.js').Attachment} Attachment
 *
 * How a message stands among the others.
 * @typedef {object} Look
 * @property {boolean} first of several by the same side
 * @property {boolean} last of several by the same side
 * @property {boolean} newestQuestion its choices are the ones that count now
 * @property {number} chosen index of the choice that was taken, or -1
 * @property {boolean} open a sensitive one that may be seen
 * @property {boolean} tellState the own message whose "delivered" is shown
 *
 * @typedef {object} Actions
 * @property {(entry: Entry, choice: Choice, index: number) => void} press
 * @property {(entry: Entry) => void} again
 * @property {(entry: Entry) => void} change
 * @property {(entry: Entry) => void} drop
 * @property {(entry: Entry, open: boolean) => void} uncover
 * @property {(address: string, name: string) => void} enlarge
 */

/**
 * @param {Entry} entry
 * @param {Look} look
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function messageElement(entry, look, actions) {
  const message = entry.message
  const mine = message.from === 'me'
  const covered = message.sensitive === true && !look.open
  /** @type {Element[]} */
  const children = [make('span', { class: 'hidden' }, [text(mine ? 'from-me' : 'from-office')])]
  if (message.sensitive) children.push(cover(entry, look, actions))
  if (!covered) {
    if (message.text !== '') children.push(make('div', { class: 'bubble', dir: 'auto' }, words(message.text)))
    children.push(...attachments(entry, actions))
  }
  if (message.choices && message.choices.length > 0) children.push(choices(entry, message.choices, look, actions))
  children.push(...foot(entry, look, actions))
  const classes = ['message', mine ? 'mine' : 'office', `is-${entry.state}`]
  if (look.first) classes.push('first')
  if (look.last) classes.push('last')
  if (!entry.fromPast && entry.version === 0) classes.push('arriving')
  return make('div', { class: classes.join(' '), 'data-id': entry.id }, children)
}

/**
 * @param {string} plain
 * @returns {(Node | string)[]}
 */
export function words(plain) {
  const parts = partsOf(plain, window.location.origin)
  return parts.map((part, index) => {
    const before = parts[index - 1]
    // A code stands on a line of its own already.
    if (part.kind === 'text') return before && before.kind === 'code' ? part.text.replace(/^\n/, '') : part.text
    if (part.kind === 'code') return code(part.text)
    if (part.kind !== 'link') return make('span', { class: 'number' }, [part.text])
    return make(
      'a',
      { href: part.href, rel: 'noopener', ...(part.href.startsWith('tel:') ? {} : { target: '_blank' }) },
      [part.text],
    )
  })
}

/**
 * A receipt code: large, selectable, easy to copy.
 * @param {string} value
 */
function code(value) {
  // A line ends with a hyphen and never begins with one.
  const groups = (value.match(/[^-]+-?/g) || []).map((group) => make('span', {}, [group]))
  const shown = make('code', { 'aria-label': `${text('code')} ${value}`, translate: 'no' }, groups)
  const copy = make('button', { type: 'button', class: 'copy', 'data-focus': `copy-${value}` }, [
    icon('copy'),
    text('copy'),
  ])
  copy.addEventListener('click', async () => {
    const done = await copyText(value)
    say(text(done ? 'copied' : 'copy-problem'))
    const selection = window.getSelection()
    if (!done && selection) selection.selectAllChildren(shown)
  })
  return make('span', { class: 'code' }, [shown, copy])
}

/**
 * @param {string} value
 * @returns {Promise<boolean>}
 */
async function copyText(value) {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch (_error) {
    // On plain http and on old phones there is only the old way.
    const field = make('textarea', { class: 'hidden', readonly: true })
    field.value = value
    document.body.appendChild(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    return done
  }
}

/**
 * @param {Entry} entry
 * @param {Look} look
 * @param {Actions} actions
 */
function cover(entry, look, actions) {
  const button = make(
    'button',
    { type: 'button', class: 'cover', 'aria-expanded': String(look.open), 'data-focus': 'cover' },
    [
      icon('lock'),
      make('span', {}, [text('sensitive')]),
      make('b', {}, [text(look.open ? 'sensitive-hide' : 'sensitive-show')]),
    ],
  )
  button.addEventListener('click', () => actions.uncover(entry, !look.open))
  return button
}

/**
 * @param {Entry} entry
 * @param {Actions} actions
 */
function attachments(entry, actions) {
  const list = entry.message.attachments || []
  return list.map((attachment, index) => {
    const address = entry.preview || sameOrigin(attachment.url, window.location.origin)
    if (address !== null && isPicture(attachment)) return picture(attachment, address, index, actions)
    return paper(attachment, entry.preview ? null : address)
  })
}

/**
 * @param {Attachment} attachment
 * @param {string} address
 * @param {number} index
 * @param {Actions} actions
 */
function picture(attachment, address, index, actions) {
  const image = make('img', { alt: '', loading: 'lazy', decoding: 'async', src: address })
  const button = make(
    'button',
    {
      type: 'button',
      class: 'picture',
      'aria-label': text('open-picture', { name: attachment.name }),
      'data-focus': `picture-${index}`,
    },
    [image],
  )
  image.addEventListener('error', () => {
    button.classList.add('broken')
    button.setAttribute('data-problem', text('picture-problem'))
  })
  button.addEventListener('click', () => {
    if (!button.classList.contains('broken')) return actions.enlarge(address, attachment.name)
    button.classList.remove('broken')
    image.src = address
  })
  return button
}

/**
 * @param {Attachment} attachment
 * @param {string | null} address
 */
function paper(attachment, address) {
  const inside = [
    icon('file'),
    make('span', { class: 'paper-name', dir: 'auto' }, [attachment.name]),
    make('span', { class: 'paper-size' }, [sizeWords(attachment.size, text('bytes'))]),
  ]
  if (address === null) return make('div', { class: 'paper' }, inside)
  const label = text('open-file', { name: attachment.name })
  return make('a', { class: 'paper', href: address, target: '_blank', rel: 'noopener', 'aria-label': label }, inside)
}

/**
 * @param {Entry} entry
 * @param {Choice[]} list
 * @param {Look} look
 * @param {Actions} actions
 */
function choices(entry, list, look, actions) {
  const over = look.chosen >= 0 && entry.message.keep !== true
  const buttons = list.map((choice, index) => {
    const taken = index === look.chosen
    const button = make(
      'button',
      {
        type: 'button',
        class: `choice ${choice.style || 'plain'}${taken ? ' taken' : ''}`,
        'data-focus': `choice-${index}`,
        dir: 'auto',
      },
      taken
        ? [icon('tick'), choice.label, make('span', { class: 'hidden' }, [` (${text('chosen')})`])]
        : [choice.label],
    )
    button.disabled = over
    button.addEventListener('click', () => actions.press(entry, choice, index))
    return button
  })
  const size = look.newestQuestion && !over ? 'big' : 'small'
  return make('div', { class: `choices ${size}`, role: 'group', 'aria-label': text('choices') }, buttons)
}

/**
 * @param {Entry} entry
 * @param {Look} look
 * @param {Actions} actions
 * @returns {Element[]} when it was said and what became of it
 */
function foot(entry, look, actions) {
  const time = make('time', { datetime: entry.message.at }, [clockTime(new Date(entry.message.at))])
  const edited = entry.message.edited ? [make('span', {}, [text('edited')])] : []
  if (entry.state === 'failed') return [failure(entry, actions)]
  if (entry.state !== 'sent') {
    const uploading = entry.state === 'sending' && entry.progress !== undefined
    const line = uploading
      ? uploadLine(entry, actions)
      : [icon('clock'), make('span', {}, [text(`state-${entry.state}`)])]
    return [make('p', { class: 'foot' }, line)]
  }
  if (!look.last && edited.length === 0 && !look.tellState) return []
  const state = look.tellState ? [icon('tick'), make('span', {}, [text('state-sent')])] : []
  return [make('p', { class: 'foot' }, [...edited, time, ...state])]
}

/**
 * @param {Entry} entry
 * @param {Actions} actions
 */
function uploadLine(entry, actions) {
  const percent = Math.round((entry.progress || 0) * 100)
  const words = text('state-uploading', { percent })
  const stop = make('button', { type: 'button', class: 'link', 'data-focus': 'stop' }, [text('stop-upload')])
  stop.addEventListener('click', () => actions.drop(entry))
  return [
    make('progress', { max: '100', value: String(percent), 'aria-label': words }),
    make('span', {}, [words]),
    stop,
  ]
}

/**
 * @param {Entry} entry
 * @param {Actions} actions
 */
function failure(entry, actions) {
  const again = make('button', { type: 'button', class: 'again', 'data-focus': 'again' }, [
    icon('alert'),
    make('b', {}, [text('state-failed')]),
    text('retry'),
  ])
  again.addEventListener('click', () => actions.again(entry))
  const children = entry.problem ? [make('p', { class: 'why', dir: 'auto' }, [entry.problem]), again] : [again]
  if (entry.refused) {
    if (!entry.message.attachments) {
      const change = make('button', { type: 'button', class: 'link', 'data-focus': 'change' }, [text('change')])
      change.addEventListener('click', () => actions.change(entry))
      children.push(change)
    }
    const drop = make('button', { type: 'button', class: 'link', 'data-focus': 'drop' }, [text('drop')])
    drop.addEventListener('click', () => actions.drop(entry))
    children.push(drop)
  }
  return make('div', { class: 'failure' }, children)
}
