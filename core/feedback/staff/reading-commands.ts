import { command, mayUse, type Reply, type Talk } from '../../conversation/command.ts'
import { leftOut } from '../../conversation/left-out.ts'
import { Refusal, unlessRefused } from '../../kernel/errors.ts'
import { CaseState } from '../case.ts'
import { find, queue } from '../lists.ts'
import { CURSOR } from '../walk.ts'
import { caseFiles, caseReply } from './case-view.ts'
import { listReply } from './list-view.ts'
import { looked } from './said.ts'
import { theCase } from './the-case.ts'
import { handedOut, showButton } from './words.ts'

/** Who looks at cases at all; which ones is for the operations to say. */
export const STAFF = ['viewer', 'handler', 'officer', 'director', 'custodian', 'auditor'] as const

/** How many cases stand on one page, and how many files in one message. */
const PAGE = 8
const FILES = 10

/** `queue`, `queue STATE`, `queue STATE CURSOR`, `queue states`. */
export const queueCommand = command({
  name: 'queue',
  for: STAFF,
  summary: 'staff.queue',
  words: 'staff.queue-words',
  async run(talk, [filter = 'waiting', after]) {
    if (filter === 'states') return [statesReply()]
    const state = CaseState.safeParse(filter).data
    const place = after !== undefined && CURSOR.test(after) ? { after } : {}
    const { rows, next } = await talk.execute(queue, {
      limit: PAGE,
      ...(state === undefined ? {} : { state }),
      ...place,
    })
    const named = state === undefined ? talk.text('staff.queue-waiting') : talk.text(`staff.state-${state}`)
    const states = { say: 'staff.button.states', token: 'queue states' }
    if (rows.length === 0)
      return [
        {
          say: state === undefined ? 'staff.queue-empty' : 'staff.queue-empty-state',
          params: { state: named },
          choices: [states],
        },
      ]
    const following =
      next === undefined ? [] : [{ say: 'chat.list-more', token: `queue ${state ?? 'waiting'} ${next}` }]
    return [listReply(talk, talk.text('staff.queue-head', { named }), rows, [...following, states])]
  },
})

const statesReply = (): Reply => ({
  say: 'staff.queue-states',
  choices: [
    { say: 'staff.queue-waiting', token: 'queue', style: 'primary' },
    ...CaseState.options.map((state) => ({ say: `staff.state-${state}`, token: `queue ${state}` })),
  ],
})

/** `show ID` or `show NUMBER`. */
export const show = command({
  name: 'show',
  for: STAFF,
  summary: 'staff.show',
  async run(talk, args) {
    const found = await theCase(talk, args.join(''))
    talk.focus(found.id)
    return [await caseReply(talk, found)]
  },
})

/** Every word of a case, however many. */
export const whole = command({
  name: 'whole',
  for: STAFF,
  summary: 'staff.show',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await theCase(talk, named)
    return [{ words: `${data.number}\n${data.text}`, choices: [showButton(id)] }]
  },
})

/** All files of a case, ten at a time: `photos ID FROM`. */
export const photos = command({
  name: 'photos',
  for: STAFF,
  summary: 'staff.show',
  listed: false,
  async run(talk, [named, from]) {
    const { id, data } = await theCase(talk, named)
    const start = leftOut(from)
    const all = caseFiles(data)
    const shown = all.slice(start, start + FILES)
    if (shown.length === 0 && start > 0) return talk.begin('photos', [id])
    if (shown.length === 0) return [{ say: 'staff.photos-none', choices: [showButton(id)] }]
    const more = start + FILES < all.length ? [{ say: 'chat.list-more', token: `photos ${id} ${start + FILES}` }] : []
    const params = { from: start + 1, to: start + shown.length, count: all.length }
    return [{ say: 'staff.photos', params, files: shown.map(handedOut), choices: [...more, showButton(id)] }]
  },
})

/** `find WORDS`; a number opens its case at once. Plain words of staff come here as well. */
export const findCommand = command({
  name: 'find',
  for: STAFF,
  summary: 'staff.find',
  async run(talk, args) {
    const words = args.join(' ').trim().slice(0, 200)
    if (words === '') return [{ say: 'staff.find-how' }]
    const named = /\d$/.test(words) && words.length <= 20 ? await byNumber(talk, words) : undefined
    if (named !== undefined) return [named]
    const { rows, more } = await talk.execute(find, { words, limit: PAGE })
    if (rows.length === 0)
      return [
        {
          say: 'staff.find-nothing',
          params: { words: words.slice(0, 40) },
          choices: [
            { say: 'staff.button.queue', token: 'queue' },
            { say: 'chat.command-mine', token: 'mine' },
          ],
        },
      ]
    return [
      listReply(
        talk,
        talk.text(more ? 'staff.find-head-more' : 'staff.find-head', { words: words.slice(0, 40), count: rows.length }),
        rows,
        [],
      ),
    ]
  },
})

/** Whether whoever talks may search, and a search for `words` finds anything. */
export const finds = async (talk: Talk, words: string): Promise<boolean> => {
  if (!mayUse(STAFF, talk.actor)) return false
  if ((await unlessRefused(() => theCase(talk, words))) !== undefined) return true
  return (await talk.execute(find, { words: looked(words).slice(0, 200), limit: 1 })).rows.length > 0
}

const byNumber = async (talk: Talk, words: string): Promise<Reply | undefined> => {
  try {
    return await caseReply(talk, await theCase(talk, words))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'case.not-found') return undefined
    throw error
  }
}

export const readingCommands = [queueCommand, show, whole, photos, findCommand]
