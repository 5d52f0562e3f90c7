// The web chat's page: brings its parts together. Each part has a file of its own beside this one.

import { menu, newId, openSession, session } from './api.js'
import { createComposer } from './composer.js'
import { prepareForgetting } from './forgetting.js'
import { createHistory } from './history.js'
import { forgetLink, linkPayload } from './link.js'
import { createLive } from './live.js'
import { createLogView } from './log-view.js'
import { words as wordNodes } from './message-view.js'
import { createOutbox } from './outbox.js'
import { byId, empty, make, onDesktop } from './page.js'
import { prepareAbout, prepareSettings } from './settings.js'
import { closeSheet, openSheet, prepareSheets } from './sheets.js'
import { createStanding } from './standing.js'
import { fillTexts, text } from './texts.js'

/**
 * @typedef {import('./api.js').Message} Message
 * @typedef {import('./outbox.js').Parcel} Parcel
 */

fillTexts()
prepareSheets()
prepareAbout()

const title = document.title
let unseen = 0
const history = createHistory()
const standing = createStanding(() => {
  live.now()
  outbox.hurry()
})

const view = createLogView(history, {
  press(entry, choice, index) {
    view.setPressed(entry.id, index)
    tellOffice(choice.label, { press: choice.token, answers: entry.id })
    // The pressed button goes; the keyboard goes on where the answer can be read or written.
    if (onDesktop()) composer.focus()
    else byId('log', HTMLElement).focus({ preventScroll: true })
  },
  again: (entry) => outbox.again(entry.id),
  change(entry) {
    const parcel = outbox.drop(entry.id)
    composer.putBack(parcel ? parcel.text : entry.message.text)
  },
  drop: (entry) => void outbox.drop(entry.id),
  uncover: (entry, open) => view.uncover(entry.id, open),
  enlarge(address, name) {
    const image = byId('viewer-image', HTMLImageElement)
    image.src = address
    image.alt = name
    openSheet('viewer')
  },
})

const outbox = createOutbox({
  moved(parcel, state) {
    const entry = history.get(parcel.id)
    // The stream may have brought it back already, though the answer to sending it was lost.
    if (!entry || entry.state === state || entry.message.seq > 0) return
    history.mark(parcel.id, { state, problem: undefined, refused: undefined, progress: undefined })
    view.update()
  },
  progressed(parcel, share) {
    history.mark(parcel.id, { progress: share })
    view.update()
  },
  delivered(parcel, seq) {
    history.settle(parcel.id, seq)
    view.update()
    live.expectEcho()
  },
  failed(parcel, why) {
    history.mark(parcel.id, { state: 'failed', problem: why.problem || text('problem-unknown'), refused: why.refused })
    if (parcel.answers) view.setPressed(parcel.answers, -1)
    byId('spoken', HTMLElement).textContent = text('failed-spoken')
    view.update()
  },
  dropped(parcel) {
    history.remove(parcel.id)
    if (parcel.answers) view.setPressed(parcel.answers, -1)
    view.update()
  },
  reached: (reached, asked) => standing.told(reached, asked),
})

const composer = createComposer({
  words: (words) => tellOffice(words, {}),
  files(files, caption) {
    files.forEach((each, index) => {
      // The words belong to the first picture, as they would in a letter.
      tellOffice(index === 0 ? caption : '', { file: each.file }, each.preview || undefined)
    })
  },
  place(place) {
    const accuracy = text('place-accuracy', { metres: place.accuracy })
    tellOffice(`${text('place-sent')}\n${accuracy}`, { location: place })
  },
})

const live = createLive({
  heard(messages, fromPast) {
    let news = 0
    for (const message of messages) {
      if (history.merge(message, fromPast) && message.from === 'office') news += 1
    }
    composer.want(wanted())
    if (fromPast) return view.toLatest()
    if (document.hidden) unseen += news
    document.title = unseen > 0 ? `(${unseen}) ${title}` : title
    if (news > 0) view.arrived(news)
    else view.update()
  },
  cleared(upTo) {
    history.clearUpTo(upTo)
    view.update()
  },
  fetching: (count) => loading(count > 200 ? text('loading-count', { count }) : text('loading')),
  caughtUp() {
    loading('')
    view.update()
  },
  reached(reached, asked) {
    if (!reached && !byId('loading', HTMLElement).hidden) loading(text('loading-problem'))
    standing.told(reached, asked)
  },
})

session.renewed = () => {
  history.clearSent()
  live.restart()
  view.update()
}

/** What the newest question of the office asks for. */
function wanted() {
  for (let index = history.entries.length - 1; index >= 0; index -= 1) {
    const entry = history.entries[index]
    if (entry && entry.message.from === 'office') return entry.message.wants
  }
  return undefined
}

/**
 * Shows own words at once and sends them as soon as it can be done.
 * @param {string} words
 * @param {Pick<Parcel, 'press' | 'answers' | 'location' | 'file'>} what
 * @param {string} [preview]
 */
function tellOffice(words, what, preview) {
  /** @type {Parcel} */
  const parcel = { id: newId(), at: new Date().toISOString(), text: words, ...what }
  show(parcel, preview)
  outbox.add(parcel)
  view.update({ toEnd: true })
}

/**
 * @param {Parcel} parcel
 * @param {string} [preview]
 */
function show(parcel, preview) {
  const file = parcel.file
  /** @type {Message} */
  const message = { seq: 0, id: parcel.id, from: 'me', at: parcel.at, text: parcel.text }
  if (file) message.attachments = [{ name: file.name, type: file.type, size: file.size, url: '' }]
  history.addOwn(message, preview)
}

/** @param {string} words empty hides the line */
function loading(words) {
  const line = byId('loading', HTMLElement)
  line.textContent = words
  line.hidden = words === ''
}

async function openMenu() {
  const note = byId('menu-note', HTMLElement)
  const items = byId('menu-items', HTMLElement)
  empty(items)
  note.textContent = text('menu-loading')
  openSheet('menu-sheet')
  try {
    const answer = await menu()
    note.textContent = answer.items.length === 0 ? text('menu-empty') : ''
    for (const item of answer.items) {
      const words = [make('span', { dir: 'auto' }, [item.label])]
      if (item.hint) words.push(make('small', { dir: 'auto' }, [item.hint]))
      const button = make('button', { type: 'button' }, [make('span', { class: 'item-words' }, words)])
      button.addEventListener('click', () => {
        closeSheet('menu-sheet')
        tellOffice(item.label, { press: item.token })
      })
      items.appendChild(make('li', {}, [button]))
    }
    const first = items.querySelector('button')
    if (first) first.focus()
  } catch (_error) {
    note.textContent = text('menu-problem')
  }
}

async function start() {
  loading(text('loading'))
  for (const parcel of outbox.restore()) if (parcel.start === undefined) show(parcel)
  view.update({ toEnd: true })
  for (;;) {
    try {
      await openSession()
      break
    } catch (_error) {
      standing.told(false, 0)
      loading(text('loading-problem'))
      await new Promise((resolve) => window.setTimeout(resolve, 3000))
    }
  }
  const payload = linkPayload()
  // From here on the outbox keeps it, over a reload too.
  if (payload) outbox.add({ id: newId(), at: new Date().toISOString(), text: '', start: payload })
  forgetLink()
  await live.start()
  outbox.hurry()
}

byId('open-menu', HTMLElement).addEventListener('click', openMenu)
byId('open-about', HTMLElement).addEventListener('click', () => openSheet('about-sheet'))
prepareSettings({
  sizeChanged() {
    composer.grow()
    view.update()
  },
})
prepareForgetting({
  unsent: () => outbox.unsent() + composer.filesWaiting(),
  stop() {
    outbox.close()
    live.close()
  },
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return
  unseen = 0
  document.title = title
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]') && onDesktop()) composer.focus()
})
// Words are kept over a reload; a file cannot be, so the browser asks before it is lost.
window.addEventListener('beforeunload', (event) => {
  if (outbox.unsentFiles() + composer.filesWaiting() > 0) event.preventDefault()
})

const danger = byId('safety-danger', HTMLElement)
for (const node of wordNodes(text('safety-danger'))) danger.append(node)
start()
