import { command, type Talk } from '../../conversation/command.ts'
import { attachmentsIn } from '../../conversation/conversation.ts'
import { photosIn, wordsIn } from '../../feedback/answers.ts'
import { courtesyOf } from '../../feedback/courtesy.ts'
import { isAcknowledged, looked, looksFor, TELLS } from '../../feedback/staff/said.ts'
import { unlessRefused } from '../../kernel/errors.ts'
import { acknowledge, answerWarning } from '../person-steps.ts'
import { mayTake } from '../step.ts'
import { isDisputed } from '../timer.ts'
import { done, type TheWarning, theWarning } from './the-warning.ts'

/** Longer words that speak of later tell something besides. */
const BARE = 20
const LATER =
  /(?:以后|过后|回头|晚点|晚些|迟点|稍后|等会儿?|等一下|待会儿?|过.{0,2}天|改天|明天|下周|有空|忙完)[^，。,.]{0,6}(?:说|回|复|答|办|写|弄|看|处理)|\blater\b|not now/iu
const READ = /^(?:好的?|嗯|行|我)?[，,]?(?:知道|收到|明白|看到|已阅|了解|清楚)(?:了|啦)?[。！!~]*$/u

/** Read and nothing more: 知道了, 收到, 过几天再答复. An answer says what happened. */
const isRead = (talk: Talk, words: string): boolean => {
  const plain = words.normalize('NFKC').trim()
  return isAcknowledged(talk, plain) || READ.test(plain) || (plain.length <= BARE && LATER.test(plain))
}

const TOKEN = 'warning '

/** The warning that words may be about: the one looked at last, or, where nothing else was, the only one that waits. */
const meant = async (talk: Talk, waits: readonly string[]): Promise<TheWarning | undefined> => {
  const owed = waits.filter((each) => each.startsWith(TOKEN)).map((each) => each.slice(TOKEN.length))
  const [only, ...others] = owed.filter((each) => talk.focused === undefined || each === talk.focused)
  const alone = waits.length === 1 ? owed[0] : undefined
  const id = others.length === 0 && only !== undefined ? only : alone
  return id === undefined ? undefined : unlessRefused(() => theWarning(talk, id))
}

/**
 * What somebody writes without a command while a warning waits for them: that they read it is an acknowledgement, what
 * tells something is offered to be its answer. Everything else is for the face's other words.
 */
export const warningWords = command({
  name: 'warning_words',
  for: 'person',
  summary: 'warnings.do.respond',
  listed: false,
  async takes(talk, words, waits) {
    if (looksFor(words)) return undefined
    const said = isRead(talk, words)
    if (!said && (courtesyOf(words) !== undefined || (words !== '' && words.length < TELLS))) return undefined
    const found = await meant(talk, await waits())
    if (found === undefined) return undefined
    const { id, data, parts } = found
    const owes = data.expects === 'answer' && !isDisputed(data)
    const fits = said ? owes || mayTake(parts, data, acknowledge) : owes && mayTake(parts, data, answerWarning)
    return fits ? [id] : undefined
  },
  async run(talk, [id = '', words = ''], answers) {
    const { data, parts } = await theWarning(talk, id)
    const photos = photosIn(answers)
    const files = photos.length === 0 ? {} : { files: photos }
    if (isRead(talk, words) && photos.length === 0) {
      if (mayTake(parts, data, acknowledge)) return talk.begin('acknowledge', [id])
      const reply = done('warnings.still-owed', id, data.number, { due: data.due.day })
      const respond = { say: 'warnings.button.respond', token: `respond ${id}`, style: 'primary' as const }
      return [{ ...reply, choices: [respond, ...(reply.choices ?? [])] }]
    }
    const severity = talk.text(`warnings.severity-${data.severity}`)
    talk.say({ say: 'warnings.about', params: { number: data.number, severity, due: data.due.day } })
    return talk.begin('about_warning', [id], { ...(words === '' ? {} : { text: words }), ...files })
  },
})

/** Where the words go: into the answer, another request, or nowhere. */
const aboutWarning = command({
  name: 'about_warning',
  for: 'person',
  summary: 'warnings.do.respond',
  listed: false,
  form: 'about-warning',
  async run(talk, [id = ''], { to, ...said }) {
    const text = wordsIn(said, 'text')
    const given = attachmentsIn(said.files)
    const files = given.length === 0 ? {} : { files: given }
    const reason = text === '' ? {} : { reason: text }
    if (to === 'find') return talk.begin('find', [looked(text)])
    if (to === 'time') return talk.begin('more_time', [id], reason)
    if (to === 'dispute') return talk.begin('dispute', [id], { ...reason, ...files })
    // Whoever wrote 原因：… and 已经做的：… has answered both.
    return talk.begin('respond', [id], { ...(text === '' ? {} : { cause: text }), ...files }, text)
  },
})

export const plainWords = [warningWords, aboutWarning]
